import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { SimdKernels } from '../simd/load-simd';
import type { WasmBackend } from '../wasm-backend';
import { correlateDepthwise } from './conv-correlation';
import { convolutionOf, outputShapeOf, type ConvAttributes, type Convolution } from './conv-info';
import { convolveDepthwise } from './conv-loops';
import { areFloats, numbers, withLayouts } from './conv-tensors';
import { forwardReading, imagesAt } from './conv-windows';
import { address, output } from './heap';
import type { KernelArgs, KernelTools, WasmKernel } from './wasm-kernel';

/**
 * y[n, o, c·m + q] = Σ x[n, o·stride − padding + tap·dilation, c] · filter[tap, c, q] over taps.
 * x: [batch, height, width, inChannels] (or, as NCHW, [batch, inChannels, height, width]),
 * filter: [filterHeight, filterWidth, inChannels, m], y: [batch, outHeight, outWidth, inChannels·m], of x's dtype.
 * Upstream's writes past its output in the case that Conv2D tells of, and takes NCHW for NHWC and int32 for float32.
 */
export const depthwiseConv2dNative: WasmKernel = {
  name: 'DepthwiseConv2dNative',
  why: 'wrong',
  create: (tools) => ({ inputs: { x, filter }, attrs }: Args) =>
    depthwiseConvolution(tools, x, filter, convolutionOf(x.shape, filter.shape, attrs, { depthwise: true })),
};

type Args = KernelArgs<{ readonly x: TensorInfo; readonly filter: TensorInfo }, ConvAttributes>;

/** The kernel, for a convolution whose extents are known. */
export function depthwiseConvolution(tools: KernelTools, x: TensorInfo, filter: TensorInfo, shape: Convolution): TensorInfo {
  const { backend, simd } = tools;
  return withLayouts(tools, shape, (layouts) => {
    const input = layouts.channelsLast(x);
    const y = output(backend, outputShapeOf(shape), x.dtype);
    if (simd !== undefined && areFloats(x, filter)) {
      convolveFloats(backend, simd, shape, { x: input, filter, y });
    } else {
      convolveDepthwise(shape, numbers(backend, input), numbers(backend, filter), numbers(backend, y));
    }
    return layouts.asGiven(y);
  });
}

interface Tensors {
  readonly x: TensorInfo;
  readonly filter: TensorInfo;
  readonly y: TensorInfo;
}

/** In SIMD, a convolution for each of the channels that one becomes. */
function convolveFloats(backend: WasmBackend, simd: SimdKernels, shape: Convolution, { x, filter, y }: Tensors): void {
  const multiplier = shape.outChannels / shape.inChannels;
  const columnStep = shape.outChannels * 4;
  for (let q = 0; q < multiplier; q++) {
    const to = imagesAt(address(backend, y), y.shape);
    correlateDepthwise(backend, simd, {
      source: imagesAt(address(backend, x), x.shape),
      rows: forwardReading(shape.rows),
      columns: forwardReading(shape.columns),
      filter: {
        address: address(backend, filter) + q * 4,
        rowStep: shape.columns.taps * columnStep,
        columnStep,
        depthStep: 0,
        channelStep: multiplier * 4,
        channels: shape.inChannels,
      },
      target: { ...to, address: to.address + q * 4 },
      channelStep: multiplier * 4,
      accumulate: false,
    });
  }
}
