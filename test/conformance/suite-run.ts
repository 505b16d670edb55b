/** What one spec of TensorFlow.js's own suite came to. */
export interface SpecResult {
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'pending';
  /** The first failed expectation's. */
  readonly message: string;
}

/** The suite on one engine; `faults` are what went wrong outside any spec. */
export interface SuiteRun {
  readonly specs: readonly SpecResult[];
  readonly faults: readonly string[];
}

/** Specs may share a name: each is told by its name and how many of that name came before. */
export function bySpec({ specs }: SuiteRun): ReadonlyMap<string, SpecResult> {
  const seen = new Map<string, number>();
  return new Map(
    specs.map((spec) => {
      const count = seen.get(spec.name) ?? 0;
      seen.set(spec.name, count + 1);
      return [count === 0 ? spec.name : `${spec.name} #${count + 1}`, spec];
    }),
  );
}

export function countOf({ specs }: SuiteRun, status: SpecResult['status']): number {
  return specs.filter((spec) => spec.status === status).length;
}
