import type { TensorInfo } from '@tensorflow/tfjs-core';
import { floats, ints, output } from './heap';
import { pool2d, type PoolAttributes } from './pool-geometry';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * The largest x of each window, and its index in the image ((row · width + column) · channels + channel) or, with
 * `includeBatchInIndex`, in the batch; the first of equal ones; -1 where a window has none (NaN).
 * x: [batch, height, width, channels], both outputs: [batch, outHeight, outWidth, channels].
 * Upstream's starts from the smallest positive number: a window that is negative throughout comes out wrong.
 */
export const maxPoolWithArgmax: WasmKernel = {
  name: 'MaxPoolWithArgmax',
  why: 'wrong',
  create:
    () =>
    ({ inputs: { x }, attrs, backend }: Args) => {
      if (x.shape.length !== 4) throw new Error(`Error in maxPoolWithArgmax: x must be of rank 4 but got rank ${x.shape.length}.`);
      const { outShape, geometry } = pool2d(x.shape, attrs);
      const [
        batch,
        ,
        height,
        width,
        channels,
        ,
        outHeight,
        outWidth,
        ,
        kernelHeight,
        kernelWidth,
        ,
        strideHeight,
        strideWidth,
        ,
        top,
        left,
      ] = geometry;
      const pooled = output(backend, outShape, x.dtype);
      const indexes = output(backend, outShape, 'int32');
      const view = x.dtype === 'int32' ? ints : floats;
      const [from, largest, where] = [view(backend, x), view(backend, pooled), ints(backend, indexes)];
      let at = 0;
      for (let n = 0; n < batch; n++) {
        const image = n * height * width * channels;
        const base = attrs.includeBatchInIndex ? 0 : image;
        for (let h = 0; h < outHeight; h++) {
          const [rowFrom, rowTo] = [
            Math.max(h * strideHeight - top, 0),
            Math.min(h * strideHeight - top + kernelHeight, height),
          ];
          for (let w = 0; w < outWidth; w++) {
            const [columnFrom, columnTo] = [
              Math.max(w * strideWidth - left, 0),
              Math.min(w * strideWidth - left + kernelWidth, width),
            ];
            for (let c = 0; c < channels; c++, at++) {
              let [max, index] = [-Infinity, -1];
              for (let row = rowFrom; row < rowTo; row++) {
                for (let column = columnFrom; column < columnTo; column++) {
                  const i = image + (row * width + column) * channels + c;
                  if (from[i]! > max) {
                    max = from[i]!;
                    index = i - base;
                  }
                }
              }
              largest[at] = max;
              where[at] = index;
            }
          }
        }
      }
      return [pooled, indexes];
    },
};

type Args = KernelArgs<{ readonly x: TensorInfo }, PoolAttributes & { readonly includeBatchInIndex: boolean }>;
