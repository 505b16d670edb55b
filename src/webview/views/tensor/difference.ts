import type { TraceData } from '../../lib/trace-data';

/** What the view can show: one name, or what an expectation compared. */
export type Subject =
  | { readonly kind: 'single'; readonly id: string; readonly name: string }
  | { readonly kind: 'pair'; readonly id: string; readonly name: string; readonly expected: string; readonly actual: string };

/** Pairs "<name>/expected" with "<name>/actual"; the rest stand alone. Pairs come first: they are why a test failed. */
export function findSubjects(tensors: TraceData['tensors']): Subject[] {
  const names = new Set(tensors.map(({ name }) => name));
  const isPart = (name: string): boolean => {
    const base = /^(.+)\/(?:expected|actual)$/.exec(name)?.[1];
    return base !== undefined && names.has(`${base}/expected`) && names.has(`${base}/actual`);
  };
  const pairs = [...names].flatMap((name): Subject[] => {
    if (!name.endsWith('/actual') || !isPart(name)) return [];
    const base = name.slice(0, -'/actual'.length);
    return [{ kind: 'pair', id: `pair ${base}`, name: base, expected: `${base}/expected`, actual: name }];
  });
  const singles = [...names].filter((name) => !isPart(name)).map((name): Subject => ({ kind: 'single', id: `single ${name}`, name }));
  return [...pairs, ...singles];
}

export interface Difference {
  /** actual − expected, element by element; 0 where both are the same infinity or both NaN. */
  readonly values: Float64Array;
  /** Where they are furthest apart: a difference that is no number counts as the largest. Undefined where they agree everywhere. */
  readonly worst: number | undefined;
}

export function subtract(actual: ArrayLike<number>, expected: ArrayLike<number>): Difference {
  const values = Float64Array.from(actual, (value, i) => (Object.is(value, expected[i]) ? 0 : value - expected[i]!));
  const badness = (i: number): number => (Number.isNaN(values[i]) ? Infinity : Math.abs(values[i]!));
  let worst = 0;
  for (let i = 1; i < values.length; i++) if (badness(i) > badness(worst)) worst = i;
  return { values, worst: values.length > 0 && badness(worst) > 0 ? worst : undefined };
}
