import type { SimdKernels } from '../simd/load-simd';
import type { WasmBackend } from '../wasm-backend';
import { clear, withScratch } from './conv-scratch';
import { planWindows, reach, readWindows, type Images, type Reading, type Windows } from './conv-windows';

/** Where a filter's weights are, for a reader that goes over taps, then over what is summed up, then over outputs. */
export interface FilterLayout {
  /** The weight of the first tap, the first of what is summed up, and the first output. */
  readonly address: number;
  /** Bytes from a weight to the next; negative where taps are read from the last to the first. */
  readonly rowStep: number;
  readonly columnStep: number;
  readonly depthStep: number;
  readonly channelStep: number;
  /** Outputs a pixel. */
  readonly channels: number;
}

/** Where outputs go: pixel [n, y, x] begins at address + n·imageStep + y·rowStep + x·columnStep. */
export interface Target {
  readonly address: number;
  readonly imageStep: number;
  readonly rowStep: number;
  readonly columnStep: number;
}

/** A bias an output channel, `step` bytes apart (0: the same for all). */
export interface Bias {
  readonly address: number;
  readonly step: number;
}

interface Correlation {
  readonly source: Images;
  readonly rows: Reading;
  readonly columns: Reading;
  readonly filter: FilterLayout;
  readonly target: Target;
  readonly bias?: Bias | undefined;
  readonly low?: number;
  readonly high?: number;
}

/** Bytes of padded images that are copied at once, and then read: they stay in the second cache. */
const copiedAtOnce = 64 * 1024;
/** Output pixels of one call, about: the table of their places is as long. */
const pixelsAtOnce = 2048;

/**
 * target[n, y, x, f] = clamp(bias[f] + Σ source[n, rows(y, i), columns(x, j), c] · filter[i, j, c, f], low, high)
 * over taps i, j and channels c: a convolution, or the gradient of its input.
 */
export function correlate(
  backend: WasmBackend,
  simd: SimdKernels,
  { source, rows, columns, filter, target, bias, low = -Infinity, high = Infinity }: Correlation,
): void {
  if (source.images * rows.outputs * columns.outputs * filter.channels === 0) return;
  const group = groupOf(source, rows, columns);
  const windows = planWindows(source, rows, columns, { group });
  const depth = rows.taps * columns.taps * source.channels;
  const packedBytes = Math.ceil(filter.channels / 4) * 16 * (1 + depth);
  const placesBytes = group * rows.outputs * columns.outputs * 8;
  withScratch(backend, [packedBytes, placesBytes, windows.bytes], ([packed, places, copies]) => {
    clear(backend, copies!, windows.bytes);
    simd.packFilter(
      packed!, filter.address, bias?.address ?? 0, bias?.step ?? 0,
      rows.taps, columns.taps, source.channels, filter.channels,
      filter.rowStep, filter.columnStep, filter.depthStep, filter.channelStep,
    );
    writePlaces(backend, places!, windows, target);
    // Taps that are adjacent are one run.
    const adjacent = columns.dilation === 1;
    const [runs, run] = adjacent ? [1, columns.taps * source.channels] : [columns.taps, source.channels];
    const runStep = adjacent ? run * 4 : columns.dilation * windows.columnStep;
    for (let first = 0; first < source.images; first += group) {
      const count = Math.min(group, source.images - first);
      const images = readWindows(simd, windows, copies!, first, count);
      simd.correlate(
        images, packed!, target.address + first * target.imageStep, places!, count * rows.outputs * columns.outputs,
        rows.taps, runs, run, rows.dilation * windows.rowStep, runStep, filter.channels, low, high,
      );
    }
  });
}

interface DepthwiseCorrelation {
  readonly source: Images;
  readonly rows: Reading;
  readonly columns: Reading;
  readonly filter: FilterLayout;
  readonly target: Target;
  /** Bytes from an output channel to the next. */
  readonly channelStep: number;
  /** Adds to what is there. */
  readonly accumulate: boolean;
}

/** target[n, y, x, c] = Σ source[n, rows(y, i), columns(x, j), c] · filter[i, j, c] over taps i, j. */
export function correlateDepthwise(
  backend: WasmBackend,
  simd: SimdKernels,
  { source, rows, columns, filter, target, channelStep, accumulate }: DepthwiseCorrelation,
): void {
  if (source.images * rows.outputs * columns.outputs * source.channels === 0) return;
  const group = groupOf(source, rows, columns);
  const windows = planWindows(source, rows, columns, { group, rounded: true });
  const rounded = Math.ceil(source.channels / 4) * 4;
  const packedBytes = rows.taps * columns.taps * rounded * 4;
  const placesBytes = group * rows.outputs * columns.outputs * 8;
  withScratch(backend, [packedBytes, placesBytes, windows.bytes], ([packed, places, copies]) => {
    clear(backend, copies!, windows.bytes);
    clear(backend, packed!, packedBytes);
    simd.copyPixels(
      packed!, filter.address, 1, rows.taps, columns.taps, source.channels, 0, columns.taps * rounded * 4, rounded * 4,
      0, filter.rowStep, filter.columnStep, filter.channelStep,
    );
    writePlaces(backend, places!, windows, target);
    for (let first = 0; first < source.images; first += group) {
      const count = Math.min(group, source.images - first);
      const images = readWindows(simd, windows, copies!, first, count);
      simd.depthwiseCorrelate(
        images, packed!, target.address + first * target.imageStep, places!, count * rows.outputs * columns.outputs,
        rows.taps, columns.taps, rows.dilation * windows.rowStep, columns.dilation * windows.columnStep,
        source.channels, channelStep, accumulate ? 1 : 0,
      );
    }
  });
}

/** How many images to read at once. */
function groupOf({ images, channels }: Images, rows: Reading, columns: Reading): number {
  const bytes = reach(rows) * reach(columns) * channels * 4;
  const most = Math.min(copiedAtOnce / bytes, pixelsAtOnce / (rows.outputs * columns.outputs));
  return Math.max(1, Math.min(images, Math.floor(most)));
}

/** Writes, for every output pixel of a group, where its first tap and its first channel are, counted from the group's. */
function writePlaces(backend: WasmBackend, places: number, windows: Windows, target: Target): void {
  const { rows, columns, group } = windows;
  const view = new Int32Array(backend.heap.buffer, places, group * rows.outputs * columns.outputs * 2);
  let at = 0;
  for (let image = 0; image < group; image++) {
    for (let row = 0; row < rows.outputs; row++) {
      const from = image * windows.imageStep + row * rows.stride * windows.rowStep;
      const to = image * target.imageStep + row * target.rowStep;
      for (let column = 0; column < columns.outputs; column++) {
        view[at++] = from + column * columns.stride * windows.columnStep;
        view[at++] = to + column * target.columnStep;
      }
    }
  }
}
