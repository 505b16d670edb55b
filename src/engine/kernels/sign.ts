import type { TensorInfo } from '@tensorflow/tfjs-core';
import { floats, output } from './heap';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/** out = −1, 0 or 1, as x is below, at or above 0; 0 for NaN. Upstream's makes 0 of ±1e-30, too. */
export const sign: WasmKernel = {
  name: 'Sign',
  why: 'wrong',
  create: ({ onCpu }) => {
    const otherwise = onCpu('Sign');
    return (args: KernelArgs<{ readonly x: TensorInfo }, object>) => {
      const { inputs: { x }, backend } = args;
      if (x.dtype !== 'float32') return otherwise(args as never);
      const out = output(backend, x.shape);
      const [from, to] = [floats(backend, x), floats(backend, out)];
      for (let i = 0; i < to.length; i++) to[i] = from[i]! > 0 ? 1 : from[i]! < 0 ? -1 : 0;
      return out;
    };
  },
};
