import type { TensorInfo } from '@tensorflow/tfjs-core';
import { eachLargest, type DilationAttributes } from './dilation2d-windows';
import { floats, output } from './heap';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * dw = the sum of the upstream gradients dy of the windows whose largest x + filter this element is part of.
 * dw: [height, width, channels], dy: [batch, outHeight, outWidth, channels].
 * Upstream's has the mistake of its Dilation2D.
 */
export const dilation2dBackpropFilter: WasmKernel = {
  name: 'Dilation2DBackpropFilter',
  why: 'wrong',
  create:
    () =>
    ({ inputs: { x, filter, dy }, attrs, backend }: Args) => {
      const dw = output(backend, filter.shape);
      const [xs, filters, from, to] = [x, filter, dy, dw].map((tensor) => floats(backend, tensor)) as [F, F, F, F];
      to.fill(0);
      eachLargest(xs, filters, x.shape, filter.shape, attrs, (at, _x, atFilter) => (to[atFilter]! += from[at]!));
      return dw;
    },
};

type F = Float32Array;
type Args = KernelArgs<
  { readonly x: TensorInfo; readonly filter: TensorInfo; readonly dy: TensorInfo },
  DilationAttributes
>;
