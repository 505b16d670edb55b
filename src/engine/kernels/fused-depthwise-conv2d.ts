import { addAndActivate, type FusedAttributes, type FusedInputs } from './conv-activation';
import { convolutionOf, type ConvAttributes } from './conv-info';
import { depthwiseConvolution } from './depthwise-conv2d-native';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * y = activation(depthwiseConv2d(x, filter) + bias). Shapes as in DepthwiseConv2dNative; the bias is of any shape that
 * broadcasts to y's. Upstream's refuses every bias that is not of shape [outChannels].
 */
export const fusedDepthwiseConv2d: WasmKernel = {
  name: 'FusedDepthwiseConv2D',
  why: 'wrong',
  create: (tools) => ({ inputs, attrs }: Args) => {
    const convolution = convolutionOf(inputs.x.shape, inputs.filter.shape, attrs, { depthwise: true });
    const y = depthwiseConvolution(tools, inputs.x, inputs.filter, convolution);
    return addAndActivate(tools, y, inputs, attrs, convolution);
  },
};

type Args = KernelArgs<FusedInputs, ConvAttributes & FusedAttributes>;
