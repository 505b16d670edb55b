import type { SimdKernels } from '../simd/load-simd';
import type { WasmBackend } from '../wasm-backend';
import { correlate } from './conv-correlation';
import type { Convolution } from './conv-info';
import { inputGradientKernel, type InputGradientTensors } from './conv-input-gradient';
import { convolveInputGradient } from './conv-loops';
import { bandsOf, phasesOf, type Phase } from './conv-phases';
import { imagesAt } from './conv-windows';
import { address } from './heap';
import type { WasmKernel } from './wasm-kernel';

/**
 * The gradient of a convolution's input, and a transposed convolution:
 * dx[n, i, c] = Σ dy[n, o, f] · filter[tap, c, f] over the outputs o and taps that read i, i = o·stride − padding +
 * tap·dilation, and over output channels f.
 * dy: [batch, outHeight, outWidth, outChannels], filter: [filterHeight, filterWidth, inChannels, outChannels],
 * dx: inputShape, [batch, height, width, inChannels], float32; or all of them as NCHW.
 * Upstream's is more than ten times as slow, and takes no dilations.
 */
export const conv2dBackpropInput: WasmKernel = {
  name: 'Conv2DBackpropInput',
  why: 'slow',
  create: (tools) => inputGradientKernel(tools, { depthwise: false, inSimd: inputGradient, inLoops: convolveInputGradient }),
};

/** With stride s there are s·s kinds of inputs, by the taps that they meet: a correlation for each. */
function inputGradient(backend: WasmBackend, simd: SimdKernels, shape: Convolution, { dy, filter, dx }: InputGradientTensors): void {
  const { inChannels, outChannels } = shape;
  const columnStep = inChannels * outChannels * 4;
  const rowStep = shape.columns.taps * columnStep;
  const [allRows, allColumns] = cheapest(shape);
  for (const rows of allRows) {
    for (const columns of allColumns) {
      const to = imagesAt(address(backend, dx), dx.shape);
      correlate(backend, simd, {
        source: imagesAt(address(backend, dy), dy.shape),
        rows: rows.reading,
        columns: columns.reading,
        filter: {
          address: address(backend, filter) + rows.tap * rowStep + columns.tap * columnStep,
          rowStep: -rows.tapStep * rowStep,
          columnStep: -columns.tapStep * columnStep,
          depthStep: 4,
          channelStep: outChannels * 4,
          channels: inChannels,
        },
        target: {
          address: to.address + rows.first * to.rowStep + columns.first * to.columnStep,
          imageStep: to.imageStep,
          rowStep: to.rowStep * shape.rows.stride,
          columnStep: to.columnStep * shape.columns.stride,
        },
      });
    }
  }
}

/** What a correlation costs before it has computed anything, in products of two floats: measured, 5 µs at 25 GFLOP/s. */
const callCost = 60_000;

/** Rows and columns by phase, or split up further where the taps that this spares are worth the calls. */
function cheapest({ batch, rows, columns, inChannels, outChannels }: Convolution): readonly [Phase[], Phase[]] {
  const [byRows, byColumns] = [phasesOf(rows), phasesOf(columns)];
  const products = batch * inChannels * outChannels;
  const whole = costOf(products, byRows, byColumns);
  if (whole < 4 * callCost) return [byRows, byColumns];
  const rowBands = byRows.flatMap((phase) => bandsOf(phase, rows.stride));
  const columnBands = byColumns.flatMap((phase) => bandsOf(phase, columns.stride));
  const ways = [[byRows, byColumns], [rowBands, byColumns], [byRows, columnBands], [rowBands, columnBands]] as const;
  const costs = ways.map(([some, others]) => costOf(products, some, others));
  return ways[costs.indexOf(Math.min(...costs))]!;
}

function costOf(products: number, rows: readonly Phase[], columns: readonly Phase[]): number {
  return products * meetings(rows) * meetings(columns) + callCost * rows.length * columns.length;
}

/** How often inputs of an axis meet a tap. */
function meetings(phases: readonly Phase[]): number {
  return phases.reduce((sum, { reading }) => sum + reading.outputs * reading.taps, 0);
}
