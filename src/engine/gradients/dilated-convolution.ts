import { engine, pad, reshape, slice, util, type GradConfig, type NamedAttrMap, type NamedTensorMap, type Tensor } from '@tensorflow/tfjs-core';
import { conv2DGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Conv2D_grad';
import { conv3DGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Conv3D_grad';
import { depthwiseConv2dNativeGradConfig } from '@tensorflow/tfjs-core/dist/gradients/DepthwiseConv2dNative_grad';
import { defineGradient } from './define-gradient';
import { hasOurKernels } from './has-our-kernels';

interface Attributes {
  /** One for all axes, or one for each. */
  readonly dilations: number | readonly number[] | null;
}

/**
 * A convolution whose filter is dilated by d is a plain one whose filter has d - 1 zeros between its elements, and both
 * have the same padding. So dx is that of the plain convolution, and of its filter's gradient every d-th element counts.
 * Upstream has gradients for the plain ones alone. Our own kernels, for wasm, know dilations and compute with no zeros.
 */
export const dilatedConvolutionGradients: readonly GradConfig[] = [
  dilatable(conv2DGradConfig, 2),
  dilatable(depthwiseConv2dNativeGradConfig, 2),
  dilatable(conv3DGradConfig, 3),
];

/** The gradient for any dilation, from one for none. x: [batch, …, channels], filter: […, in, out]. */
function dilatable({ kernelName, gradFunc: plain }: GradConfig, axes: number): GradConfig {
  return defineGradient<Attributes>({
    kernel: kernelName,
    saves: ['x', 'filter'],
    gradients: (dy, [x, filter], attributes) => {
      const dilations = perAxis(attributes.dilations, axes);
      if (dilations.every((dilation) => dilation === 1)) return plain(dy, [x!, filter!], { ...attributes } as never);
      if (axes === 2 && hasOurKernels()) return byKernels(kernelName, dy, x!, filter!, { ...attributes, dilations: [...dilations] });
      const spread = dilations.reduce((wider, dilation, axis) => insertZeros(wider, axis, dilation), filter!);
      const gradients = plain(dy, [x!, spread], { ...attributes, dilations: dilations.map(() => 1) } as never);
      return {
        x: gradients['x']!,
        filter: () => dilations.reduce((narrower, dilation, axis) => takeEvery(narrower, axis, dilation), gradients['filter']!()),
      };
    },
  });
}

/** Both gradients by the kernels of them, which go by the same attributes as the convolution. */
function byKernels(kernelName: string, dy: Tensor, x: Tensor, filter: Tensor, attributes: NamedAttrMap) {
  const run = (part: string, inputs: NamedTensorMap, shape: NamedAttrMap): Tensor =>
    engine().runKernel(`${kernelName}Backprop${part}`, inputs, { ...attributes, ...shape });
  return {
    x: () => run('Input', { dy, filter }, { inputShape: x.shape }),
    filter: () => run('Filter', { x, dy }, { filterShape: filter.shape }),
  };
}

/** A dilation for each axis; in three dimensions TensorFlow.js also passes them between two ones, for batch and channels. */
function perAxis(dilations: Attributes['dilations'], axes: number): readonly number[] {
  if (dilations == null) return Array.from({ length: axes }, () => 1);
  if (typeof dilations === 'number') return Array.from({ length: axes }, () => dilations);
  return dilations.length === axes + 2 ? dilations.slice(1, -1) : dilations;
}

/** Puts step - 1 zeros between the elements along an axis: n become (n - 1) step + 1. */
function insertZeros(tensor: Tensor, axis: number, step: number): Tensor {
  if (step === 1) return tensor;
  const [outer, length, inner] = around(tensor.shape, axis);
  const padded = pad(reshape(tensor, [outer, length, inner]), [[0, 0], [0, 0], [0, (step - 1) * inner]]);
  const spread = (length - 1) * step + 1;
  const kept = slice(reshape(padded, [outer, length * step, inner]), [0, 0, 0], [outer, spread, inner]);
  return reshape(kept, withLength(tensor.shape, axis, spread));
}

/** Undoes `insertZeros`: takes every step-th element along an axis, the first one and the last. */
function takeEvery(tensor: Tensor, axis: number, step: number): Tensor {
  if (step === 1) return tensor;
  const [outer, spread, inner] = around(tensor.shape, axis);
  const length = (spread - 1) / step + 1;
  const padded = pad(reshape(tensor, [outer, spread, inner]), [[0, 0], [0, step - 1], [0, 0]]);
  const kept = slice(reshape(padded, [outer, length, step * inner]), [0, 0, 0], [outer, length, inner]);
  return reshape(kept, withLength(tensor.shape, axis, length));
}

/** How many elements before an axis, along it, and after it. */
function around(shape: readonly number[], axis: number): [number, number, number] {
  return [util.sizeFromShape(shape.slice(0, axis)), shape[axis]!, util.sizeFromShape(shape.slice(axis + 1))];
}

function withLength(shape: readonly number[], axis: number, length: number): number[] {
  return shape.map((extent, at) => (at === axis ? length : extent));
}
