import type { TensorInfo } from '@tensorflow/tfjs-core';
import { address, floats, ints, output } from './heap';
import { nearestPixels, type ResizeAttributes } from './nearest-pixels';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * dx[n, i′, j′, :] = the sum of the upstream gradients dy[n, i, j, :] of all pixels that show (i′, j′).
 * images and dx: [batch, height, width, channels], dy: [batch, …size, channels]. It is the gradient of `upSampling2d`.
 * Upstream's and cpu's leave `halfPixelCenters` out; cpu's is wrong for every image but the first, upstream's for all.
 */
export const resizeNearestNeighborGrad: WasmKernel = {
  name: 'ResizeNearestNeighborGrad',
  why: 'wrong',
  create:
    ({ simd }) =>
    ({ inputs: { images, dy }, attrs, backend }: Args) => {
      const [batch, height, width, channels] = images.shape as [number, number, number, number];
      const count = dy.shape[1]! * dy.shape[2]!;
      const dx = output(backend, images.shape);
      const table = nearestPixels(backend, images.shape, dy.shape, attrs);
      floats(backend, dx).fill(0);
      for (let n = 0; n < batch; n++) {
        const [from, to] = [n * count * channels, n * height * width * channels];
        if (simd === undefined)
          scatterAdd(floats(backend, dy).subarray(from), floats(backend, dx).subarray(to), ints(backend, table), channels);
        else
          simd.scatterAddPixels(
            address(backend, dy) + from * 4,
            address(backend, dx) + to * 4,
            address(backend, table),
            count,
            channels,
          );
      }
      backend.disposeData(table.dataId);
      return dx;
    },
};

/** What the SIMD module does, where the machine has none. */
function scatterAdd(dy: Float32Array, dx: Float32Array, pixels: Int32Array, channels: number): void {
  pixels.forEach((pixel, i) => {
    for (let c = 0; c < channels; c++) dx[pixel * channels + c]! += dy[i * channels + c]!;
  });
}

type Args = KernelArgs<{ readonly images: TensorInfo; readonly dy: TensorInfo }, ResizeAttributes>;
