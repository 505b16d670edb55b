import { assertSameAsCpu } from '../testing/same-as-cpu';
import type * as tensorflow from '../tfjs';

type Vector = tensorflow.Tensor1D;
const counted = (shape: readonly number[]) => ({ shape, dtype: 'int32' as const, values: Array.from({ length: shape.reduce((p, q) => p * q, 1) }, (_, i) => (i * 3) % 5) });

describe('Bincount', () => {
  for (const shape of [[6], [2, 3], [2, 3, 4]]) {
    it(`counts the values of [${shape}]`, () =>
      assertSameAsCpu((tf, x) => tf.bincount(x as Vector, tf.tensor1d([]), 4), [counted(shape)]));
  }

  for (const dtype of ['float32', 'int32'] as const) {
    it(`adds up weights of ${dtype}`, () =>
      assertSameAsCpu((tf, x, w) => tf.bincount(x as Vector, w as Vector, 4), [counted([6]), { shape: [6], dtype }], { gradients: false }));
  }

  it('refuses negative values', () => assertSameAsCpu((tf, x) => tf.bincount(x as Vector, tf.tensor1d([]), 4), [{ shape: [2], dtype: 'int32', values: [1, -1] }]));
});
