import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import { floats, ints, output } from './heap';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * out[s, …] = Σ x[i, …] over every i with segmentIds[i] = s; ids outside [0, numSegments) are left out.
 * x: [n…, inner…], segmentIds: [n…] int32, out: [numSegments, inner…], of x's dtype.
 * It is the gradient of `gather`, and so of an embedding.
 */
export const unsortedSegmentSum: WasmKernel = {
  name: 'UnsortedSegmentSum',
  why: 'missing',
  create: () => ({ inputs: { x, segmentIds }, attrs: { numSegments }, backend }: Args) => {
    const inner = x.shape.slice(segmentIds.shape.length);
    const innerSize = util.sizeFromShape(inner);
    const out = output(backend, [numSegments, ...inner], x.dtype);
    const view = x.dtype === 'float32' ? floats : ints;
    const [from, to, ids] = [view(backend, x), view(backend, out), ints(backend, segmentIds)];
    to.fill(0);
    for (let i = 0; i < ids.length; i++) {
      const segment = ids[i]!;
      if (segment < 0 || segment >= numSegments) continue;
      for (let j = 0; j < innerSize; j++) to[segment * innerSize + j]! += from[i * innerSize + j]!;
    }
    return out;
  },
};

type Args = KernelArgs<{ readonly x: TensorInfo; readonly segmentIds: TensorInfo }, { readonly numSegments: number }>;
