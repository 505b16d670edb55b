import { broadcastTo, einsum, mul, reshape, sum, transpose, type Tensor } from '@tensorflow/tfjs-core';
import { defineGradient } from './define-gradient';

/**
 * For y = einsum('A,B->Y', a, b): da = einsum('B,Y->A', b, dy), and the other way round. An index of A that is in neither B
 * nor Y was summed out by itself, so its gradient is the same all along it.
 * The forward takes one or two operands, an arrow, and no index twice in one term. Upstream has no gradient.
 */
export const einsumGradient = defineGradient<{ readonly equation: string }>({
  kernel: 'Einsum',
  saves: 'all',
  gradients: (dy, operands, { equation }) => {
    const [left, right] = equation.replaceAll(/\s/g, '').split('->') as [string, string];
    const terms = left.split(',');
    const gradientOf = (k: number): Tensor => {
      const other = terms.findIndex((_, at) => at !== k);
      if (other < 0) return arrange(dy, right, terms[k]!, operands[k]!.shape);
      const known = terms[k]!.split('').filter((index) => (terms[other]! + right).includes(index)).join('');
      return arrange(contract(operands[other]!, terms[other]!, dy, right, known), known, terms[k]!, operands[k]!.shape);
    };
    return Object.fromEntries(terms.map((_, k) => [k, () => gradientOf(k)]));
  },
});

/** einsum('A,B->Y') where every index of B is in A or in Y; also where a term has none at all. */
function contract(a: Tensor, termOfA: string, b: Tensor, termOfB: string, term: string): Tensor {
  const [one, indices] = withoutOwn(a, termOfA, termOfB + term);
  if (termOfB === '') return mul(arrange(one, indices, term, []), b);
  if (indices === '') return mul(arrange(b, termOfB, term, []), one);
  return einsum(`${indices},${termOfB}->${term}`, one, b);
}

/** Sums over what is in a term alone. Cpu's kernel gets that wrong where both terms have something of the kind. */
function withoutOwn(tensor: Tensor, term: string, others: string): [Tensor, string] {
  const kept = term.split('').filter((index) => others.includes(index)).join('');
  const summed = term.split('').flatMap((index, axis) => (others.includes(index) ? [] : [axis]));
  return [summed.length === 0 ? tensor : sum(tensor, summed), kept];
}

/** Puts axes named by `from` in the order of `to`, and repeats along those that only `to` has. */
function arrange(tensor: Tensor, from: string, to: string, shape: readonly number[]): Tensor {
  const order = to.split('').filter((index) => from.includes(index));
  const ordered = transpose(tensor, order.map((index) => from.indexOf(index)));
  if (order.length === to.length) return ordered;
  const kept = to.split('').map((index, axis) => (from.includes(index) ? shape[axis]! : 1));
  return broadcastTo(reshape(ordered, kept), [...shape]);
}
