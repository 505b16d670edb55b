import {
  add,
  gatherND,
  greater,
  mul,
  ones,
  range,
  reshape,
  scalar,
  scatterND,
  sub,
  sum,
  transpose,
  unsortedSegmentSum,
  util,
  where,
  zeros,
  zerosLike,
  type GradConfig,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';
import { defineGradient } from './define-gradient';

const noGradient = (indices: Tensor) => (): Tensor => zeros(indices.shape);

/**
 * y[b, o, i, n] = x[b, o, indices[b, i], n] for batch axes b, outer axes o and inner axes n, each a row of axes. So
 * dx[b, o, j, n] = Σ dy[b, o, i, n] over the i with indices[b, i] = j.
 * Upstream's fails for two batch axes, and gives the indices themselves for their gradient, which the tape refuses where
 * they depend on x, as in `gather(x, argMax(x))`.
 */
const gatherGradient = defineGradient<{ readonly axis: number; readonly batchDims: number }>({
  kernel: 'GatherV2',
  saves: ['x', 'indices'],
  gradients: (dy, [x, indices], attributes) => ({
    x: () => {
      const axis = util.parseAxisParam(attributes.axis, x!.shape)[0]!;
      const batchDims = attributes.batchDims < 0 ? attributes.batchDims + indices!.rank : attributes.batchDims;
      const size = (from: number, to?: number): number => util.sizeFromShape(x!.shape.slice(from, to));
      const [batch, outer, length, inner] = [size(0, batchDims), size(batchDims, axis), x!.shape[axis]!, size(axis + 1)];
      const perBatch = indices!.size / batch;
      const rows = transpose(reshape(dy, [batch, outer, perBatch, inner]), [0, 2, 1, 3]);
      // Every batch has segments of its own.
      const offsets = reshape(mul(range(0, batch, 1, 'int32'), scalar(length, 'int32')), [batch, 1]);
      const segments = reshape(add(reshape(indices!, [batch, perBatch]), offsets), [batch * perBatch]);
      const summed = unsortedSegmentSum(reshape(rows, [batch * perBatch, outer * inner]), segments as Tensor1D, batch * length);
      return reshape(transpose(reshape(summed, [batch, length, outer, inner]), [0, 2, 1, 3]), x!.shape);
    },
    indices: noGradient(indices!),
  }),
});

/** y[i] = params[indices[i]]: what was read from one place several times is added up there. */
const gatherNdGradient = defineGradient({
  kernel: 'GatherNd',
  saves: ['params', 'indices'],
  gradients: (dy, [params, indices]) => ({
    params: () => scatterND(indices!, dy, params!.shape),
    indices: noGradient(indices!),
  }),
});

/** y[indices[i]] = Σ updates[i]. */
const scatterNdGradient = defineGradient({
  kernel: 'ScatterNd',
  saves: ['indices', 'updates'],
  gradients: (dy, [indices, updates]) => ({
    indices: noGradient(indices!),
    updates: () => reshape(gatherND(dy, indices!), updates!.shape),
  }),
});

/** y = tensor, but for y[indices[i]] = updates[i]. */
const tensorScatterUpdateGradient = defineGradient({
  kernel: 'TensorScatterUpdate',
  saves: ['tensor', 'indices', 'updates'],
  gradients: (dy, [, indices, updates]) => ({
    // Cpu's kernel of that name writes into its own input: it is no way to put zeros into dy.
    tensor: () => where(greater(scatterND(indices!, ones(updates!.shape), dy.shape), 0), zerosLike(dy), dy),
    indices: noGradient(indices!),
    updates: () => reshape(gatherND(dy, indices!), updates!.shape),
  }),
});

/** y[sparseIndices[i]] = sparseValues[i], and defaultValue everywhere else. sparseIndices: [], [n] or [n, rank]. */
const sparseToDenseGradient = defineGradient({
  kernel: 'SparseToDense',
  saves: ['sparseIndices', 'sparseValues', 'defaultValue'],
  gradients: (dy, [indices, values, defaultValue]) => {
    const places = indices!.rank < 2 ? reshape(indices!, [indices!.size, 1]) : indices!;
    const read = (): Tensor => gatherND(dy, places);
    return {
      sparseIndices: noGradient(indices!),
      sparseValues: () => (values!.rank === 0 ? reshape(sum(read()), []) : reshape(read(), values!.shape)),
      defaultValue: () => reshape(sub(sum(dy), sum(read())), defaultValue!.shape),
    };
  },
});

export const gatherGradients: readonly GradConfig[] = [
  gatherGradient,
  gatherNdGradient,
  scatterNdGradient,
  sparseToDenseGradient,
  tensorScatterUpdateGradient,
];
