import assert from 'node:assert/strict';
import { startEngine } from '../start-engine';
import { assertSameAsCpu } from '../testing/same-as-cpu';
import * as tf from '../tfjs';

describe('ReluGrad', () => {
  for (const shape of [[], [3], [4], [7, 5], [2, 3, 4, 5]]) {
    it(`[${shape}]`, () => assertSameAsCpu((_, x) => _.relu(x!), [shape]));
  }

  it('is 0 at 0, and keeps NaN', async () => {
    await startEngine();
    const x = [Number.NaN, 0, -0, 1, -1, Infinity, -Infinity];
    const gradient = tf.grad((t) => tf.relu(t).sum() as tf.Scalar)(tf.tensor1d(x));
    assert.deepEqual([...gradient.dataSync()], [Number.NaN, 0, 0, 1, 0, 1, 0]);
  });

  it('takes part in second derivatives', () =>
    assertSameAsCpu((_, x) => _.grad((t) => _.relu(t.square().sub(1)).mul(t).sum() as tf.Scalar)(x!), [[3, 5]]));
});
