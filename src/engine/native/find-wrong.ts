import type * as tensorflow from '../tfjs';

interface Known {
  readonly what: string;
  readonly compute: (tf: typeof tensorflow) => tensorflow.Tensor;
  readonly expected: readonly number[];
}

/** Computed by hand: small whole numbers, which float32 holds exactly. */
const known: readonly Known[] = [
  {
    what: 'matMul',
    // [2, 3] · [3, 2]
    compute: (tf) => tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]).matMul(tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2])),
    expected: [22, 28, 49, 64],
  },
  {
    what: 'conv2d',
    // A 3×3 image of 0…8 under a 2×2 kernel [[1, 2], [3, 4]], valid padding.
    compute: (tf) =>
      tf.conv2d(tf.range(0, 9).reshape([1, 3, 3, 1]) as tensorflow.Tensor4D, tf.tensor4d([1, 2, 3, 4], [2, 2, 1, 1]), 1, 'valid'),
    expected: [27, 37, 57, 67],
  },
  {
    what: 'the gradient of conv2d',
    // Of the sum of that convolution by its kernel: the sums of the image's four 2×2 corners.
    compute: (tf) => {
      const image = tf.range(0, 9).reshape([1, 3, 3, 1]) as tensorflow.Tensor4D;
      const gradient = tf.grad((kernel) => tf.conv2d(image, kernel as tensorflow.Tensor4D, 1, 'valid').sum());
      return gradient(tf.tensor4d([1, 2, 3, 4], [2, 2, 1, 1]));
    },
    expected: [8, 12, 20, 24],
  },
  {
    what: 'a step of gradient descent',
    // w ← w − ½ · d(w²)/dw, at [3, −1]: to zero in one step.
    compute: (tf) => {
      const w = tf.variable(tf.tensor1d([3, -1]));
      tf.train.sgd(0.5).minimize(() => w.square().sum());
      return w;
    },
    expected: [0, 0],
  },
];

/** What of the known an engine gets wrong, by name; empty when it is right. */
export function findWrong(tf: typeof tensorflow): string[] {
  const isRight = ({ compute, expected }: Known): boolean => {
    const found = tf.tidy(() => [...compute(tf).dataSync()]);
    return found.length === expected.length && expected.every((value, i) => Math.abs(value - found[i]!) < 1e-5);
  };
  return known.filter((each) => !isRight(each)).map(({ what }) => what);
}
