/** One thing that was measured. */
export interface Figure {
  /** In kebab-case, forever: figures are compared over time by it. */
  readonly name: string;
  readonly title: string;
  readonly value: number;
  readonly unit: string;
  /** What it must stay below. */
  readonly limit?: number;
  /** What it must reach. */
  readonly least?: number;
}

export interface BenchOptions {
  /** Fewer rounds: rougher figures, sooner. */
  readonly quick: boolean;
}

/** What a file in test/bench/ exports as `bench`. */
export type Bench = (options: BenchOptions) => Promise<readonly Figure[]>;

/** The middle one; of an even number, the lower of the two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** Milliseconds that something takes, measured `times` times. */
export async function time(times: number, work: () => Promise<unknown>): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let index = 0; index < times; index++) {
    const start = performance.now();
    await work();
    taken.push(performance.now() - start);
  }
  return taken;
}
