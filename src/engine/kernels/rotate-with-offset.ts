import { backend_util, type TensorInfo } from '@tensorflow/tfjs-core';
import { floats, ints, output } from './heap';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * y[n, i, j, :] = the pixel of x that comes to (i, j) when the image is turned by `radians` around its centre, the
 * nearest one; `fillValue` where there is none. image and y: [batch, height, width, channels].
 * A fill of one number per colour leaves a fourth channel, opacity, at 255.
 * Upstream's takes the fill for whole numbers, so that images in [0, 1] are filled with 0, sets a fourth channel to 255
 * for a plain number too, and reads past the fill for channels beyond the fourth.
 */
export const rotateWithOffset: WasmKernel = {
  name: 'RotateWithOffset',
  why: 'wrong',
  create: ({ onCpu }) => {
    const cpu = onCpu('RotateWithOffset');
    return (args: Args) => {
      const { inputs: { image }, attrs: { radians, fillValue, center }, backend } = args;
      if (image.dtype === 'bool') return cpu(args as never);
      const [batch, height, width, channels] = image.shape as [number, number, number, number];
      const [centerX, centerY] = backend_util.getImageCenter(center, height, width);
      const [sin, cos] = [Math.sin(radians), Math.cos(radians)];
      const fill = (channel: number): number =>
        typeof fillValue === 'number' ? fillValue : channel === 3 ? 255 : fillValue[channel]!;
      const fills = Array.from({ length: channels }, (_, channel) => fill(channel));
      const rotated = output(backend, image.shape, image.dtype);
      const view = image.dtype === 'float32' ? floats : ints;
      const [from, to] = [view(backend, image), view(backend, rotated)];
      let at = 0;
      for (let n = 0; n < batch; n++) {
        for (let i = 0; i < height; i++) {
          for (let j = 0; j < width; j++, at += channels) {
            const x = Math.round((j - centerX) * cos - (i - centerY) * sin + centerX);
            const y = Math.round((j - centerX) * sin + (i - centerY) * cos + centerY);
            const inside = x >= 0 && x < width && y >= 0 && y < height;
            const pixel = ((n * height + y) * width + x) * channels;
            for (let c = 0; c < channels; c++) to[at + c] = inside ? from[pixel + c]! : fills[c]!;
          }
        }
      }
      return rotated;
    };
  },
};

interface Attributes {
  readonly radians: number;
  readonly fillValue: number | readonly [number, number, number];
  readonly center: number | [number, number];
}
type Args = KernelArgs<{ readonly image: TensorInfo }, Attributes>;
