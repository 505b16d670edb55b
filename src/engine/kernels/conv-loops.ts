import type { Convolution } from './conv-info';

/**
 * Two-dimensional convolutions and their gradients in plain loops, channels last: for int32, and where the machine has
 * no SIMD. Offsets are in elements; every function writes all of its last argument.
 */

type Values = Float32Array | Int32Array;

/** y[n, o, f] = Σ x[n, o·stride − padding + tap·dilation, c] · filter[tap, c, f]. */
export function convolve(shape: Convolution, x: Values, filter: Values, y: Values): void {
  const { inChannels, outChannels } = shape;
  y.fill(0);
  forEachTap(shape, inChannels * outChannels, (input, output, weight) => {
    for (let c = 0; c < inChannels; c++) {
      for (let f = 0; f < outChannels; f++) y[output + f]! += x[input + c]! * filter[weight + c * outChannels + f]!;
    }
  });
}

/** dFilter[tap, c, f] = Σ x[n, …, c] · dy[n, o, f], summed in float64: there are many. */
export function convolveFilterGradient(shape: Convolution, x: Values, dy: Values, dFilter: Float32Array): void {
  const { inChannels, outChannels } = shape;
  const sums = new Float64Array(dFilter.length);
  forEachTap(shape, inChannels * outChannels, (input, output, weight) => {
    for (let c = 0; c < inChannels; c++) {
      for (let f = 0; f < outChannels; f++) sums[weight + c * outChannels + f]! += x[input + c]! * dy[output + f]!;
    }
  });
  dFilter.set(sums);
}

/** dx[n, …, c] = Σ dy[n, o, f] · filter[tap, c, f]. */
export function convolveInputGradient(shape: Convolution, dy: Values, filter: Values, dx: Float32Array): void {
  const { inChannels, outChannels } = shape;
  dx.fill(0);
  forEachTap(shape, inChannels * outChannels, (input, output, weight) => {
    for (let c = 0; c < inChannels; c++) {
      let sum = 0;
      for (let f = 0; f < outChannels; f++) sum += dy[output + f]! * filter[weight + c * outChannels + f]!;
      dx[input + c]! += sum;
    }
  });
}

/** y[n, o, c·m + q] = Σ x[n, …, c] · filter[tap, c, q], where every channel becomes m. */
export function convolveDepthwise(shape: Convolution, x: Values, filter: Values, y: Values): void {
  const { outChannels } = shape;
  const multiplier = outChannels / shape.inChannels;
  y.fill(0);
  forEachTap(shape, outChannels, (input, output, weight) => {
    for (let f = 0; f < outChannels; f++) y[output + f]! += x[input + Math.trunc(f / multiplier)]! * filter[weight + f]!;
  });
}

/** dFilter[tap, c, q] = Σ x[n, …, c] · dy[n, o, c·m + q], summed in float64. */
export function depthwiseFilterGradient(shape: Convolution, x: Values, dy: Values, dFilter: Float32Array): void {
  const { outChannels } = shape;
  const multiplier = outChannels / shape.inChannels;
  const sums = new Float64Array(dFilter.length);
  forEachTap(shape, outChannels, (input, output, weight) => {
    for (let f = 0; f < outChannels; f++) sums[weight + f]! += x[input + Math.trunc(f / multiplier)]! * dy[output + f]!;
  });
  dFilter.set(sums);
}

/** dx[n, …, c] = Σ dy[n, o, c·m + q] · filter[tap, c, q]. */
export function depthwiseInputGradient(shape: Convolution, dy: Values, filter: Values, dx: Float32Array): void {
  const { outChannels } = shape;
  const multiplier = outChannels / shape.inChannels;
  dx.fill(0);
  forEachTap(shape, outChannels, (input, output, weight) => {
    for (let f = 0; f < outChannels; f++) dx[input + Math.trunc(f / multiplier)]! += dy[output + f]! * filter[weight + f]!;
  });
}

/** Visits every meeting of an input pixel and an output pixel: where each begins, and where their tap's weights do. */
function forEachTap(
  { batch, rows, columns, inChannels, outChannels }: Convolution,
  weights: number,
  visit: (input: number, output: number, weight: number) => void,
): void {
  for (let n = 0; n < batch; n++) {
    for (let y = 0; y < rows.output; y++) {
      for (let i = 0; i < rows.taps; i++) {
        const row = y * rows.stride - rows.padding + i * rows.dilation;
        if (row < 0 || row >= rows.input) continue;
        for (let x = 0; x < columns.output; x++) {
          for (let j = 0; j < columns.taps; j++) {
            const column = x * columns.stride - columns.padding + j * columns.dilation;
            if (column < 0 || column >= columns.input) continue;
            const input = ((n * rows.input + row) * columns.input + column) * inChannels;
            const output = ((n * rows.output + y) * columns.output + x) * outChannels;
            visit(input, output, (i * columns.taps + j) * weights);
          }
        }
      }
    }
  }
}
