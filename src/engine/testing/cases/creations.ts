import type { Tensor } from '@tensorflow/tfjs-core';
import type { Cases } from '../fuzz';
import { pair, shuffled } from './pieces';

const dtypes = ['float32', 'int32', 'bool'] as const;

/** Operations that make tensors: of nothing, of a seed, of indices, of words. */
export const creationCases: Cases = {
  diag: (draw) => ({ inputs: [draw.shape(draw.int(1, 2))], compute: (tf, x) => tf.diag(x!) }),
  eye: (draw) => {
    const [rows, columns] = pair(draw, 5);
    return { inputs: [], compute: (tf) => tf.eye(rows, columns, [2]) };
  },
  oneHot: (draw) => {
    const [depth, on, off] = [draw.int(2, 5), draw.pick([1, 2.5]), draw.pick([0, -1])];
    const dtype = draw.pick(['float32', 'int32'] as const);
    return {
      inputs: [draw.ints(-1, 5, draw.shape(draw.int(1, 3)))],
      compute: (tf, x) => tf.oneHot(x!, depth, on, off, dtype),
    };
  },
  'fill, zeros, ones': (draw) => {
    const [shape, dtype] = [draw.shape(draw.int(0, 3)), draw.pick(dtypes)];
    return { inputs: [], compute: (tf) => [tf.fill(shape, 1, dtype), tf.zeros(shape, dtype), tf.ones(shape, dtype)] };
  },
  'zerosLike, onesLike': (draw) => ({
    inputs: [{ shape: draw.shape(draw.int(0, 3)), dtype: draw.pick(dtypes) }],
    compute: (tf, x) => [tf.zerosLike(x!), tf.onesLike(x!)],
  }),
  'range, linspace': (draw) => {
    const [from, to, n] = [draw.int(-5, 5), draw.int(6, 9), draw.int(1, 6)];
    return {
      inputs: [],
      compute: (tf) => [
        tf.range(from, to, 2),
        tf.range(to, from, -1.5),
        tf.range(from, to, 1, 'int32'),
        tf.linspace(from, to, n),
      ],
    };
  },
  meshgrid: (draw) => ({ inputs: [[draw.int(1, 4)], [draw.int(1, 4)]], compute: (tf, x, y) => tf.meshgrid(x, y) }),
  sparseToDense: (draw) => {
    const at = shuffled(draw, 6)
      .slice(0, draw.int(1, 5))
      .toSorted((a, b) => a - b);
    return { inputs: [[at.length]], compute: (tf, v) => tf.sparseToDense(tf.tensor1d(at, 'int32'), v!, [6], 9) };
  },
  'sparse operations': (draw) => {
    const [rows, n] = [draw.int(3, 5), draw.int(2, 5)];
    const segments = Array.from({ length: n }, () => draw.int(0, 2)).toSorted((a, b) => a - b);
    const which = Array.from({ length: n }, () => draw.int(0, rows - 1));
    return {
      inputs: [[rows, 3]],
      gradients: false,
      compute: (tf, x) => {
        const [i, s] = [tf.tensor1d(which, 'int32'), tf.tensor1d(segments, 'int32')];
        const filled = tf.sparse.sparseFillEmptyRows(
          tf.tensor2d(
            [
              [0, 0],
              [2, 1],
            ],
            [2, 2],
            'int32',
          ),
          tf.tensor1d([1, 2]),
          tf.tensor1d([rows, 3], 'int32'),
          tf.scalar(-1),
        );
        const reshaped = tf.sparse.sparseReshape(
          tf.tensor2d(
            [
              [0, 1],
              [2, 0],
            ],
            [2, 2],
            'int32',
          ),
          tf.tensor1d([3, 4], 'int32'),
          tf.tensor1d([2, -1], 'int32'),
        );
        return [
          tf.sparse.sparseSegmentSum(x as never, i, s),
          tf.sparse.sparseSegmentMean(x as never, i, s),
          ...Object.values(filled),
          ...Object.values(reshaped),
        ];
      },
    };
  },
  'ragged operations': (draw) => {
    const [n, columns] = [draw.int(1, 3), draw.int(1, 3)];
    const starts = Array.from({ length: n }, () => draw.int(0, 3));
    return {
      inputs: [[5, columns]],
      gradients: false,
      compute: (tf, x) => {
        const ranges = tf.raggedRange(
          tf.tensor1d(starts, 'int32'),
          tf.tensor1d(starts.map((start) => start + 3), 'int32'),
          tf.tensor1d(starts.map(() => 1), 'int32'),
        );
        const gathered = tf.raggedGather([tf.tensor1d([0, 2, 5], 'int32')], x!, tf.tensor1d([1, 0, 1], 'int32'), 1);
        const dense = tf.raggedTensorToTensor(
          tf.tensor1d([2, 4], 'int32'),
          tf.tensor1d([1, 2, 3]),
          tf.scalar(-1),
          [tf.tensor1d([0, 1, 3], 'int32')],
          ['ROW_SPLITS'],
        );
        return [
          ranges.rtNestedSplits!,
          ranges.rtDenseValues!,
          ...gathered.outputNestedSplits,
          gathered.outputDenseValues,
          dense,
        ];
      },
    };
  },
  nonMaxSuppression: (draw) => {
    const [n, most, soft] = [draw.int(1, 8), draw.int(1, 5), draw.pick([0, 0.5])];
    return {
      inputs: [draw.between(0, 1, [n, 4]), draw.between(0, 1, [n])],
      gradients: false,
      compute: (tf, boxes, scores): Tensor[] => {
        const args = [boxes as never, scores as never, most, 0.3, 0.2] as const;
        const scored = tf.image.nonMaxSuppressionWithScore(...args, soft) as {
          selectedIndices: Tensor;
          selectedScores: Tensor;
        };
        const padded = tf.image.nonMaxSuppressionPadded(...args, true) as { selectedIndices: Tensor; validOutputs: Tensor };
        return [
          tf.image.nonMaxSuppression(...args),
          scored.selectedIndices,
          scored.selectedScores,
          padded.selectedIndices,
          padded.validOutputs,
        ];
      },
    };
  },
  'random numbers of a seed': (draw) => {
    const [shape, seed] = [draw.shape(draw.int(1, 3)), draw.int(1, 99)];
    return {
      inputs: [],
      compute: (tf) => [
        tf.randomNormal(shape, 1, 2, 'float32', seed),
        tf.randomUniform(shape, -1, 1, 'float32', seed),
        tf.truncatedNormal(shape, 0, 1, 'float32', seed),
        tf.randomGamma(shape, 2, 2, 'float32', seed),
        tf.randomStandardNormal(shape, 'float32', seed),
        tf.randomUniformInt(shape, -5, 5, seed),
      ],
    };
  },
  'dropout of a seed': (draw) => {
    const [rate, seed] = [draw.pick([0, 0.3]), draw.int(1, 99)];
    return { inputs: [draw.shape(3)], compute: (tf, x) => tf.dropout(x!, rate, undefined, seed) };
  },
  multinomial: (draw) => {
    const [seed, normalized] = [draw.int(1, 99), draw.coin()];
    const probabilities = normalized ? [0.2, 0.3, 0.5] : [1, 0.5, 2];
    return {
      inputs: [{ shape: [1, 3], values: probabilities }],
      gradients: false,
      // Each backend has a generator of its own: what they share is that a seed gives the same again.
      compute: (tf, x) =>
        tf.equal(tf.multinomial(x as never, 7, seed, normalized), tf.multinomial(x as never, 7, seed, normalized)),
    };
  },
  strings: (draw) => {
    const words = Array.from({ length: draw.int(1, 6) }, () => draw.pick(['', 'a', 'bc', 'ñandú', 'a b', 'the cat']));
    return {
      inputs: [],
      compute: (tf) => {
        const x = tf.tensor1d(words);
        const doubled = tf.concat([x, x]);
        return [
          tf.equal(x, 'a'),
          tf.notEqual(x, 'bc'),
          doubled,
          tf.slice(doubled, [1], [words.length]),
          tf.tile(x, [2]),
          tf.string.stringToHashBucketFast(x, 11),
          ...Object.values(tf.string.stringSplit(x, ' ')),
          tf.string.staticRegexReplace(x, 'a', 'o'),
          ...Object.values(
            tf.string.stringNGrams(x, tf.tensor1d([0, words.length], 'int32'), '|', [1, 2], 'L', 'R', 1, false),
          ),
        ];
      },
    };
  },
};
