import { util, type KernelFunc, type NamedTensorInfoMap, type TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmBackend } from '../wasm-backend';
import { numbers } from './conv-tensors';
import type { KernelTools } from './wasm-kernel';

/** What core fuses with a convolution: `activation(y + bias)`. */
export interface FusedInputs {
  readonly x: TensorInfo;
  readonly filter: TensorInfo;
  readonly bias?: TensorInfo | undefined;
  readonly preluActivationWeights?: TensorInfo | undefined;
}

export interface FusedAttributes {
  readonly activation?: string | undefined;
  readonly leakyreluAlpha?: number | undefined;
}

interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Activations that only bound what they are given, and are therefore done where a convolution stores its sums. */
export const bounds: Readonly<Record<string, Bounds>> = {
  linear: { low: -Infinity, high: Infinity },
  relu: { low: 0, high: Infinity },
  relu6: { low: 0, high: 6 },
};

/** Whether a bias is one value, or one an output channel: [1], [channels], [1, 1, channels] … */
export function isPerChannel({ shape }: TensorInfo, channels: number): boolean {
  const size = util.sizeFromShape([...shape]);
  return size === 1 || (size === channels && shape.at(-1) === channels);
}

/**
 * activation(y + bias) of what a convolution made, by kernels of their own: for what it cannot do as it stores its sums.
 * With channels first, a bias or slopes by channel come as [channels]. Disposes of y where it makes another tensor.
 */
export function addAndActivate(
  { backend, current, onCpu }: KernelTools,
  y: TensorInfo,
  { bias, preluActivationWeights }: Omit<FusedInputs, 'x' | 'filter'>,
  { activation = 'linear', leakyreluAlpha }: FusedAttributes,
  { channelsFirst }: { readonly channelsFirst: boolean },
): TensorInfo {
  const alongChannels = (tensor: TensorInfo): TensorInfo =>
    channelsFirst && tensor.shape.length === 1 ? { ...tensor, shape: [tensor.shape[0]!, 1, 1] } : tensor;
  const replacing = (old: TensorInfo, kernel: KernelFunc, inputs: NamedTensorInfoMap, attrs = {}): TensorInfo => {
    const made = kernel({ inputs, attrs, backend }) as TensorInfo;
    backend.disposeData(old.dataId);
    return made;
  };
  const sum = bias == null ? y : replacing(y, current('Add'), { a: y, b: alongChannels(bias) });
  if (activation in bounds) return bounded(backend, sum, bounds[activation]!);
  switch (activation) {
    case 'elu':
      return replacing(sum, current('Elu'), { x: sum });
    case 'sigmoid':
      return replacing(sum, current('Sigmoid'), { x: sum });
    case 'leakyrelu':
      return replacing(sum, current('LeakyRelu'), { x: sum }, { alpha: leakyreluAlpha });
    case 'prelu':
      return replacing(sum, onCpu('Prelu'), { x: sum, alpha: alongChannels(preluActivationWeights!) });
    default:
      throw new Error(`Activation ${activation} has not been implemented for the wasm backend.`);
  }
}

/** Bounds a tensor in place. NaN stays NaN, unlike in upstream's kernels. */
function bounded(backend: WasmBackend, y: TensorInfo, { low, high }: Bounds): TensorInfo {
  if (low === -Infinity && high === Infinity) return y;
  const values = numbers(backend, y);
  for (let i = 0; i < values.length; i++) values[i] = Math.min(Math.max(values[i]!, low), high);
  return y;
}
