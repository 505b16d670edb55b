import type { TensorInfo } from '@tensorflow/tfjs-core';
import { dilationShape, eachLargest, type DilationAttributes } from './dilation2d-windows';
import { floats, ints, output } from './heap';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * y[n, h, w, c] = max over i, j of x[n, h·s + i·dilation − top, w·s + j·dilation − left, c] + filter[i, j, c].
 * x: [batch, height, width, channels], filter: [height, width, channels], float32 or int32.
 * Upstream's starts from the smallest positive number: sums that are all negative come out wrong.
 */
export const dilation2d: WasmKernel = {
  name: 'Dilation2D',
  why: 'wrong',
  create:
    () =>
    ({ inputs: { x, filter }, attrs, backend }: Args) => {
      const y = output(backend, dilationShape(x.shape, filter.shape, attrs), x.dtype);
      const [xs, filters, to] = [x, filter, y].map((tensor) =>
        (tensor.dtype === 'float32' ? floats : ints)(backend, tensor),
      ) as [Numbers, Numbers, Numbers];
      eachLargest(xs, filters, x.shape, filter.shape, attrs, (at, _x, _filter, largest) => (to[at] = largest));
      return y;
    },
};

type Numbers = Float32Array | Int32Array;
type Args = KernelArgs<{ readonly x: TensorInfo; readonly filter: TensorInfo }, DilationAttributes>;
