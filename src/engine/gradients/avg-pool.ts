import { backend_util, engine, mul, pad, slice, tensor, zeros, type GradConfig, type NamedAttrMap, type Tensor } from '@tensorflow/tfjs-core';
import { avgPoolGrad } from '@tensorflow/tfjs-core/dist/ops/avg_pool_grad';
import { avgPool3dGrad } from '@tensorflow/tfjs-core/dist/ops/avg_pool_3d_grad';
import { defineGradient } from './define-gradient';
import { hasOurKernels } from './has-our-kernels';

interface Attributes {
  readonly filterSize: number | readonly number[];
  readonly strides: number | readonly number[];
  readonly pad: 'valid' | 'same' | number | readonly (readonly number[])[];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Along one axis: how long it is, how long the output is, and how windows lie on it. */
interface Axis {
  readonly length: number;
  readonly outLength: number;
  readonly window: number;
  readonly stride: number;
  readonly before: number;
}

/**
 * The mean over a window is over the elements of x in it: padding does not count. So each window sends dy / count to each
 * of them. Upstream's kernel divides by the size of the whole window, which is wrong wherever there is padding; it is right
 * without, so it is given dy (size / count) and an image that has its padding already. Our own kernel for wasm is right.
 */
export const avgPoolGradients: readonly GradConfig[] = [
  defineGradient<Attributes>({
    kernel: 'AvgPool',
    saves: ['x'],
    gradients: (dy, [x], { filterSize, strides, pad: padding, dimRoundingMode }) => ({
      x: () => {
        if (hasOurKernels()) return byKernel('AvgPoolGrad', dy, x!, { filterSize, strides, pad: padding, dimRoundingMode });
        const info = backend_util.computePool2DInfo(
          x!.shape as [number, number, number, number], filterSize as number, strides as number, 1, padding as 'same', dimRoundingMode,
        );
        const axes: Axis[] = [
          { length: info.inHeight, outLength: info.outHeight, window: info.filterHeight, stride: info.strideHeight, before: info.padInfo.top },
          { length: info.inWidth, outLength: info.outWidth, window: info.filterWidth, stride: info.strideWidth, before: info.padInfo.left },
        ];
        return unpooled(dy, x!, axes, (weighed, image) =>
          avgPoolGrad(weighed as never, image as never, filterSize as number, strides as number, 'valid'));
      },
    }),
  }),
  defineGradient<Attributes>({
    kernel: 'AvgPool3D',
    saves: ['x'],
    gradients: (dy, [x], { filterSize, strides, pad: padding, dimRoundingMode }) => ({
      x: () => {
        if (hasOurKernels()) return byKernel('AvgPool3DGrad', dy, x!, { filterSize, strides, pad: padding, dimRoundingMode });
        const info = backend_util.computePool3DInfo(
          x!.shape as [number, number, number, number, number], filterSize as number, strides as number, 1, padding as 'same', dimRoundingMode,
        );
        const axes: Axis[] = [
          { length: info.inDepth, outLength: info.outDepth, window: info.filterDepth, stride: info.strideDepth, before: info.padInfo.front },
          { length: info.inHeight, outLength: info.outHeight, window: info.filterHeight, stride: info.strideHeight, before: info.padInfo.top },
          { length: info.inWidth, outLength: info.outWidth, window: info.filterWidth, stride: info.strideWidth, before: info.padInfo.left },
        ];
        return unpooled(dy, x!, axes, (weighed, image) =>
          avgPool3dGrad(weighed as never, image as never, filterSize as never, strides as never, 'valid'));
      },
    }),
  }),
];

function byKernel(name: string, dy: Tensor, input: Tensor, attributes: object): Tensor {
  return engine().runKernel(name, { dy, input }, attributes as NamedAttrMap);
}

function unpooled(dy: Tensor, x: Tensor, axes: readonly Axis[], withoutPadding: (dy: Tensor, image: Tensor) => Tensor): Tensor {
  // What the windows reach, from the first to the last.
  const reach = axes.map(({ outLength, window, stride }) => (outLength - 1) * stride + window);
  if (axes.every(({ length, before }, axis) => before === 0 && reach[axis] === length)) return withoutPadding(dy, x);
  const weighed = axes.reduce((rest, one, axis) => mul(rest, shareOfPadding(one, axis + 1, dy.rank)), dy);
  const padded = withoutPadding(weighed, zeros([x.shape[0]!, ...reach, x.shape.at(-1)!]));
  // Elements behind the last window have no part in anything.
  const missing = axes.map(({ length, before }, axis) => Math.max(0, before + length - reach[axis]!));
  const whole = pad(padded, [[0, 0], ...missing.map((count): [number, number] => [0, count]), [0, 0]]);
  return slice(whole, [0, ...axes.map(({ before }) => before), 0], x.shape);
}

/** window / count for each output along an axis, where count is how much of x the window covers; it broadcasts over dy. */
function shareOfPadding({ length, outLength, window, stride, before }: Axis, axis: number, rank: number): Tensor {
  const shares = Array.from({ length: outLength }, (_, i) => {
    const start = i * stride - before;
    return window / (Math.min(start + window, length) - Math.max(start, 0));
  });
  return tensor(shares, Array.from({ length: rank }, (_, at) => (at === axis ? outLength : 1)));
}
