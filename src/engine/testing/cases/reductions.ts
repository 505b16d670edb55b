import type { Draw } from '../draw';
import type { Case, Cases } from '../fuzz';
import { axes, axis } from './pieces';

const reductions = ['sum', 'mean', 'max', 'min', 'prod', 'logSumExp'] as const;

function overAxes(): Cases {
  const cases: Record<string, (draw: Draw) => Case> = {};
  for (const name of reductions) {
    cases[name] = (draw) => {
      const shape = draw.shape(draw.int(1, 5));
      const [over, keep] = [axes(draw, shape.length), draw.coin()];
      return { inputs: [shape], compute: (tf, x) => tf[name](x!, over, keep) };
    };
    cases[`${name} of a long axis`] = (draw) => {
      const shape = draw.pick([
        [3, 200],
        [200, 3],
        [2, 67, 5],
      ]);
      const over = draw.int(0, shape.length - 1);
      // Factors near 1: a product of two hundred numbers says nothing otherwise.
      return { inputs: [draw.between(0.9, 1.1, shape)], compute: (tf, x) => tf[name](x!, over) };
    };
    if (name === 'logSumExp') continue;
    cases[`${name} of int32 and bool`] = (draw) => {
      const [shape, dtype] = [
        draw.shape(draw.int(1, 4)),
        name === 'mean' ? 'int32' : draw.pick(['int32', 'bool'] as const),
      ];
      const over = axes(draw, shape.length);
      return { inputs: [{ shape, dtype }], compute: (tf, x) => tf[name](x!, over) };
    };
    cases[`${name} of NaN and infinities`] = (draw) => {
      const values = Array.from({ length: 12 }, () => draw.pick([NaN, Infinity, -Infinity, 1, 2, -1]));
      return { inputs: [{ shape: [3, 4], values }], gradients: false, compute: (tf, x) => tf[name](x!, 1) };
    };
  }
  return cases;
}

export const reductionCases: Cases = {
  ...overAxes(),
  all: (draw) => {
    const shape = draw.shape(draw.int(1, 4));
    const [over, keep] = [axes(draw, shape.length), draw.coin()];
    return { inputs: [{ shape, dtype: 'bool' }], compute: (tf, x) => tf.all(x!, over, keep) };
  },
  any: (draw) => {
    const shape = draw.shape(draw.int(1, 4));
    const [over, keep] = [axes(draw, shape.length), draw.coin()];
    return { inputs: [{ shape, dtype: 'bool' }], compute: (tf, x) => tf.any(x!, over, keep) };
  },
  argMax: (draw) => {
    const [shape, dtype] = [draw.shape(draw.int(1, 4)), draw.pick(['float32', 'int32'] as const)];
    const over = axis(draw, shape.length);
    return { inputs: [{ shape, dtype }], gradients: false, compute: (tf, x) => tf.argMax(x!, over) };
  },
  argMin: (draw) => {
    const [shape, dtype] = [draw.shape(draw.int(1, 4)), draw.pick(['float32', 'int32'] as const)];
    const over = axis(draw, shape.length);
    return { inputs: [{ shape, dtype }], gradients: false, compute: (tf, x) => tf.argMin(x!, over) };
  },
  softmax: (draw) => ({ inputs: [draw.shape(draw.int(1, 4), 6)], compute: (tf, x) => tf.softmax(x!) }),
  'softmax of large numbers': () => ({
    inputs: [{ shape: [2, 3], values: [1000, 999, -1000, -1000, -1001, -1002] }],
    compute: (tf, x) => tf.softmax(x!),
  }),
  logSoftmax: (draw) => ({ inputs: [draw.shape(draw.int(1, 4), 6)], compute: (tf, x) => tf.logSoftmax(x!) }),
  norm: (draw) => {
    const shape = draw.shape(draw.int(2, 3));
    const [order, over, keep] = [
      draw.pick([1, 2, 'euclidean', Infinity, -Infinity] as const),
      axis(draw, shape.length),
      draw.coin(),
    ];
    return { inputs: [shape], compute: (tf, x) => tf.norm(x!, order, over, keep) };
  },
  'norm of a matrix': (draw) => {
    const order = draw.pick(['fro', 1, Infinity, 'euclidean'] as const);
    return { inputs: [draw.shape(2)], compute: (tf, x) => tf.norm(x!, order, [0, 1]) };
  },
  euclideanNorm: (draw) => ({ inputs: [draw.shape(3)], compute: (tf, x) => tf.euclideanNorm(x!, 1) }),
  moments: (draw) => {
    const shape = draw.shape(draw.int(1, 4));
    const [over, keep] = [axes(draw, shape.length), draw.coin()];
    return {
      inputs: [shape],
      compute: (tf, x) => {
        const { mean, variance } = tf.moments(x!, over, keep);
        return [mean, variance];
      },
    };
  },
  cumsum: (draw) => {
    const shape = draw.shape(draw.int(1, 4));
    // Counted from the end cpu gets it wrong: see cumsum.test.ts.
    const [along, exclusive, reverse] = [draw.int(0, shape.length - 1), draw.coin(), draw.coin()];
    return { inputs: [shape], compute: (tf, x) => tf.cumsum(x!, along, exclusive, reverse) };
  },
  'cumsum of int32': (draw) => ({
    inputs: [{ shape: draw.shape(2), dtype: 'int32' }],
    compute: (tf, x) => tf.cumsum(x!, 1),
  }),
  cumprod: (draw) => {
    const shape = draw.shape(draw.int(1, 4));
    const [along, exclusive, reverse] = [draw.int(0, shape.length - 1), draw.coin(), draw.coin()];
    return { inputs: [shape], compute: (tf, x) => tf.cumprod(x!, along, exclusive, reverse) };
  },
  topk: (draw) => {
    const [shape, sorted, dtype] = [draw.shape(draw.int(1, 3), 7), draw.coin(), draw.pick(['float32', 'int32'] as const)];
    const k = draw.int(1, shape.at(-1)!);
    // Unsorted, the order is nobody's: only what was chosen is compared, and all of it is when k is everything.
    return {
      inputs: [{ shape, dtype }],
      gradients: false,
      compute: (tf, x) => (sorted ? Object.values(tf.topk(x!, k)) : [tf.sum(tf.topk(x!, k, false).values, -1)]),
    };
  },
  bincount: (draw) => {
    const [size, n, weighted] = [draw.int(1, 6), draw.int(0, 9), draw.coin()];
    const weights = weighted ? [n] : [0];
    return {
      inputs: [draw.ints(0, 7, [n]), weights],
      gradients: false,
      compute: (tf, x, w) => tf.bincount(x as never, w as never, size),
    };
  },
  denseBincount: (draw) => {
    const [size, shape, weighted] = [draw.int(1, 6), draw.shape(draw.int(1, 2), 5), draw.coin()];
    // Of a single list cpu counts either way.
    const binary = shape.length === 2 && draw.coin();
    return {
      inputs: [draw.ints(0, 7, shape), weighted ? shape : [0]],
      gradients: false,
      compute: (tf, x, w) => tf.denseBincount(x as never, w as never, size, binary),
    };
  },
  unique: (draw) => {
    const [shape, dtype] = [draw.shape(draw.int(1, 2), 6), draw.pick(['float32', 'int32'] as const)];
    const along = shape.length === 1 ? 0 : draw.int(0, 1);
    return { inputs: [{ shape, dtype }], gradients: false, compute: (tf, x) => Object.values(tf.unique(x!, along)) };
  },
  searchSorted: (draw) => {
    const [side, rows, n, m] = [draw.pick(['left', 'right'] as const), draw.int(1, 3), draw.int(1, 7), draw.int(1, 5)];
    const dtype = draw.pick(['float32', 'int32'] as const);
    const row = Array.from({ length: n }, (_, i) => i * 2 - n);
    const sorted = Array.from({ length: rows }, () => row).flat();
    return {
      inputs: [{ shape: [rows, n], dtype, values: sorted }, draw.ints(-9, 9, [rows, m])],
      gradients: false,
      compute: (tf, x, v) => tf.searchSorted(x!, tf.cast(v!, dtype), side),
    };
  },
};
