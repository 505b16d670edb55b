import type { SimdKernels } from '../simd/load-simd';
import type { WasmBackend } from '../wasm-backend';
import { correlateDepthwise } from './conv-correlation';
import type { Convolution } from './conv-info';
import { inputGradientKernel, type InputGradientTensors } from './conv-input-gradient';
import { depthwiseInputGradient } from './conv-loops';
import { phasesOf } from './conv-phases';
import { imagesAt } from './conv-windows';
import { address } from './heap';
import type { WasmKernel } from './wasm-kernel';

/**
 * The gradient of a depthwise convolution's input:
 * dx[n, i, c] = Σ dy[n, o, c·m + q] · filter[tap, c, q] over the outputs o and taps that read i, and over q.
 * dy: [batch, outHeight, outWidth, inChannels·m], filter: [filterHeight, filterWidth, inChannels, m],
 * dx: inputShape, [batch, height, width, inChannels], float32.
 */
export const depthwiseConv2dNativeBackpropInput: WasmKernel = {
  name: 'DepthwiseConv2dNativeBackpropInput',
  why: 'missing',
  create: (tools) => inputGradientKernel(tools, { depthwise: true, inSimd: inputGradient, inLoops: depthwiseInputGradient }),
};

/** A correlation for each kind of input, as in Conv2DBackpropInput, and for each of the channels that one becomes. */
function inputGradient(backend: WasmBackend, simd: SimdKernels, shape: Convolution, { dy, filter, dx }: InputGradientTensors): void {
  const multiplier = shape.outChannels / shape.inChannels;
  const columnStep = shape.outChannels * 4;
  const rowStep = shape.columns.taps * columnStep;
  for (const rows of phasesOf(shape.rows)) {
    for (const columns of phasesOf(shape.columns)) {
      for (let q = 0; q < multiplier; q++) {
        const to = imagesAt(address(backend, dx), dx.shape);
        const from = imagesAt(address(backend, dy), dy.shape);
        correlateDepthwise(backend, simd, {
          source: { ...from, address: from.address + q * 4, channels: shape.inChannels, channelStep: multiplier * 4 },
          rows: rows.reading,
          columns: columns.reading,
          filter: {
            address: address(backend, filter) + q * 4 + rows.tap * rowStep + columns.tap * columnStep,
            rowStep: -rows.tapStep * rowStep,
            columnStep: -columns.tapStep * columnStep,
            depthStep: 0,
            channelStep: multiplier * 4,
            channels: shape.inChannels,
          },
          target: {
            address: to.address + rows.first * to.rowStep + columns.first * to.columnStep,
            imageStep: to.imageStep,
            rowStep: to.rowStep * shape.rows.stride,
            columnStep: to.columnStep * shape.columns.stride,
          },
          channelStep: 4,
          accumulate: q > 0,
        });
      }
    }
  }
}
