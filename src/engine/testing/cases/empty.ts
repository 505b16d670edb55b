import type { Cases } from '../fuzz';

/** Tensors without elements: of an empty batch, say, or of a filter that lets nothing through. */
export const emptyCases: Cases = {
  arithmetic: () => ({
    inputs: [
      [0, 3],
      [1, 3],
    ],
    gradients: false,
    compute: (tf, x, y) => tf.add(tf.mul(x!, y!), tf.exp(x!)),
  }),
  comparison: () => ({
    inputs: [
      [0, 3],
      [0, 3],
    ],
    gradients: false,
    compute: (tf, x, y) => [tf.greater(x!, y!), tf.where(tf.greater(x!, y!), x!, y!)],
  }),
  sum: (draw) => {
    const axis = draw.pick([0, 1]);
    return { inputs: [[0, 3]], compute: (tf, x) => tf.sum(x!, axis) };
  },
  concat: () => ({
    inputs: [
      [0, 3],
      [2, 3],
    ],
    compute: (tf, x, y) => tf.concat([x!, y!], 0),
  }),
  slice: () => ({ inputs: [[3, 2]], compute: (tf, x) => tf.slice(x!, [1, 0], [0, 2]) }),
  gather: () => ({ inputs: [[3, 2]], compute: (tf, x) => tf.gather(x!, tf.tensor1d([], 'int32')) }),
  matMul: () => ({
    inputs: [
      [0, 3],
      [3, 2],
    ],
    compute: (tf, x, y) => tf.matMul(x!, y!),
  }),
  'matMul over nothing': () => ({
    inputs: [
      [2, 0],
      [0, 3],
    ],
    compute: (tf, x, y) => tf.matMul(x!, y!),
  }),
  conv2d: () => ({
    inputs: [
      [0, 5, 5, 2],
      [3, 3, 2, 4],
    ],
    gradients: false,
    compute: (tf, x, w) => tf.conv2d(x as never, w as never, 1, 'same'),
  }),
  maxPool: () => ({ inputs: [[0, 4, 4, 2]], compute: (tf, x) => tf.maxPool(x as never, 2, 2, 'valid') }),
  transpose: () => ({ inputs: [[0, 3]], compute: (tf, x) => tf.transpose(x!) }),
  reshape: () => ({ inputs: [[0, 3]], compute: (tf, x) => tf.reshape(x!, [3, 0]) }),
  pad: () => ({
    inputs: [[0, 2]],
    compute: (tf, x) =>
      tf.pad(
        x!,
        [
          [1, 1],
          [0, 0],
        ],
        3,
      ),
  }),
  resize: () => ({
    inputs: [[0, 2, 2, 3]],
    gradients: false,
    compute: (tf, x) => tf.image.resizeNearestNeighbor(x as never, [4, 4]),
  }),
};
