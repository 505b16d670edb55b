import type { TensorInfo } from '@tensorflow/tfjs-core';
import { address, output } from './heap';
import { nearestPixels, type ResizeAttributes } from './nearest-pixels';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * y[n, i, j, :] = x[n, i′, j′, :], (i′, j′) being the pixel of x nearest to where (i, j) lies.
 * images: [batch, height, width, channels], y: [batch, …size, channels], of the images' dtype.
 * Upstream's makes float32 of any dtype and computes positions in single precision: from 2 to 41 pixels, centred, the
 * middle one comes from the wrong side.
 */
export const resizeNearestNeighbor: WasmKernel = {
  name: 'ResizeNearestNeighbor',
  why: 'wrong',
  create: ({ simd, onCpu }) => {
    const cpu = onCpu('ResizeNearestNeighbor');
    return (args: Args) => {
      const { inputs: { images }, attrs, backend } = args;
      if (simd === undefined || images.dtype === 'bool') return cpu(args as never);
      const [batch, height, width, channels] = images.shape as [number, number, number, number];
      const y = output(backend, [batch, ...attrs.size, channels], images.dtype);
      const table = nearestPixels(backend, images.shape, y.shape, attrs);
      const count = attrs.size[0] * attrs.size[1];
      for (let n = 0; n < batch; n++) {
        const [from, to] = [n * height * width * channels, n * count * channels];
        simd.gatherPixels(
          address(backend, images) + from * 4,
          address(backend, y) + to * 4,
          address(backend, table),
          count,
          channels,
        );
      }
      backend.disposeData(table.dataId);
      return y;
    };
  },
};

type Args = KernelArgs<{ readonly images: TensorInfo }, ResizeAttributes>;
