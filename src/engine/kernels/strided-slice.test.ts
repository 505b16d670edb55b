import assert from 'node:assert/strict';
import { startEngine } from '../start-engine';
import { assertSameAsCpu } from '../testing/same-as-cpu';

/** begin, end, strides, and the masks for begin, end, ellipsis, new axes and axes taken away. */
const slices: readonly (readonly [number[], number[], number[], [number, number, number, number, number]])[] = [
  [[0, 0], [3, 4], [1, 2], [0, 0, 0, 0, 0]],
  [[2, 3], [0, 0], [-1, -1], [0, 0, 0, 0, 0]],
  [[1, 1], [3, 3], [1, 1], [3, 3, 0, 0, 0]],
  [[1, 1], [2, 3], [1, 1], [0, 0, 0, 0, 1]],
  [[1, 1], [2, 3], [2, 2], [0, 0, 0, 1, 0]],
  [[1, 1], [2, 3], [1, 2], [0, 0, 1, 0, 0]],
  [[-2, -3], [-1, -1], [1, 1], [0, 0, 0, 0, 0]],
  [[5, 5], [9, 9], [1, 1], [0, 0, 0, 0, 0]],
];

describe('StridedSlice', () => {
  for (const dtype of ['float32', 'int32', 'bool'] as const) {
    for (const [begin, end, strides, masks] of slices) {
      it(`from ${begin} to ${end} by ${strides}, masks ${masks}, of ${dtype}`, () =>
        assertSameAsCpu((tf, x) => tf.stridedSlice(x!, begin, end, strides, ...masks), [{ shape: [3, 4], dtype }], { gradients: false }));
    }
  }

  it('takes an axis away beside a stride, where cpu takes other numbers', async () => {
    const { tf } = await startEngine();
    const column = tf.tidy(() => [...tf.stridedSlice(tf.reshape(tf.range(1, 13), [3, 4]), [2, 1], [0, 3], [-1, 1], 0, 0, 0, 0, 2).dataSync()]);
    assert.deepEqual(column, [10, 6]);
  });
});
