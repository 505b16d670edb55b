import { createSeededRandom } from '../protocol/seeded-random';

/** What a generator draws from: the same draws for the same seed, and nothing else in the world changes them. */
export interface Draws {
  /** In [0, 1). */
  readonly uniform: () => number;
  /** In [low, high). */
  readonly between: (low: number, high: number) => number;
  /** 0, 1 … limit − 1. */
  readonly integer: (limit: number) => number;
  /** From N(0, 1). */
  readonly normal: () => number;
  readonly pick: <T>(items: readonly T[]) => T;
  /** True this often. */
  readonly chance: (probability: number) => boolean;
  /** A shuffled copy (Fisher and Yates). */
  readonly shuffle: <T>(items: readonly T[]) => T[];
}

export function createDraws(seed: number): Draws {
  const uniform = createSeededRandom(seed).next;
  const integer = (limit: number): number => Math.floor(uniform() * limit);
  return {
    uniform,
    integer,
    between: (low, high) => low + (high - low) * uniform(),
    // Box and Muller, of whose two numbers one is thrown away: no state beside the stream's own.
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    pick: (items) => items[integer(items.length)]!,
    chance: (probability) => uniform() < probability,
    shuffle: (items) => {
      const shuffled = [...items];
      for (let last = shuffled.length - 1; last > 0; last--) {
        const other = integer(last + 1);
        [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
      }
      return shuffled;
    },
  };
}

/** `count` labels 0 … classes − 1 in random order, each as often as any other, give or take one. */
export function balancedLabels(draws: Draws, count: number, classes: number): number[] {
  return draws.shuffle(Array.from({ length: count }, (_, i) => i % classes));
}
