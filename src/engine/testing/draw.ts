import { createSeededRandom } from '../../protocol/seeded-random';

/** Draws what a random case is made of, and remembers it, so that a failure can say what was drawn. */
export interface Draw {
  /** A whole number from min to max, both included. */
  readonly int: (min: number, max: number) => number;
  readonly pick: <T>(choices: readonly T[]) => T;
  readonly coin: () => boolean;
  /** A shape of this rank, every extent from 1 to max. */
  readonly shape: (rank: number, max?: number) => number[];
  /** An input of this shape with numbers spread evenly over [min, max): away from where a function is not smooth. */
  readonly between: (min: number, max: number, shape: readonly number[]) => { shape: readonly number[]; values: number[] };
  /** An int32 input with numbers from min to max, both included. */
  readonly ints: (
    min: number,
    max: number,
    shape: readonly number[],
  ) => { shape: readonly number[]; dtype: 'int32'; values: number[] };
  /** The choices made so far, in order. */
  readonly choices: readonly unknown[];
}

export function createDraw(seed: number): Draw {
  const random = createSeededRandom(seed);
  const choices: unknown[] = [];
  const chosen = <T>(choice: T): T => {
    choices.push(choice);
    return choice;
  };
  const int = (min: number, max: number): number => min + Math.floor(random.next() * (max - min + 1));
  const fill = (shape: readonly number[], next: () => number): number[] =>
    Array.from({ length: shape.reduce((product, extent) => product * extent, 1) }, next);
  return {
    choices,
    int: (min, max) => chosen(int(min, max)),
    pick: (from) => chosen(from[int(0, from.length - 1)]!),
    coin: () => chosen(random.next() < 0.5),
    shape: (rank, max = 4) => chosen(Array.from({ length: rank }, () => int(1, max))),
    between: (min, max, shape) => ({ shape, values: fill(shape, () => min + random.next() * (max - min)) }),
    ints: (min, max, shape) => ({ shape, dtype: 'int32', values: fill(shape, () => int(min, max)) }),
  };
}
