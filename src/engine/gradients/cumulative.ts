import {
  broadcastTo,
  cumprod,
  cumsum,
  expandDims,
  linalg,
  mul,
  onesLike,
  ones,
  reverse,
  sum,
  transpose,
  util,
  where,
  type GradConfig,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { prodGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Prod_grad';
import { defineGradient } from './define-gradient';

interface Attributes {
  readonly axis: number;
  /** Whether an element is left out of its own sum or product. */
  readonly exclusive: boolean;
  /** Whether it goes from the end to the beginning. */
  readonly reverse: boolean;
}

/** yᵢ = Σ xₖ for k ≤ i, so dxₖ = Σ dyᵢ for i ≥ k. Upstream transposes it where the axis is not the last. */
const cumsumGradient = defineGradient<Attributes>({
  kernel: 'Cumsum',
  gradients: (dy, _, attributes) => ({
    x: () => cumsum(dy, util.parseAxisParam(attributes.axis, dy.shape)[0]!, attributes.exclusive, !attributes.reverse),
  }),
});

/** Upstream has no gradient. */
const cumprodGradient = defineGradient<Attributes>({
  kernel: 'Cumprod',
  saves: ['x'],
  gradients: (dy, [x], attributes) => ({
    x: () => {
      const axis = util.parseAxisParam(attributes.axis, dy.shape)[0]!;
      const last = dy.rank - 1;
      // Swaps the axis with the last one, and undoes it.
      const swap = dy.shape.map((_, at) => (at === axis ? last : at === last ? axis : at));
      const turn = (tensor: Tensor): Tensor => (attributes.reverse ? reverse(tensor, last) : tensor);
      const dx = alongLast(turn(transpose(dy, swap)), turn(transpose(x!, swap)), attributes.exclusive);
      return transpose(turn(dx), swap);
    },
  }),
});

/**
 * yᵢ = Π xⱼ for j ≤ i (j < i, when exclusive), so dxₖ = Σᵢ dyᵢ Πⱼ xⱼ over the j ≠ k that yᵢ has, for the i whose product has
 * xₖ. It divides by nothing, so factors may be zero; it takes n² numbers for n factors. dy and x: […, n].
 */
function alongLast(dy: Tensor, x: Tensor, exclusive: boolean): Tensor {
  const n = x.shape.at(-1)!;
  const square = [...x.shape, n];
  const band = (lower: number, upper: number): Tensor => broadcastTo(linalg.bandPart(ones([n, n]), lower, upper), square).cast('bool');
  const rows = broadcastTo(expandDims(x, -2), square);
  // Row k: the factors with xₖ left out, and their running products.
  const products = cumprod(where(band(0, 0), onesLike(rows), rows), square.length - 1, exclusive);
  const terms = mul(products, broadcastTo(expandDims(dy, -2), square));
  const reached = exclusive ? band(0, -1).logicalAnd(band(0, 0).logicalNot()) : band(0, -1);
  return sum(where(reached, terms, terms.zerosLike()), -1);
}

/** Upstream's, which an axis counted from the end breaks. */
const prodGradient = defineGradient<{ readonly axis: number | number[] }>({
  kernel: 'Prod',
  saves: ['x'],
  gradients: (dy, saved, attributes) =>
    prodGradConfig.gradFunc(dy, saved, { ...attributes, axis: util.parseAxisParam(attributes.axis, saved[0]!.shape) }),
});

export const cumulativeGradients: readonly GradConfig[] = [cumprodGradient, cumsumGradient, prodGradient];
