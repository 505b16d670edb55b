import type * as tensorflow from '../../tfjs';

type Tf = typeof tensorflow;
type Tensor = tensorflow.Tensor;

/** One computation whose gradients are checked with respect to every float32 input. */
export interface GradientCase {
  /** The kernel whose gradient is asked for: it must be on the path from an input to the output. */
  readonly kernel: string;
  readonly name: string;
  readonly inputs: readonly CaseInput[];
  readonly compute: (tf: Tf, ...inputs: Tensor[]) => Tensor;
  /** Set where the cpu backend's own kernel is wrong: the words say how. It is checked on wasm alone. */
  readonly wrongOnCpu?: string;
  /**
   * The same in PyTorch, an expression of Python over `x`, the list of inputs, with `torch` and `F`
   * (`torch.nn.functional`) at hand. Layouts are PyTorch's: an expression permutes what it must.
   */
  readonly torch?: string;
}

/**
 * Values are drawn as odd multiples of 1/8 between `from` and `to` (default -2 and 2), all different from each other
 * where there is room; `values` gives them outright. What is not float32 takes part and is not differentiated.
 */
export interface CaseInput {
  readonly shape: readonly number[];
  readonly from?: number;
  readonly to?: number;
  readonly dtype?: 'float32' | 'int32' | 'bool';
  readonly values?: readonly number[];
}

/** A float32 input of this shape. */
export function input(shape: readonly number[], from = -2, to = 2): CaseInput {
  return { shape, from, to };
}

/** An int32 input with these values. */
export function ints(shape: readonly number[], values: readonly number[]): CaseInput {
  return { shape, values, dtype: 'int32' };
}

/** The values of an input. A shuffled ladder of odd multiples: no two are equal, and none is a kink such as 0 or 1. */
export function drawValues({ shape, from = -2, to = 2, values }: CaseInput, random: () => number): number[] {
  if (values !== undefined) return [...values];
  const size = shape.reduce((product, extent) => product * extent, 1);
  const first = Math.ceil((from * 8 - 1) / 2);
  const room = Math.floor((to * 8 - 1) / 2) - first + 1;
  // More elements than odd multiples of 1/8: the ladder gets finer rungs, still off the kinks.
  const finer = Math.max(1, 2 ** Math.ceil(Math.log2(size / room)));
  const ladder = Array.from({ length: room * finer }, (_, rung) => (2 * (first * finer + rung) + 1) / (8 * finer));
  for (let i = ladder.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [ladder[i], ladder[j]] = [ladder[j]!, ladder[i]!];
  }
  return ladder.slice(0, size);
}
