import { assertSameAsCpu } from '../testing/same-as-cpu';

const slices: readonly (readonly [readonly number[], readonly number[], readonly number[]])[] = [
  [[5], [1], [3]],
  [[5], [2], [-1]],
  [[5], [2], [0]],
  [[3, 4], [1, 1], [2, 2]],
  [[3, 4], [1], [1]],
  [[3, 4, 2], [1, 1, 0], [2, 2, 2]],
  [[3, 4, 2], [0, 0, 1], [3, 4, 1]],
  [[3, 2, 4, 2], [1, 0, 1, 0], [2, 2, 2, 2]],
  [[2, 3, 2, 4, 2], [0, 1, 0, 1, 0], [2, 2, 2, 2, 1]],
  [[2, 3, 2, 2, 2, 2], [0, 1, 0, 1, 0, 0], [2, 2, 2, 1, 1, 2]],
  [[], [], []],
  [[0, 3], [0, 1], [0, 2]],
];

describe('Slice', () => {
  for (const [shape, begin, size] of slices) {
    for (const dtype of ['float32', 'int32', 'bool'] as const) {
      it(`takes [${size}] from [${begin}] on out of [${shape}], of ${dtype}`, () =>
        assertSameAsCpu((tf, x) => tf.slice(x!, [...begin], [...size]), [{ shape, dtype }], { gradients: shape.length > 0 && shape[0] !== 0 }));
    }
  }

  for (const [begin, size] of [[[4], [5]], [[-1], [1]], [[9], [1]]] as const) {
    it(`refuses [${size}] from [${begin}] on out of [5]`, () => assertSameAsCpu((tf, x) => tf.slice(x!, [...begin], [...size]), [[5]]));
  }

  it('slices strings', () => assertSameAsCpu((tf) => tf.equal(tf.slice(tf.tensor([['a', 'b'], ['c', 'd']]), [0, 1], [2, 1]), tf.tensor([['b'], ['x']])), []));
});
