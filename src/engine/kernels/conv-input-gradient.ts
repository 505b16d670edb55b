import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { SimdKernels } from '../simd/load-simd';
import type { WasmBackend } from '../wasm-backend';
import { convolutionOf, inputShapeOf, type ConvAttributes, type Convolution } from './conv-info';
import { areFloats, numbers, withLayouts } from './conv-tensors';
import { floats, output } from './heap';
import type { Kernel, KernelArgs, KernelTools } from './wasm-kernel';

export interface InputGradientTensors {
  readonly dy: TensorInfo;
  readonly filter: TensorInfo;
  readonly dx: TensorInfo;
}

type Values = Float32Array | Int32Array;

/** The two ways to an input gradient: in SIMD, for float32, and in loops. dy and dx have channels last. */
interface InputGradient {
  readonly depthwise: boolean;
  readonly inSimd: (backend: WasmBackend, simd: SimdKernels, convolution: Convolution, tensors: InputGradientTensors) => void;
  readonly inLoops: (convolution: Convolution, dy: Values, filter: Values, dx: Float32Array) => void;
}

/** A kernel that gives dx for dy and the filter, in the layout that it was asked in. */
export function inputGradientKernel(tools: KernelTools, { depthwise, inSimd, inLoops }: InputGradient): Kernel {
  return ({ inputs: { dy, filter }, attrs, backend }: Args) => {
    const convolution = convolutionOf(attrs.inputShape, filter.shape, attrs, { depthwise });
    return withLayouts(tools, convolution, (layouts) => {
      const from = layouts.upstream(dy);
      const dx = output(backend, inputShapeOf(convolution));
      if (tools.simd !== undefined && areFloats(dy, filter)) {
        inSimd(backend, tools.simd, convolution, { dy: from, filter, dx });
      } else {
        inLoops(convolution, numbers(backend, from), numbers(backend, filter), floats(backend, dx));
      }
      return layouts.asGiven(dx);
    });
  };
}

type Args = KernelArgs<
  { readonly dy: TensorInfo; readonly filter: TensorInfo },
  ConvAttributes & { readonly inputShape: number[] }
>;
