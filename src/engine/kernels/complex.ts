import type { TensorInfo } from '@tensorflow/tfjs-core';
import { castTo } from './cast';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/** out = real + imag·i, complex64, of the shape of both. It refers to the two: nothing is copied. */
export const complex: WasmKernel = {
  name: 'Complex',
  why: 'missing',
  anyDtype: true,
  create: () => ({ inputs: { real, imag }, backend }: KernelArgs<{ readonly real: TensorInfo; readonly imag: TensorInfo }, object>) =>
    backend.makeComplex({ real: castTo(real, 'float32', backend), imag: castTo(imag, 'float32', backend) }),
};
