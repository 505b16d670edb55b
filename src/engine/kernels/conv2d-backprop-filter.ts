import type { TensorInfo } from '@tensorflow/tfjs-core';
import { convolutionOf, type ConvAttributes } from './conv-info';
import { filterGradient } from './conv-filter-gradient';
import { convolveFilterGradient } from './conv-loops';
import { areFloats, numbers, withLayouts } from './conv-tensors';
import { floats, output } from './heap';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * The gradient of a convolution's filter:
 * dFilter[tap, c, f] = Σ x[n, o·stride − padding + tap·dilation, c] · dy[n, o, f] over images n and outputs o.
 * x: [batch, height, width, inChannels], dy: [batch, outHeight, outWidth, outChannels], or both as NCHW;
 * dFilter: filterShape, [filterHeight, filterWidth, inChannels, outChannels], float32.
 */
export const conv2dBackpropFilter: WasmKernel = {
  name: 'Conv2DBackpropFilter',
  why: 'missing',
  create: (tools) => ({ inputs: { x, dy }, attrs, backend }: Args) => {
    const convolution = convolutionOf(x.shape, attrs.filterShape, attrs);
    return withLayouts(tools, convolution, (layouts) => {
      const [input, from] = [layouts.channelsLast(x), layouts.upstream(dy)];
      const dFilter = output(backend, attrs.filterShape);
      if (tools.simd !== undefined && areFloats(x, dy)) {
        filterGradient(backend, tools.simd, convolution, { x: input, dy: from, dFilter });
      } else {
        convolveFilterGradient(convolution, numbers(backend, input), numbers(backend, from), floats(backend, dFilter));
      }
      return dFilter;
    });
  },
};

type Args = KernelArgs<
  { readonly x: TensorInfo; readonly dy: TensorInfo },
  ConvAttributes & { readonly filterShape: number[] }
>;
