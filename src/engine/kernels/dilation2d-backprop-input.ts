import type { TensorInfo } from '@tensorflow/tfjs-core';
import { eachLargest, type DilationAttributes } from './dilation2d-windows';
import { floats, output } from './heap';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * dx = the sum of the upstream gradients dy of the windows whose largest x + filter x is part of.
 * dx: [batch, height, width, channels], dy: [batch, outHeight, outWidth, channels].
 * Upstream's has the mistake of its Dilation2D.
 */
export const dilation2dBackpropInput: WasmKernel = {
  name: 'Dilation2DBackpropInput',
  why: 'wrong',
  create:
    () =>
    ({ inputs: { x, filter, dy }, attrs, backend }: Args) => {
      const dx = output(backend, x.shape);
      const [xs, filters, from, to] = [x, filter, dy, dx].map((tensor) => floats(backend, tensor)) as [F, F, F, F];
      to.fill(0);
      eachLargest(xs, filters, x.shape, filter.shape, attrs, (at, atX) => (to[atX]! += from[at]!));
      return dx;
    },
};

type F = Float32Array;
type Args = KernelArgs<
  { readonly x: TensorInfo; readonly filter: TensorInfo; readonly dy: TensorInfo },
  DilationAttributes
>;
