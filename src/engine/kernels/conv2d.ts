import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmBackend } from '../wasm-backend';
import type { SimdKernels } from '../simd/load-simd';
import { correlate, type Bias } from './conv-correlation';
import { convolutionOf, outputShapeOf, type ConvAttributes, type Convolution } from './conv-info';
import { convolve } from './conv-loops';
import { areFloats, numbers, withLayouts } from './conv-tensors';
import { forwardReading, imagesAt } from './conv-windows';
import { address, floats, output } from './heap';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * y[n, o, f] = Σ x[n, o·stride − padding + tap·dilation, c] · filter[tap, c, f] over taps and input channels c.
 * x: [batch, height, width, inChannels] (or, as NCHW, [batch, inChannels, height, width]),
 * filter: [filterHeight, filterWidth, inChannels, outChannels], y: [batch, outHeight, outWidth, outChannels], of x's dtype.
 * Where the padding is a number, core counts the columns of y as it does the rows, by the filter's height and the stride
 * of rows; upstream's kernel makes as many as there are, past the end of y. It also refuses NCHW, takes int32 for float32,
 * and is slower by a quarter.
 */
export const conv2d: WasmKernel = {
  name: 'Conv2D',
  why: 'wrong',
  create: (tools) => ({ inputs: { x, filter }, attrs, backend }: Args) => {
    const convolution = convolutionOf(x.shape, filter.shape, attrs);
    return withLayouts(tools, convolution, (layouts) => {
      const input = layouts.channelsLast(x);
      const y = output(backend, outputShapeOf(convolution), x.dtype);
      if (tools.simd !== undefined && areFloats(x, filter)) {
        convolveFloats(backend, tools.simd, convolution, { x: input, filter, y });
      } else {
        convolve(convolution, numbers(backend, input), numbers(backend, filter), numbers(backend, y));
      }
      return layouts.asGiven(y);
    });
  },
};

type Args = KernelArgs<{ readonly x: TensorInfo; readonly filter: TensorInfo }, ConvAttributes>;

interface Tensors {
  readonly x: TensorInfo;
  readonly filter: TensorInfo;
  readonly y: TensorInfo;
}

/** What is done to a sum before it is stored: a bias added, and then the range kept. */
export interface Epilogue {
  /** One value, or one an output channel. */
  readonly bias?: TensorInfo | undefined;
  readonly low?: number;
  readonly high?: number;
}

/** Convolves in SIMD. x, filter and y are float32 with channels last. */
export function convolveFloats(
  backend: WasmBackend,
  simd: SimdKernels,
  { rows, columns, inChannels, outChannels }: Convolution,
  { x, filter, y }: Tensors,
  { bias, ...range }: Epilogue = {},
): void {
  const to = imagesAt(address(backend, y), y.shape);
  correlate(backend, simd, {
    source: imagesAt(address(backend, x), x.shape),
    rows: forwardReading(rows),
    columns: forwardReading(columns),
    filter: {
      address: address(backend, filter),
      rowStep: columns.taps * inChannels * outChannels * 4,
      columnStep: inChannels * outChannels * 4,
      depthStep: outChannels * 4,
      channelStep: 4,
      channels: outChannels,
    },
    target: to,
    bias: bias && biasOf(backend, bias),
    ...range,
  });
}

function biasOf(backend: WasmBackend, bias: TensorInfo): Bias {
  return { address: address(backend, bias), step: floats(backend, bias).length === 1 ? 0 : 4 };
}
