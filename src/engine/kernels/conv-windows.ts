import type { SimdKernels } from '../simd/load-simd';
import type { ConvAxis } from './conv-info';

/** How an axis of an image is read: output o reads the samples at start + o·stride + tap·dilation. */
export interface Reading {
  readonly outputs: number;
  readonly stride: number;
  readonly taps: number;
  readonly dilation: number;
  readonly start: number;
  /** Samples outside [0, extent) are zero. */
  readonly extent: number;
}

/** Images in memory, [images, rows, columns, channels]; steps in bytes. */
export interface Images {
  readonly address: number;
  readonly images: number;
  readonly channels: number;
  readonly imageStep: number;
  readonly rowStep: number;
  readonly columnStep: number;
  readonly channelStep: number;
}

/** The part of some images that is read, with what lies outside of them. */
export interface Windows {
  readonly source: Images;
  readonly rows: Reading;
  readonly columns: Reading;
  /** Channels are rounded up to a multiple of four. */
  readonly rounded: boolean;
  /** Whether images are read from a copy, which has the padding, or where they are. */
  readonly copied: boolean;
  /** Images that are read at once, and copied at once. */
  readonly group: number;
  /** The layout that the reader sees. */
  readonly imageStep: number;
  readonly rowStep: number;
  readonly columnStep: number;
  /** Bytes that the copies of a group take. */
  readonly bytes: number;
}

/** The forward reading of a convolution's axis. */
export function forwardReading({ input, output, taps, stride, dilation, padding }: ConvAxis): Reading {
  return { outputs: output, stride, taps, dilation, start: -padding, extent: input };
}

/** Every sample once, in order. */
export function plainReading(outputs: number): Reading {
  return { outputs, stride: 1, taps: 1, dilation: 1, start: 0, extent: outputs };
}

/** Dense images, [images, rows, columns, channels], at an address. */
export function imagesAt(address: number, shape: readonly number[]): Images {
  const [images, rows, columns, channels] = shape as [number, number, number, number];
  const columnStep = channels * 4;
  const rowStep = columns * columnStep;
  return { address, images, channels, imageStep: rows * rowStep, rowStep, columnStep, channelStep: 4 };
}

/** Plans how images are read: in place where all that is read is there, else from a padded copy, some images at a time. */
export function planWindows(
  source: Images,
  rows: Reading,
  columns: Reading,
  { group, rounded = false }: { readonly group: number; readonly rounded?: boolean },
): Windows {
  const whole = isInside(rows) && isInside(columns);
  const copied = !whole || (rounded && (source.channels % 4 !== 0 || source.channelStep !== 4));
  const columnStep = copied ? (rounded ? Math.ceil(source.channels / 4) * 4 : source.channels) * 4 : source.columnStep;
  const rowStep = copied ? reach(columns) * columnStep : source.rowStep;
  const imageStep = copied ? reach(rows) * rowStep : source.imageStep;
  const bytes = copied ? group * imageStep : 0;
  return { source, rows, columns, rounded, copied, group, imageStep, rowStep, columnStep, bytes };
}

/**
 * Where images first to first + count can be read. `scratch` has room for a group's copies and is zero where nothing has
 * been copied yet: what is around the images stays so.
 */
export function readWindows(simd: SimdKernels, windows: Windows, scratch: number, first: number, count: number): number {
  const { source, rows, columns, imageStep, rowStep, columnStep } = windows;
  const from = source.address + first * source.imageStep;
  if (!windows.copied) return from + rows.start * source.rowStep + columns.start * source.columnStep;
  const [top, bottom] = [Math.max(0, rows.start), Math.min(rows.extent, rows.start + reach(rows))];
  const [left, right] = [Math.max(0, columns.start), Math.min(columns.extent, columns.start + reach(columns))];
  if (top >= bottom || left >= right) return scratch;
  simd.copyPixels(
    scratch + (top - rows.start) * rowStep + (left - columns.start) * columnStep,
    from + top * source.rowStep + left * source.columnStep,
    count,
    bottom - top,
    right - left,
    source.channels,
    imageStep,
    rowStep,
    columnStep,
    source.imageStep,
    source.rowStep,
    source.columnStep,
    source.channelStep,
  );
  return scratch;
}

/** How many samples an axis reads from its first to its last; none without taps. */
export function reach({ outputs, stride, taps, dilation }: Reading): number {
  return taps === 0 ? 0 : (outputs - 1) * stride + (taps - 1) * dilation + 1;
}

function isInside(reading: Reading): boolean {
  return reading.start >= 0 && reading.start + reach(reading) <= reading.extent;
}
