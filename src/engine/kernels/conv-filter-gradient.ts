import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { SimdKernels } from '../simd/load-simd';
import type { WasmBackend } from '../wasm-backend';
import type { Convolution } from './conv-info';
import { clear, withScratch } from './conv-scratch';
import {
  forwardReading,
  imagesAt,
  plainReading,
  planWindows,
  readWindows,
  type Images,
  type Windows,
} from './conv-windows';
import { address, floats } from './heap';

interface Tensors {
  readonly x: TensorInfo;
  readonly dy: TensorInfo;
  readonly dFilter: TensorInfo;
}

/** Pixels of small images that are read at once, about. */
const pixelsAtOnce = 256;
/** Bytes of a large image's upstream gradient that are read at once, a row at least: the first cache holds them. */
const bytesAtOnce = 16 * 1024;

/** dFilter of a convolution in SIMD. All tensors are float32, with channels last. */
export function filterGradient(
  backend: WasmBackend,
  simd: SimdKernels,
  shape: Convolution,
  { x, dy, dFilter }: Tensors,
): void {
  floats(backend, dFilter).fill(0);
  const { columns, rows, inChannels, outChannels } = shape;
  const images = { x: imagesAt(address(backend, x), x.shape), dy: imagesAt(address(backend, dy), dy.shape) };
  const to = address(backend, dFilter);
  const adjacent = columns.dilation === 1;
  const [runs, run] = adjacent ? [1, columns.taps * inChannels] : [columns.taps, inChannels];
  forEachChunk(backend, simd, shape, { ...images, rounded: false }, (chunk) => {
    const { input, output } = chunk;
    simd.filterGradient(
      to, chunk.x, chunk.dy, chunk.images, chunk.rows, columns.output,
      input.imageStep, rows.stride * input.rowStep, columns.stride * input.columnStep,
      output.imageStep, output.rowStep, output.columnStep,
      rows.taps, runs, run, rows.dilation * input.rowStep, columns.dilation * input.columnStep, outChannels,
    );
  });
}

/**
 * dFilter of a depthwise convolution in SIMD, [filterHeight, filterWidth, inChannels, multiplier]: one that makes several
 * channels of each is as many that make one.
 */
export function depthwiseFilterGradient(
  backend: WasmBackend,
  simd: SimdKernels,
  shape: Convolution,
  { x, dy, dFilter }: Tensors,
): void {
  floats(backend, dFilter).fill(0);
  const { columns, rows, inChannels, outChannels } = shape;
  const multiplier = outChannels / inChannels;
  for (let q = 0; q < multiplier; q++) {
    const input = imagesAt(address(backend, x), x.shape);
    const all = imagesAt(address(backend, dy), dy.shape);
    const upstream = { ...all, address: all.address + q * 4, channels: inChannels, channelStep: multiplier * 4 };
    const to = address(backend, dFilter) + q * 4;
    forEachChunk(backend, simd, shape, { x: input, dy: upstream, rounded: true }, (chunk) => {
      const { input, output } = chunk;
      simd.depthwiseFilterGradient(
        to, chunk.x, chunk.dy, chunk.images, chunk.rows, columns.output,
        input.imageStep, rows.stride * input.rowStep, columns.stride * input.columnStep,
        output.imageStep, output.rowStep, output.columnStep,
        rows.taps, columns.taps, rows.dilation * input.rowStep, columns.dilation * input.columnStep,
        inChannels, outChannels * 4, multiplier * 4,
      );
    });
  }
}

/** Some images, or some rows of one: where they begin as they are read, and in which layout. */
interface Chunk {
  readonly x: number;
  readonly dy: number;
  readonly images: number;
  readonly rows: number;
  readonly input: Windows;
  readonly output: Windows;
}

function forEachChunk(
  backend: WasmBackend,
  simd: SimdKernels,
  { rows, columns }: Convolution,
  { x, dy, rounded }: { readonly x: Images; readonly dy: Images; readonly rounded: boolean },
  visit: (chunk: Chunk) => void,
): void {
  const pixels = rows.output * columns.output;
  if (dy.images * pixels * dy.channels * x.channels === 0) return;
  const group = Math.max(1, Math.min(dy.images, Math.floor(pixelsAtOnce / pixels)));
  const input = planWindows(x, forwardReading(rows), forwardReading(columns), { group, rounded });
  const output = planWindows(dy, plainReading(rows.output), plainReading(columns.output), { group, rounded: true });
  const rowsAtOnce = group > 1 ? rows.output : Math.max(1, Math.floor(bytesAtOnce / output.rowStep));
  withScratch(backend, [input.bytes, output.bytes], ([copiesOfX, copiesOfDy]) => {
    clear(backend, copiesOfX!, input.bytes);
    clear(backend, copiesOfDy!, output.bytes);
    for (let first = 0; first < dy.images; first += group) {
      const images = Math.min(group, dy.images - first);
      const fromX = readWindows(simd, input, copiesOfX!, first, images);
      const fromDy = readWindows(simd, output, copiesOfDy!, first, images);
      for (let row = 0; row < rows.output; row += rowsAtOnce) {
        visit({
          x: fromX + row * rows.stride * input.rowStep,
          dy: fromDy + row * output.rowStep,
          images,
          rows: Math.min(rowsAtOnce, rows.output - row),
          input,
          output,
        });
      }
    }
  });
}
