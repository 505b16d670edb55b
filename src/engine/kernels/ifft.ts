import type { TensorInfo } from '@tensorflow/tfjs-core';
import { fourierTransform } from './fourier';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/** The inverse of the discrete Fourier transform over the last axis; input and output: complex64, of one shape. See `fourier`. */
export const ifft: WasmKernel = {
  name: 'IFFT',
  why: 'missing',
  anyDtype: true,
  create: () => ({ inputs: { input }, backend }: KernelArgs<{ readonly input: TensorInfo }, object>) => fourierTransform(input, true, backend),
};
