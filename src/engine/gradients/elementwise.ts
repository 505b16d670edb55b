import {
  cast,
  greater,
  greaterEqual,
  less,
  lessEqual,
  mul,
  sign,
  sub,
  zerosLike,
  type GradConfig,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { defineGradient } from './define-gradient';
import { sumToShape } from './sum-to-shape';

/** Of two operands, each broadcast over the other: dx = Σ dy ∂f/∂x over the repeats, which upstream leaves out. */
function ofTwo(kernel: string, da: Partial, db: Partial): GradConfig {
  return defineGradient({
    kernel,
    saves: ['a', 'b'],
    gradients: (dy, [a, b]) => ({
      a: () => sumToShape(mul(dy, da(a!, b!)), a!.shape),
      b: () => sumToShape(mul(dy, db(a!, b!)), b!.shape),
    }),
  });
}

/** ∂f/∂a or ∂f/∂b, element by element. */
type Partial = (a: Tensor, b: Tensor) => Tensor;

const float = (tensor: Tensor): Tensor => cast(tensor, 'float32');

export const elementwiseGradients: readonly GradConfig[] = [
  // Where both are equal the first has it all, as upstream and TensorFlow do.
  ofTwo('Maximum', (a, b) => float(greaterEqual(a, b)), (a, b) => float(less(a, b))),
  ofTwo('Minimum', (a, b) => float(lessEqual(a, b)), (a, b) => float(greater(a, b))),
  ofTwo('SquaredDifference', (a, b) => mul(2, sub(float(a), float(b))), (a, b) => mul(2, sub(float(b), float(a)))),

  // |x| at 0 has any slope between -1 and 1. Upstream takes -1, which pushes a weight at 0 away under an L1 penalty.
  defineGradient({ kernel: 'Abs', saves: ['x'], gradients: (dy, [x]) => ({ x: () => mul(dy, sign(float(x!))) }) }),

  // What rounds is flat. Upstream passes the gradient on as if nothing had been rounded.
  defineGradient<{ readonly dtype: string }>({
    kernel: 'Cast',
    saves: ['x'],
    gradients: (dy, [x], { dtype }) => ({ x: () => (x!.dtype === 'float32' && dtype !== 'float32' ? zerosLike(dy) : dy.clone()) }),
  }),
];
