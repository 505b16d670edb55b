import type { TensorInfo } from '@tensorflow/tfjs-core';
import { floats, output } from './heap';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/** out = √(re² + im²), the magnitudes of a complex64 tensor, float32, of its shape. */
export const complexAbs: WasmKernel = {
  name: 'ComplexAbs',
  why: 'missing',
  anyDtype: true,
  create: () => ({ inputs: { x }, backend }: KernelArgs<{ readonly x: TensorInfo }, object>) => {
    const out = output(backend, x.shape);
    const { real, imag } = backend.complexParts(x);
    const [re, im, to] = [floats(backend, real), floats(backend, imag), floats(backend, out)];
    for (let i = 0; i < to.length; i++) to[i] = Math.hypot(re[i]!, im[i]!);
    return out;
  },
};
