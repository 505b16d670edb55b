import type { GradConfig, Tensor } from '@tensorflow/tfjs-core';

/** A gradient for each input, by its name, computed when it is wanted. */
export type Gradients = Record<string, () => Tensor>;

/** The gradient of a kernel, in terms of public ops, so that it holds on every backend and can be differentiated again. */
export interface GradientDefinition<Attributes> {
  readonly kernel: string;
  /** Inputs that the gradient reads, if only for their shapes, by the names the kernel has for them; or all, in order. */
  readonly saves?: readonly string[] | 'all';
  /** Outputs that it reads, which come after the inputs. */
  readonly savesOutputs?: readonly boolean[];
  /**
   * From the upstream gradient of the output (of the first one, where there are several) to a gradient of each input.
   * The tape wants each to be float32 and of its input's shape, integers included.
   */
  readonly gradients: (dy: Tensor, saved: Tensor[], attributes: Attributes) => Gradients;
}

/** The definition, as TensorFlow.js registers it. */
export function defineGradient<Attributes = object>(definition: GradientDefinition<Attributes>): GradConfig {
  const { kernel, saves = [], savesOutputs, gradients } = definition;
  return {
    kernelName: kernel,
    ...(saves === 'all' ? { saveAllInputs: true } : { inputsToSave: [...saves] }),
    ...(savesOutputs && { outputsToSave: [...savesOutputs] }),
    gradFunc: (dy, saved, attrs) => gradients(Array.isArray(dy) ? dy[0]! : dy, saved, attrs as Attributes),
  };
}
