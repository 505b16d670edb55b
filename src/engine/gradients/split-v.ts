import { concat, SplitV, type GradConfig, type Tensor } from '@tensorflow/tfjs-core';

/**
 * The gradient of `split`: dx = dy₀, dy₁, … put together again along the axis.
 * Upstream's throws when there is only one.
 */
export const splitVGradient: GradConfig = {
  kernelName: SplitV,
  gradFunc: (dy, _saved, { axis }) => ({ x: () => concat([dy as Tensor | Tensor[]].flat(), axis as number) }),
};
