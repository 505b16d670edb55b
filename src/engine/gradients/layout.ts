import {
  eye,
  image,
  mul,
  oneHot,
  range,
  reshape,
  scatterND,
  stridedSlice,
  sum,
  transpose,
  type GradConfig,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import type { StridedSliceAttributes } from '../kernels/strided-slice';
import { defineGradient } from './define-gradient';

/** The same slice of the elements' numbers says where each element of dy belongs. */
const stridedSliceGradient = defineGradient<StridedSliceAttributes>({
  kernel: 'StridedSlice',
  saves: ['x'],
  gradients: (dy, [x], { begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask }) => ({
    x: () => {
      // Numbered in float32, which is exact to 2²⁴ elements.
      const places = reshape(range(0, x!.size), x!.shape);
      const taken = stridedSlice(places, begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask);
      const dx = scatterND(reshape(taken.toInt(), [dy.size, 1]), reshape(dy, [dy.size]), [x!.size]);
      return reshape(dx, x!.shape);
    },
  }),
});

/** Takes the blocks apart again. [batch, height s, width s, channels] to [batch, height, width, s² channels]. */
const depthToSpaceGradient = defineGradient<{ readonly blockSize: number; readonly dataFormat: 'NHWC' | 'NCHW' }>({
  kernel: 'DepthToSpace',
  gradients: (dy, _, { blockSize, dataFormat }) => ({
    x: () => {
      const last = dataFormat === 'NHWC' ? dy : transpose(dy, [0, 2, 3, 1]);
      const [batch, height, width, channels] = last.shape as [number, number, number, number];
      const [rows, columns] = [height / blockSize, width / blockSize];
      const blocks = reshape(last, [batch * rows, blockSize, columns, blockSize * channels]);
      const dx = reshape(transpose(blocks, [0, 2, 1, 3]), [batch, rows, columns, blockSize * blockSize * channels]);
      return dataFormat === 'NHWC' ? dx : transpose(dx, [0, 3, 1, 2]);
    },
  }),
});

/** dx = Σ over the copies of dy, axis by axis. Upstream adds slice by slice, and stops at rank 4. */
const tileGradient = defineGradient<{ readonly reps: readonly number[] }>({
  kernel: 'Tile',
  saves: ['x'],
  gradients: (dy, [x], { reps }) => ({ x: () => reps.reduce((rest, count, axis) => sumCopies(rest, axis, count), dy).reshape(x!.shape) }),
});

function sumCopies(dy: Tensor, axis: number, count: number): Tensor {
  if (count === 1) return dy;
  const shape = dy.shape.map((extent, at) => (at === axis ? extent / count : extent));
  const outer = shape.slice(0, axis).reduce((product, extent) => product * extent, 1);
  return reshape(sum(reshape(dy, [outer, count, -1]), 1), shape);
}

/** values = x at indices, along the last axis. dys of the indices are of no account. */
const topKGradient = defineGradient<{ readonly k: number }>({
  kernel: 'TopK',
  saves: ['x'],
  savesOutputs: [false, true],
  gradients: (dy, [x, indices]) => ({
    x: () => {
      const chosen = oneHot(indices!.toInt(), x!.shape.at(-1)!).cast('float32');
      return sum(mul(chosen, reshape(dy, [...dy.shape, 1])), -2);
    },
  }),
});

/** y[i, i] = x[i], with i over all of x's elements: dx is dy's diagonal. */
const diagGradient = defineGradient({
  kernel: 'Diag',
  saves: ['x'],
  gradients: (dy, [x]) => ({
    x: () => reshape(sum(mul(reshape(dy, [x!.size, x!.size]), eye(x!.size)), 1), x!.shape),
  }),
});

/** What was flipped is flipped back. */
const flipLeftRightGradient = defineGradient({
  kernel: 'FlipLeftRight',
  gradients: (dy) => ({ image: () => image.flipLeftRight(dy as Tensor4D) }),
});

export const layoutGradients: readonly GradConfig[] = [
  depthToSpaceGradient,
  diagGradient,
  flipLeftRightGradient,
  stridedSliceGradient,
  tileGradient,
  topKGradient,
];
