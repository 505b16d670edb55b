import { addAndActivate, bounds, isPerChannel, type FusedAttributes, type FusedInputs } from './conv-activation';
import { convolutionOf, outputShapeOf, type ConvAttributes } from './conv-info';
import { convolve } from './conv-loops';
import { areFloats, numbers, withLayouts } from './conv-tensors';
import { convolveFloats } from './conv2d';
import { output } from './heap';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * y = activation(conv2d(x, filter) + bias). Shapes as in Conv2D; the bias is of any shape that broadcasts to y's.
 * Upstream's refuses NCHW and every bias that is not of shape [outChannels].
 */
export const fusedConv2d: WasmKernel = {
  name: 'FusedConv2D',
  why: 'wrong',
  create: (tools) => ({ inputs: { x, filter, bias, preluActivationWeights }, attrs, backend }: Args) => {
    const convolution = convolutionOf(x.shape, filter.shape, attrs);
    const { activation = 'linear' } = attrs;
    const inSimd = tools.simd !== undefined && areFloats(x, filter);
    // A bias that is not by channel is added afterwards, and the activation then comes after it.
    const fuses = inSimd && (bias == null || (areFloats(bias) && isPerChannel(bias, convolution.outChannels)));
    const y = withLayouts(tools, convolution, (layouts) => {
      const input = layouts.channelsLast(x);
      const sums = output(backend, outputShapeOf(convolution), x.dtype);
      if (inSimd) {
        const epilogue = fuses ? { bias: bias ?? undefined, ...bounds[activation] } : {};
        convolveFloats(backend, tools.simd, convolution, { x: input, filter, y: sums }, epilogue);
      } else {
        convolve(convolution, numbers(backend, input), numbers(backend, filter), numbers(backend, sums));
      }
      return layouts.asGiven(sums);
    });
    if (fuses && activation in bounds) return y;
    const rest = { bias: fuses ? undefined : bias, preluActivationWeights };
    return addAndActivate(tools, y, rest, attrs, convolution);
  },
};

type Args = KernelArgs<FusedInputs, ConvAttributes & FusedAttributes>;
