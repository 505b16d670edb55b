import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/** The real parts of a complex64 tensor, float32, of its shape. They are shared, not copied. */
export const real: WasmKernel = {
  name: 'Real',
  why: 'missing',
  anyDtype: true,
  create: () => ({ inputs: { input }, backend }: KernelArgs<{ readonly input: TensorInfo }, object>) => {
    const { dataId } = backend.complexParts(input).real;
    backend.incRef(dataId);
    return { dataId, shape: input.shape, dtype: 'float32' };
  },
};
