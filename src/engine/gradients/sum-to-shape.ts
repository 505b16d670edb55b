import { backend_util, reshape, sum, type Tensor } from '@tensorflow/tfjs-core';

/**
 * The gradient of an operand that was broadcast: the sum over every axis along which it was repeated. Where there is none it
 * is what was given, which must not be an upstream gradient itself: the tape disposes of what it adds up.
 */
export function sumToShape(gradient: Tensor, shape: readonly number[]): Tensor {
  const axes = backend_util.getReductionAxes([...shape], gradient.shape);
  if (axes.length === 0 && gradient.rank === shape.length) return gradient;
  return reshape(axes.length === 0 ? gradient : sum(gradient, axes), [...shape]);
}
