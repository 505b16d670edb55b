import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import { address, output } from './heap';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * out = min(max(x, clipValueMin), clipValueMax), element by element, of x's shape and dtype. NaN stays NaN.
 * Upstream's makes clipValueMin of NaN, and so hides that a training has diverged.
 */
export const clipByValue: WasmKernel = {
  name: 'ClipByValue',
  why: 'wrong',
  create: ({ simd, onCpu }) => {
    const otherwise = onCpu('ClipByValue');
    return (args: Args) => {
      const { inputs: { x }, attrs: { clipValueMin, clipValueMax }, backend } = args;
      if (simd === undefined || x.dtype !== 'float32') return otherwise(args as never);
      const out = output(backend, x.shape);
      simd.clip(address(backend, out), address(backend, x), clipValueMin, clipValueMax, util.sizeFromShape(x.shape));
      return out;
    };
  },
};

type Args = KernelArgs<{ readonly x: TensorInfo }, { readonly clipValueMin: number; readonly clipValueMax: number }>;
