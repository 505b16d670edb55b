import type { TensorInfo } from '@tensorflow/tfjs-core';
import { depthwiseFilterGradient } from './conv-filter-gradient';
import { convolutionOf, type ConvAttributes } from './conv-info';
import * as loops from './conv-loops';
import { areFloats, numbers, withLayouts } from './conv-tensors';
import { floats, output } from './heap';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * The gradient of a depthwise convolution's filter:
 * dFilter[tap, c, q] = Σ x[n, o·stride − padding + tap·dilation, c] · dy[n, o, c·m + q] over images n and outputs o.
 * x: [batch, height, width, inChannels], dy: [batch, outHeight, outWidth, inChannels·m],
 * dFilter: filterShape, [filterHeight, filterWidth, inChannels, m], float32.
 */
export const depthwiseConv2dNativeBackpropFilter: WasmKernel = {
  name: 'DepthwiseConv2dNativeBackpropFilter',
  why: 'missing',
  create: (tools) => ({ inputs: { x, dy }, attrs, backend }: Args) => {
    const convolution = convolutionOf(x.shape, attrs.filterShape, attrs, { depthwise: true });
    return withLayouts(tools, convolution, (layouts) => {
      const [input, from] = [layouts.channelsLast(x), layouts.upstream(dy)];
      const dFilter = output(backend, attrs.filterShape);
      if (tools.simd !== undefined && areFloats(x, dy)) {
        depthwiseFilterGradient(backend, tools.simd, convolution, { x: input, dy: from, dFilter });
      } else {
        const sums = floats(backend, dFilter);
        loops.depthwiseFilterGradient(convolution, numbers(backend, input), numbers(backend, from), sums);
      }
      return dFilter;
    });
  },
};

type Args = KernelArgs<
  { readonly x: TensorInfo; readonly dy: TensorInfo },
  ConvAttributes & { readonly filterShape: number[] }
>;
