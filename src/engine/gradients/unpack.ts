import { stack, Unpack, type GradConfig, type Tensor } from '@tensorflow/tfjs-core';

/**
 * The gradient of `unstack`: dx = dy₀, dy₁, … stacked along the axis.
 * Upstream's throws when there is only one, so that a recurrent layer cannot learn from a sequence of one step.
 */
export const unpackGradient: GradConfig = {
  kernelName: Unpack,
  gradFunc: (dy, _saved, { axis }) => ({ value: () => stack([dy as Tensor | Tensor[]].flat(), axis as number) }),
};
