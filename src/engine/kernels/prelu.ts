import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import { address, output } from './heap';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * out = x where x ≥ 0, alpha · x elsewhere. alpha broadcasts with x: as a rule it is one number per feature.
 * Upstream's takes alpha to be of the size of the last axis, whatever it is.
 */
export const prelu: WasmKernel = {
  name: 'Prelu',
  why: 'wrong',
  create: ({ simd, onCpu }) => {
    const otherwise = onCpu('Prelu');
    return (args: KernelArgs<{ readonly x: TensorInfo; readonly alpha: TensorInfo }, object>) => {
      const { inputs: { x, alpha }, backend } = args;
      const perFeature = util.arraysEqual(alpha.shape, x.shape.slice(x.shape.length - alpha.shape.length));
      if (simd === undefined || !perFeature || x.dtype !== 'float32' || alpha.dtype !== 'float32') return otherwise(args as never);
      const out = output(backend, x.shape);
      const columns = util.sizeFromShape(alpha.shape);
      simd.prelu(address(backend, out), address(backend, x), address(backend, alpha), util.sizeFromShape(x.shape) / Math.max(columns, 1), columns);
      return out;
    };
  },
};
