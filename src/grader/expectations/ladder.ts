import type { DType } from '../../protocol/tensor';
import type { WireValue } from '../../protocol/value';
import { indexOf, itemsOf, kindOf, numericDifference, toNumeric, type Kind, type Numeric } from './numeric';

/** The largest relative difference that is no difference, for tests and for recognising mistakes alike. */
export const TOLERANCE = 1e-4;

/** Where inside a value: keys of objects and indices of arrays. */
export type Path = readonly (string | number)[];

/** The first rung that broke, and what was found there. */
export type Break = { readonly path: Path } & (
  | { readonly rung: 'exists'; readonly key: string }
  | { readonly rung: 'kind'; readonly expected: Kind; readonly actual: Kind; readonly sendable?: string }
  | { readonly rung: 'rank' | 'shape'; readonly expected: readonly number[]; readonly actual: readonly number[] }
  | { readonly rung: 'dtype'; readonly expected: DType; readonly actual: DType }
  | {
      readonly rung: 'finite';
      readonly index: readonly number[];
      readonly actual: number;
      readonly count: number;
      readonly size: number;
    }
  | {
      readonly rung: 'value';
      readonly index: readonly number[];
      readonly expected: WireValue;
      readonly actual: WireValue;
      readonly count: number;
      readonly size: number;
      /** Both grids, when the difference is one of numbers. */
      readonly grids?: { readonly expected: Numeric; readonly actual: Numeric };
    }
);

export interface LadderOptions {
  readonly tolerance: number;
  /** Structure must agree too: keys that were not expected break it. */
  readonly exact: boolean;
}

/** Climbs the ladder and gives the first rung that breaks, or undefined when the values agree. */
export function climb(
  expected: WireValue,
  actual: WireValue,
  options: LadderOptions,
  path: Path = [],
): Break | undefined {
  const [wantedKind, gotKind] = [kindOf(expected), kindOf(actual)];
  if (wantedKind !== gotKind) {
    const sendable = typeof actual === 'object' && actual?.t === 'unsendable' ? { sendable: actual.what } : {};
    return { rung: 'kind', path, expected: wantedKind, actual: gotKind, ...sendable };
  }
  const [wanted, got] = [toNumeric(expected), toNumeric(actual)];
  if (wanted !== undefined && got !== undefined) return climbNumbers(wanted, got, options, path);
  if (wantedKind === 'array') return climbItems(expected, actual, options, path);
  if (wantedKind === 'object') return climbEntries(expected, actual, options, path);
  // Functions, classes and instances live elsewhere: that they are of the kind is all that can be said.
  if (typeof expected === 'object' && expected !== null && expected.t !== 'bigint') return undefined;
  return samePlain(expected, actual)
    ? undefined
    : { rung: 'value', path, index: [], expected, actual, count: 1, size: 1 };
}

function samePlain(expected: WireValue, actual: WireValue): boolean {
  if (
    typeof expected === 'object' &&
    typeof actual === 'object' &&
    expected?.t === 'bigint' &&
    actual?.t === 'bigint'
  ) {
    return expected.digits === actual.digits;
  }
  return expected === actual;
}

function climbNumbers(expected: Numeric, actual: Numeric, { tolerance }: LadderOptions, path: Path): Break | undefined {
  const shapes = { path, expected: expected.shape, actual: actual.shape };
  if (expected.shape.length !== actual.shape.length) return { rung: 'rank', ...shapes };
  if (expected.shape.some((length, axis) => length !== actual.shape[axis])) return { rung: 'shape', ...shapes };
  if (expected.dtype !== undefined && actual.dtype !== undefined && expected.dtype !== actual.dtype) {
    return { rung: 'dtype', path, expected: expected.dtype, actual: actual.dtype };
  }
  const size = expected.data.length;
  const strays = strayNonFinites(expected.data, actual.data);
  if (strays !== undefined) {
    return {
      rung: 'finite',
      path,
      index: indexOf(strays.first, actual.shape),
      actual: actual.data[strays.first]!,
      count: strays.count,
      size,
    };
  }
  const { relative, worst, count } = numericDifference(expected.data, actual.data, tolerance);
  if (relative <= tolerance) return undefined;
  return {
    rung: 'value',
    path,
    index: indexOf(worst, expected.shape),
    expected: expected.data[worst]!,
    actual: actual.data[worst]!,
    count,
    size,
    grids: { expected, actual },
  };
}

/** Elements that are not finite where the expected ones are. */
function strayNonFinites(
  expected: ArrayLike<number>,
  actual: ArrayLike<number>,
): { first: number; count: number } | undefined {
  let [first, count] = [-1, 0];
  for (let i = 0; i < actual.length; i++) {
    if (Number.isFinite(actual[i]) || !Number.isFinite(expected[i])) continue;
    if (first < 0) first = i;
    count++;
  }
  return first < 0 ? undefined : { first, count };
}

/** Arrays of which at least one is not a regular grid of numbers. */
function climbItems(expected: WireValue, actual: WireValue, options: LadderOptions, path: Path): Break | undefined {
  const [wanted, got] = [itemsOf(expected), itemsOf(actual)];
  if (wanted.length !== got.length) return { rung: 'shape', path, expected: [wanted.length], actual: [got.length] };
  for (let i = 0; i < wanted.length; i++) {
    const broken = climb(wanted[i]!, got[i]!, options, [...path, i]);
    if (broken !== undefined) return broken;
  }
  return undefined;
}

function climbEntries(expected: WireValue, actual: WireValue, options: LadderOptions, path: Path): Break | undefined {
  const [wanted, got] = [entriesOf(expected), entriesOf(actual)];
  for (const [key, value] of wanted) {
    if (!got.has(key)) return { rung: 'exists', path, key };
    const broken = climb(value, got.get(key)!, options, [...path, key]);
    if (broken !== undefined) return broken;
  }
  if (!options.exact) return undefined;
  for (const [key, value] of got) {
    if (!wanted.has(key)) return { rung: 'kind', path: [...path, key], expected: 'undefined', actual: kindOf(value) };
  }
  return undefined;
}

function entriesOf(value: WireValue): ReadonlyMap<string, WireValue> {
  return new Map(typeof value === 'object' && value?.t === 'object' ? value.entries : []);
}

/** Whether every number inside is finite. Strings and booleans are as good as finite. */
export function isFiniteValue(value: WireValue): boolean {
  const numeric = toNumeric(value);
  if (numeric !== undefined) {
    for (let i = 0; i < numeric.data.length; i++) if (!Number.isFinite(numeric.data[i])) return false;
    return true;
  }
  if (typeof value !== 'object' || value === null) return true;
  if (value.t === 'array') return value.items.every(isFiniteValue);
  if (value.t === 'object') return value.entries.every(([, item]) => isFiniteValue(item));
  return true;
}
