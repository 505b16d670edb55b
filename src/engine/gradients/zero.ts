import { zeros, type GradConfig } from '@tensorflow/tfjs-core';
import { defineGradient } from './define-gradient';

/**
 * What is constant between its jumps has the gradient zero. Upstream has none for most of these, so that
 * `tf.where(tf.greater(x, 0), x, 0)` cannot be differentiated with respect to x; for `FloorDiv` it has that of `RealDiv`,
 * and for `GreaterEqual` one that integers break.
 */
export const zeroGradients: readonly GradConfig[] = [
  ...['Equal', 'FloorDiv', 'Greater', 'GreaterEqual', 'Less', 'LessEqual', 'LogicalAnd', 'LogicalOr', 'NotEqual'].map((kernel) => zero(kernel, 'a', 'b')),
  ...['All', 'Any', 'ArgMax', 'ArgMin', 'LogicalNot'].map((kernel) => zero(kernel, 'x')),
  // A sample does not move with the logits it is drawn by: what it teaches them needs an estimator, such as REINFORCE.
  zero('Multinomial', 'logits'),
];

function zero(kernel: string, ...inputs: readonly string[]): GradConfig {
  return defineGradient({
    kernel,
    saves: inputs,
    gradients: (_, saved) => Object.fromEntries(inputs.map((name, i) => [name, () => zeros(saved[i]!.shape)])),
  });
}
