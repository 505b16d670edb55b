import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import { address, output } from './heap';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/** out = min(max(x, 0), 6), of x's shape. NaN stays NaN: upstream's makes 0 of it. */
export const relu6: WasmKernel = {
  name: 'Relu6',
  why: 'wrong',
  create: ({ simd, onCpu }) => {
    const otherwise = onCpu('Relu6');
    return (args: KernelArgs<{ readonly x: TensorInfo }, object>) => {
      const { inputs: { x }, backend } = args;
      if (simd === undefined || x.dtype !== 'float32') return otherwise(args as never);
      const out = output(backend, x.shape);
      simd.clip(address(backend, out), address(backend, x), 0, 6, util.sizeFromShape(x.shape));
      return out;
    };
  },
};
