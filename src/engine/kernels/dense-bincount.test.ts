import assert from 'node:assert/strict';
import { startEngine } from '../start-engine';
import { assertSameAsCpu } from '../testing/same-as-cpu';
import type * as tensorflow from '../tfjs';

type Matrix = tensorflow.Tensor2D;
const x = { shape: [2, 4], dtype: 'int32' as const, values: [1, 0, 2, 9, 1, 1, 2, 2] };

describe('DenseBincount', () => {
  it('counts every row by itself', () => assertSameAsCpu((tf, a) => tf.denseBincount(a as Matrix, tf.tensor2d([], [0, 0]), 3), [x]));
  it('adds up weights', () => assertSameAsCpu((tf, a, w) => tf.denseBincount(a as Matrix, w as Matrix, 3), [x, [2, 4]], { gradients: false }));
  it('says only what occurs', () => assertSameAsCpu((tf, a, w) => tf.denseBincount(a as Matrix, w as Matrix, 3, true), [x, [2, 4]], { gradients: false }));

  it('says only what occurs in a single row, which cpu forgets', async () => {
    const { tf } = await startEngine();
    const occurs = tf.tidy(() => [...tf.denseBincount(tf.tensor1d([1, 1, 2], 'int32'), tf.tensor1d([]), 4, true).dataSync()]);
    assert.deepEqual(occurs, [0, 1, 1, 0]);
  });
});
