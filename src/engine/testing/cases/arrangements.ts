import type { Cases } from '../fuzz';
import { axes, axis, pair, shuffled } from './pieces';

const dtypes = ['float32', 'int32', 'bool'] as const;

/** Operations that move numbers about. */
export const arrangementCases: Cases = {
  reshape: (draw) => {
    const shape = draw.shape(draw.int(1, 4));
    return { inputs: [{ shape, dtype: draw.pick(dtypes) }], compute: (tf, x) => tf.reshape(x!, [-1, shape.at(-1)!]) };
  },
  squeeze: (draw) => ({ inputs: [[1, draw.int(1, 3), 1, 2]], compute: (tf, x) => tf.squeeze(x!, [0]) }),
  expandDims: (draw) => {
    const shape = draw.shape(draw.int(1, 3));
    const at = draw.int(-1, shape.length);
    return { inputs: [shape], compute: (tf, x) => tf.expandDims(x!, at) };
  },
  transpose: (draw) => {
    const shape = draw.shape(draw.int(1, 6), 3);
    const order = draw.coin() ? shuffled(draw, shape.length) : undefined;
    return { inputs: [{ shape, dtype: draw.pick(dtypes) }], compute: (tf, x) => tf.transpose(x!, order) };
  },
  'transpose of larger matrices': (draw) => {
    const [rows, columns] = pair(draw, 70);
    return { inputs: [[rows, columns]], compute: (tf, x) => tf.transpose(x!) };
  },
  slice: (draw) => {
    const shape = draw.shape(draw.int(1, 5));
    const begin = shape.map((extent) => draw.int(0, extent - 1));
    const size = shape.map((extent, i) => (draw.coin() ? -1 : draw.int(1, extent - begin[i]!)));
    return { inputs: [{ shape, dtype: draw.pick(dtypes) }], compute: (tf, x) => tf.slice(x!, begin, size) };
  },
  stridedSlice: (draw) => {
    const shape = draw.shape(draw.int(1, 4), 6);
    const strides = shape.map(() => draw.pick([1, 2, -1]));
    const begin = shape.map((extent) => draw.int(0, extent - 1));
    // To the end, or to the beginning: -extent - 1 is before the first.
    const end = shape.map((extent, i) => (strides[i]! < 0 ? -extent - 1 : extent));
    const mask = draw.int(0, 2 ** shape.length - 1);
    return {
      inputs: [{ shape, dtype: draw.pick(['float32', 'int32'] as const) }],
      compute: (tf, x) => tf.stridedSlice(x!, begin, end, strides, mask),
    };
  },
  concat: (draw) => {
    const [shape, dtype, n] = [draw.shape(draw.int(1, 4)), draw.pick(dtypes), draw.int(1, 4)];
    const along = axis(draw, shape.length);
    const inputs = Array.from({ length: n }, () => ({ shape: shape.with(along, draw.int(1, 4)), dtype }));
    return { inputs, compute: (tf, ...xs) => tf.concat(xs, along) };
  },
  stack: (draw) => {
    const [shape, dtype] = [draw.shape(draw.int(0, 3)), draw.pick(dtypes)];
    const along = draw.int(0, shape.length);
    return {
      inputs: Array.from({ length: draw.int(1, 3) }, () => ({ shape, dtype })),
      compute: (tf, ...xs) => tf.stack(xs, along),
    };
  },
  unstack: (draw) => {
    const shape = draw.shape(draw.int(1, 4));
    const along = axis(draw, shape.length);
    return { inputs: [{ shape, dtype: draw.pick(dtypes) }], compute: (tf, x) => tf.unstack(x!, along) };
  },
  split: (draw) => {
    const [shape, parts] = [draw.shape(draw.int(1, 4)), draw.int(1, 3)];
    const along = axis(draw, shape.length);
    const sizes = Array.from({ length: parts }, () => draw.int(1, 3));
    const total = sizes.reduce((sum, size) => sum + size);
    return { inputs: [shape.with(along, total)], compute: (tf, x) => tf.split(x!, sizes, along) };
  },
  gather: (draw) => {
    const [shape, dtype] = [draw.shape(draw.int(1, 4)), draw.pick(dtypes)];
    const along = axis(draw, shape.length);
    return {
      inputs: [{ shape, dtype }, draw.ints(0, shape.at(along)! - 1, draw.shape(draw.int(1, 2)))],
      compute: (tf, x, i) => tf.gather(x!, i!, along),
    };
  },
  'gather in batches': (draw) => {
    const [batch, rows, columns, n] = draw.shape(4) as [number, number, number, number];
    return {
      inputs: [[batch, rows, columns], draw.ints(0, rows - 1, [batch, n])],
      compute: (tf, x, i) => tf.gather(x!, i!, 1, 1),
    };
  },
  gatherND: (draw) => {
    const [rows, columns, n] = draw.shape(3) as [number, number, number];
    const dtype = draw.pick(['float32', 'int32'] as const);
    const whole = draw.coin();
    return {
      inputs: [{ shape: [rows, columns, 2], dtype }, draw.ints(0, Math.min(rows, columns) - 1, [n, whole ? 2 : 1])],
      compute: (tf, x, i) => tf.gatherND(x!, i!),
    };
  },
  scatterND: (draw) => {
    const [n, columns] = pair(draw, 4);
    const dtype = draw.pick(['float32', 'int32'] as const);
    return {
      inputs: [draw.ints(0, 4, [n, 1]), { shape: [n, columns], dtype }],
      compute: (tf, i, x) => tf.scatterND(i!, x!, [5, columns]),
    };
  },
  tensorScatterUpdate: (draw) => {
    const [n, columns] = [draw.int(1, 4), draw.int(1, 4)];
    // Each row once: of two updates of the same row neither is the right one.
    const rows = shuffled(draw, 5).slice(0, n);
    return {
      inputs: [
        [5, columns],
        [n, columns],
      ],
      compute: (tf, x, u) => tf.tensorScatterUpdate(x!, tf.tensor2d(rows, [n, 1], 'int32'), u!),
    };
  },
  unsortedSegmentSum: (draw) => {
    const [n, inner] = [draw.int(1, 7), draw.shape(draw.int(0, 2))];
    return {
      inputs: [[n, ...inner], draw.ints(0, 3, [n])],
      compute: (tf, x, ids) => tf.unsortedSegmentSum(x!, ids as never, 4),
    };
  },
  tile: (draw) => {
    const shape = draw.shape(draw.int(1, 4));
    const reps = shape.map(() => draw.int(1, 3));
    return { inputs: [{ shape, dtype: draw.pick(dtypes) }], compute: (tf, x) => tf.tile(x!, reps) };
  },
  broadcastArgs: (draw) => {
    const whole = draw.shape(draw.int(1, 4));
    const part = whole.map((extent) => (draw.coin() ? 1 : extent));
    return { inputs: [], compute: (tf) => tf.broadcastArgs(tf.tensor1d(part, 'int32'), tf.tensor1d(whole, 'int32')) };
  },
  broadcastTo: (draw) => {
    const whole = draw.shape(draw.int(1, 4));
    const part = whole.map((extent) => (draw.coin() ? 1 : extent));
    return { inputs: [part], compute: (tf, x) => tf.broadcastTo(x!, whole) };
  },
  reverse: (draw) => {
    const shape = draw.shape(draw.int(1, 4));
    const over = axes(draw, shape.length);
    return { inputs: [{ shape, dtype: draw.pick(dtypes) }], compute: (tf, x) => tf.reverse(x!, over) };
  },
};
