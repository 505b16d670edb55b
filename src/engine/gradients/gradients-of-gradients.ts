import { conv2d, engine, greater, mul, where, zerosLike, type GradConfig, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import { conv2DBackpropInput } from '@tensorflow/tfjs-core/dist/ops/conv2d_backprop_input';
import { defineGradient } from './define-gradient';

interface ConvolutionAttributes {
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number;
  readonly dataFormat: 'NHWC' | 'NCHW';
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/**
 * Some kernels compute a gradient, and upstream has none for them, so that what was differentiated once cannot be
 * again: the penalty on the norm of a gradient, or a Hessian times a vector.
 */
export const gradientsOfGradients: readonly GradConfig[] = [
  // dw = x ⋆ dy is linear in both: in x as a convolution's gradient by its input is in dy, in dy as a convolution is in x.
  defineGradient<ConvolutionAttributes>({
    kernel: 'Conv2DBackpropFilter',
    saves: ['x', 'dy'],
    gradients: (ddw, [x, dy], { strides, pad, dataFormat, dimRoundingMode }) => ({
      x: () => conv2DBackpropInput(x!.shape as [number, number, number, number], dy as Tensor4D, ddw as Tensor4D, strides, pad, dataFormat, dimRoundingMode),
      dy: () => conv2d(x as Tensor4D, ddw as Tensor4D, strides, pad, dataFormat, 1, dimRoundingMode),
    }),
  }),
  // dx = dy where y > 0, and dy (y + 1) elsewhere.
  defineGradient({
    kernel: 'EluGrad',
    saves: ['dy', 'y'],
    gradients: (ddx, [dy, y]) => ({
      dy: () => engine().runKernel('EluGrad', { dy: ddx, y: y! }) as Tensor,
      y: () => where(greater(y!, 0), zerosLike(ddx), mul(ddx, dy!)),
    }),
  }),
];
