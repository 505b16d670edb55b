import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * out = x, of any shape and dtype: the same data, with one reference more. What is stored under it is never written
 * again, unless a kernel knows that it holds the only reference.
 * Upstream's copies, which costs as much as an addition for every tensor that a gradient keeps.
 */
export const identity: WasmKernel = {
  name: 'Identity',
  why: 'slow',
  anyDtype: true,
  create: () => ({ inputs: { x }, backend }: KernelArgs<{ readonly x: TensorInfo }, object>) => {
    backend.incRef(x.dataId);
    return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
  },
};
