import type { TensorInfo } from '@tensorflow/tfjs-core';
import { floats, ints, output } from './heap';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * y[n, i, j, :] = x[n, (d·j + e·i + f) / k, (a·j + b·i + c) / k, :] with k = g·j + h·i + 1: a projective transform, for
 * [a … h] = transforms[n], or transforms[0] for all. Between pixels the nearest or a bilinear mean, outside as
 * `fillMode` says. image: [batch, height, width, channels], transforms: [batch or 1, 8], y: [batch, …outputShape, channels].
 * Upstream's compares a coordinate with the negative of an unsigned number, so that what `reflect` should mirror at the
 * left and upper edge comes from the opposite edge, and knows float32 only. Cpu's stops after the first image.
 */
export const transform: WasmKernel = {
  name: 'Transform',
  why: 'wrong',
  create: ({ onCpu }) => {
    const cpu = onCpu('Transform');
    return (args: Args) => {
      const { inputs: { image, transforms }, attrs, backend } = args;
      if (image.dtype === 'bool') return cpu(args as never);
      const [batch, height, width, channels] = image.shape as [number, number, number, number];
      const [outHeight, outWidth] = attrs.outputShape ?? [height, width];
      const out = output(backend, [batch, outHeight, outWidth, channels], image.dtype);
      const view = image.dtype === 'float32' ? floats : ints;
      const [from, to, all] = [view(backend, image), view(backend, out), floats(backend, transforms)];
      const place = places[attrs.fillMode];
      const sample = attrs.interpolation === 'nearest' ? nearest : bilinear;
      let at = 0;
      for (let n = 0; n < batch; n++) {
        const picture: Picture = {
          pixels: from.subarray(n * height * width * channels),
          height,
          width,
          channels,
          fill: attrs.fillValue,
        };
        const [a, b, c, d, e, f, g, h] = all.subarray(transforms.shape[0] === 1 ? 0 : n * 8) as unknown as Eight;
        for (let i = 0; i < outHeight; i++) {
          for (let j = 0; j < outWidth; j++) {
            const k = g * j + h * i + 1;
            const x = place((a * j + b * i + c) / k, width);
            const y = place((d * j + e * i + f) / k, height);
            // Infinitely far is outside, whatever the mode.
            for (let channel = 0; channel < channels; channel++)
              to[at++] = k === 0 ? attrs.fillValue : sample(picture, y, x, channel);
          }
        }
      }
      return out;
    };
  },
};

type FillMode = 'constant' | 'reflect' | 'wrap' | 'nearest';

/** Where a coordinate comes to lie in an image of this extent. */
const places: Readonly<Record<FillMode, (coordinate: number, extent: number) => number>> = {
  constant: (coordinate) => coordinate,
  nearest: clamp,
  // [dcba|abcd|dcba]
  reflect: (coordinate, extent) => {
    if (extent <= 1) return 0;
    const period = 2 * extent;
    if (coordinate < 0) {
      const near = coordinate + period * Math.trunc(-coordinate / period);
      return clamp(near < -extent ? near + period : -near - 1, extent);
    }
    if (coordinate <= extent - 1) return coordinate;
    const near = coordinate - period * Math.trunc(coordinate / period);
    return clamp(near >= extent ? period - near - 1 : near, extent);
  },
  // [abcd|abcd|abcd]
  wrap: (coordinate, extent) => {
    if (extent <= 1) return 0;
    if (coordinate < 0) return clamp(coordinate + extent * (Math.trunc(-coordinate / (extent - 1)) + 1), extent);
    if (coordinate <= extent - 1) return coordinate;
    return clamp(coordinate - extent * Math.trunc(coordinate / (extent - 1)), extent);
  },
};

function clamp(coordinate: number, extent: number): number {
  return Math.min(Math.max(coordinate, 0), extent - 1);
}

interface Picture {
  readonly pixels: Float32Array | Int32Array;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly fill: number;
}

function pixelAt({ pixels, height, width, channels, fill }: Picture, y: number, x: number, channel: number): number {
  return y >= 0 && y < height && x >= 0 && x < width ? pixels[(y * width + x) * channels + channel]! : fill;
}

function nearest(picture: Picture, y: number, x: number, channel: number): number {
  return pixelAt(picture, Math.round(y), Math.round(x), channel);
}

function bilinear(picture: Picture, y: number, x: number, channel: number): number {
  const [top, left] = [Math.floor(y), Math.floor(x)];
  const [down, right] = [y - top, x - left];
  const upper = (1 - right) * pixelAt(picture, top, left, channel) + right * pixelAt(picture, top, left + 1, channel);
  const lower =
    (1 - right) * pixelAt(picture, top + 1, left, channel) + right * pixelAt(picture, top + 1, left + 1, channel);
  return (1 - down) * upper + down * lower;
}

type Eight = readonly [number, number, number, number, number, number, number, number];
interface Attributes {
  readonly interpolation: 'nearest' | 'bilinear';
  readonly fillMode: FillMode;
  readonly fillValue: number;
  readonly outputShape?: readonly [height: number, width: number];
}
type Args = KernelArgs<{ readonly image: TensorInfo; readonly transforms: TensorInfo }, Attributes>;
