import { backend_util, util, type TensorInfo } from '@tensorflow/tfjs-core';
import { address, ints, output } from './heap';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * y[b…, o…, i…, s…] = x[b…, o…, indices[b…, i…], s…]: `batchDims` leading dimensions that x and the indices share, then
 * those of x before and after `axis`. Throws on an index that x does not have.
 * Upstream's is right without batch dimensions; with them it looks in the wrong place, inside its heap or not.
 */
export const gatherV2: WasmKernel = {
  name: 'GatherV2',
  why: 'wrong',
  create: ({ shipped }) => {
    const upstream = shipped('GatherV2');
    return (args: Args) => {
      const { inputs: { x, indices }, attrs, backend } = args;
      if (attrs.batchDims === 0) return upstream(args as never);
      const [axis] = util.parseAxisParam(attrs.axis, x.shape);
      const info = backend_util.segment_util.collectGatherOpShapeInfo(x as never, indices as never, axis!, attrs.batchDims);
      const { batchSize, outerSize, dimSize, outputShape } = info;
      const y = output(backend, outputShape, x.dtype);
      const at = ints(backend, indices);
      for (const index of at)
        util.assert(
          index >= 0 && index < dimSize,
          () => `GatherV2: the index value ${index} is not in [0, ${dimSize - 1}]`,
        );
      const slice = info.sliceSize * util.bytesPerElement(x.dtype);
      const perBatch = at.length / batchSize;
      const bytes = new Uint8Array(backend.heap.buffer);
      const from = address(backend, x);
      let to = address(backend, y);
      for (let b = 0; b < batchSize; b++) {
        for (let o = 0; o < outerSize; o++) {
          for (let i = 0; i < perBatch; i++, to += slice) {
            const start = from + ((b * outerSize + o) * dimSize + at[b * perBatch + i]!) * slice;
            bytes.copyWithin(to, start, start + slice);
          }
        }
      }
      return y;
    };
  },
};

type Args = KernelArgs<
  { readonly x: TensorInfo; readonly indices: TensorInfo },
  { readonly axis: number; readonly batchDims: number }
>;
