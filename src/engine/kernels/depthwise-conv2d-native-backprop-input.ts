import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { SimdKernels } from '../simd/load-simd';
import type { WasmBackend } from '../wasm-backend';
import { correlateDepthwise } from './conv-correlation';
import { convolutionOf, inputShapeOf, type ConvAttributes, type Convolution } from './conv-info';
import { depthwiseInputGradient } from './conv-loops';
import { phasesOf } from './conv-phases';
import { areFloats, numbers, withLayouts } from './conv-tensors';
import { imagesAt } from './conv-windows';
import { address, floats, output } from './heap';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * The gradient of a depthwise convolution's input:
 * dx[n, i, c] = Σ dy[n, o, c·m + q] · filter[tap, c, q] over the outputs o and taps that read i, and over q.
 * dy: [batch, outHeight, outWidth, inChannels·m], filter: [filterHeight, filterWidth, inChannels, m],
 * dx: inputShape, [batch, height, width, inChannels], float32.
 */
export const depthwiseConv2dNativeBackpropInput: WasmKernel = {
  name: 'DepthwiseConv2dNativeBackpropInput',
  why: 'missing',
  create: (tools) => ({ inputs: { dy, filter }, attrs, backend }: Args) => {
    const convolution = convolutionOf(attrs.inputShape, filter.shape, attrs, { depthwise: true });
    return withLayouts(tools, convolution, (layouts) => {
      const from = layouts.upstream(dy);
      const dx = output(backend, inputShapeOf(convolution));
      if (tools.simd !== undefined && areFloats(dy, filter)) {
        inputGradient(backend, tools.simd, convolution, { dy: from, filter, dx });
      } else {
        depthwiseInputGradient(convolution, numbers(backend, from), numbers(backend, filter), floats(backend, dx));
      }
      return layouts.asGiven(dx);
    });
  },
};

type Args = KernelArgs<
  { readonly dy: TensorInfo; readonly filter: TensorInfo },
  ConvAttributes & { readonly inputShape: number[] }
>;

interface Tensors {
  readonly dy: TensorInfo;
  readonly filter: TensorInfo;
  readonly dx: TensorInfo;
}

/** A correlation for each kind of input, as in Conv2DBackpropInput, and for each of the channels that one becomes. */
function inputGradient(backend: WasmBackend, simd: SimdKernels, shape: Convolution, { dy, filter, dx }: Tensors): void {
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
