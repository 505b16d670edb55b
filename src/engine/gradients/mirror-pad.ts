import { add, pad, reverse, slice, type Tensor } from '@tensorflow/tfjs-core';
import { defineGradient } from './define-gradient';

interface Attributes {
  /** Before and after, for each axis. */
  readonly paddings: readonly (readonly [number, number])[];
  /** `symmetric` repeats the border itself, `reflect` starts beside it. */
  readonly mode: 'reflect' | 'symmetric';
}

/**
 * dx = the middle of dy, plus what each border mirrors, folded back axis by axis. Upstream keeps the middle alone.
 */
export const mirrorPadGradient = defineGradient<Attributes>({
  kernel: 'MirrorPad',
  gradients: (dy, _, { paddings, mode }) => ({
    x: () => paddings.reduce((folded, [before, after], axis) => fold(folded, axis, before, after, mode === 'reflect' ? 1 : 0), dy),
  }),
});

function fold(dy: Tensor, axis: number, before: number, after: number, offset: number): Tensor {
  if (before === 0 && after === 0) return dy;
  const length = dy.shape[axis]! - before - after;
  const part = (begin: number, size: number): Tensor =>
    slice(dy, dy.shape.map((_, at) => (at === axis ? begin : 0)), dy.shape.map((extent, at) => (at === axis ? size : extent)));
  /** A border, turned around and laid over the middle from `begin` on. */
  const mirrored = (border: Tensor, begin: number): Tensor => {
    const end = length - begin - border.shape[axis]!;
    return pad(reverse(border, axis), dy.shape.map((_, at) => (at === axis ? [begin, end] : [0, 0])));
  };
  let dx = part(before, length);
  if (before > 0) dx = add(dx, mirrored(part(0, before), offset));
  if (after > 0) dx = add(dx, mirrored(part(before + length, after), length - after - offset));
  return dx;
}
