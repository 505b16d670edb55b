import { slice_util, util, type TensorInfo } from '@tensorflow/tfjs-core';
import { output, reshaped } from './heap';
import type { KernelArgs, KernelTools, WasmKernel } from './wasm-kernel';

/**
 * out = x[begin:end:strides], with the masks of TensorFlow's StridedSlice; of x's dtype.
 * Upstream's reads every tensor as float32, and says that the output is; cpu's takes wrong numbers, or throws, where an axis
 * is taken away by `shrinkAxisMask` and another one has a stride.
 */
export const stridedSlice: WasmKernel = {
  name: 'StridedSlice',
  why: 'wrong',
  create: ({ current }: KernelTools) => ({ inputs: { x }, attrs, backend }: Args) => {
    const { begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = attrs;
    const info = slice_util.sliceInfo(x.shape, begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask);
    if (info.isIdentity) {
      backend.incRef(x.dataId);
      return reshaped(x, info.finalShape);
    }
    // One size for every axis of x: 1 for those that the masks take away from the output.
    const size = slice_util.computeOutShape(info.begin, info.end, info.strides);
    if (info.sliceDim0 || info.isSimpleSlice) {
      const block = current('Slice')({ inputs: { x }, attrs: { begin: info.begin, size }, backend }) as TensorInfo;
      return reshaped(block, info.finalShape);
    }
    const out = output(backend, info.finalShape, x.dtype);
    const [from, to] = [backend.typedArrayFromHeap(x), backend.typedArrayFromHeap(out)];
    const steps = util.computeStrides(x.shape).concat(1);
    let next = 0;
    const copyFrom = (axis: number, at: number): void => {
      if (axis === size.length) {
        to[next++] = from[at]!;
        return;
      }
      for (let i = 0; i < size[axis]!; i++) copyFrom(axis + 1, at + (info.begin[axis]! + i * info.strides[axis]!) * steps[axis]!);
    };
    copyFrom(0, 0);
    return out;
  },
};

export interface StridedSliceAttributes {
  readonly begin: number[];
  readonly end: number[];
  readonly strides: number[];
  readonly beginMask: number;
  readonly endMask: number;
  readonly ellipsisMask: number;
  readonly newAxisMask: number;
  readonly shrinkAxisMask: number;
}
type Args = KernelArgs<{ readonly x: TensorInfo }, StridedSliceAttributes>;
