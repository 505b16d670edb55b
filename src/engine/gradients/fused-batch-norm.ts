import { add, mul, rsqrt, sub, type Tensor } from '@tensorflow/tfjs-core';
import { defineGradient } from './define-gradient';
import { sumToShape } from './sum-to-shape';

/**
 * y = (x - mean) r scale + offset, with r = 1 / √(variance + ε). x: [batch, height, width, channels]; the rest: [channels], or any
 * shape that broadcasts to x's, such as the [1, 1, 1, channels] that `tf.moments` keeps, for which upstream's fails.
 *   dx = dy r scale,  dmean = -Σ dx,  dvariance = -Σ dy scale (x - mean) r³ / 2,  dscale = Σ dy (x - mean) r,  doffset = Σ dy
 */
export const fusedBatchNormGradient = defineGradient<{ readonly varianceEpsilon: number }>({
  kernel: 'FusedBatchNorm',
  saves: ['x', 'mean', 'variance', 'scale'],
  gradients: (dy, [x, mean, variance, scale], { varianceEpsilon }) => {
    const r = rsqrt(add(variance!, varianceEpsilon));
    const centred = sub(x!, mean!);
    const scaled = scale == null ? dy : mul(dy, scale);
    const dx = mul(scaled, r);
    const to = (gradient: Tensor, shape: readonly number[]) => sumToShape(gradient, shape);
    return {
      x: () => dx,
      mean: () => to(mul(dx, -1), mean!.shape),
      variance: () => mul(to(mul(scaled, centred), variance!.shape), mul(mul(r, mul(r, r)), -0.5)),
      scale: () => mul(to(mul(dy, centred), mean!.shape), r),
      offset: () => to(dy.clone(), mean!.shape),
    };
  },
});
