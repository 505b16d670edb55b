import { sizeOf, type DType } from '../../protocol/tensor';
import type { WireValue } from '../../protocol/value';

/** Numbers in a regular grid, whatever they travelled as. */
export interface Numeric {
  readonly shape: readonly number[];
  /** Only tensors have one. */
  readonly dtype: DType | undefined;
  readonly data: ArrayLike<number>;
}

/** What a value is, in the words that messages use. Arrays and typed arrays are one kind. */
export type Kind =
  | 'null'
  | 'undefined'
  | 'boolean'
  | 'number'
  | 'string'
  | 'bigint'
  | 'array'
  | 'tensor'
  | 'object'
  | 'function'
  | 'class'
  | 'instance'
  | 'model'
  | 'unsendable';

export function kindOf(value: WireValue): Kind {
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value as 'boolean' | 'number' | 'string';
  switch (value.t) {
    case 'numbers':
    case 'typed':
      return 'array';
    case 'handle':
      return value.kind;
    case 'callback':
      return 'function';
    default:
      return value.t;
  }
}

/** The value as numbers in a grid; undefined when it is anything else. */
export function toNumeric(value: WireValue): Numeric | undefined {
  if (typeof value === 'number') return { shape: [], dtype: undefined, data: [value] };
  if (typeof value !== 'object' || value === null) return undefined;
  switch (value.t) {
    case 'numbers':
      return { shape: value.shape, dtype: undefined, data: value.data };
    case 'typed':
      return { shape: [value.data.length], dtype: undefined, data: value.data };
    case 'tensor':
      return value.tensor;
    default:
      return undefined;
  }
}

/** The items along the first axis of an array of any sort. */
export function itemsOf(value: WireValue): readonly WireValue[] {
  if (typeof value !== 'object' || value === null) return [];
  switch (value.t) {
    case 'array':
      return value.items;
    case 'typed':
      return Array.from(value.data);
    case 'numbers': {
      const [length = 0, ...inner] = value.shape;
      if (inner.length === 0) return Array.from(value.data);
      const stride = sizeOf(inner);
      return Array.from({ length }, (_, i) => ({
        t: 'numbers',
        shape: inner,
        data: value.data.subarray(i * stride, (i + 1) * stride),
      }));
    }
    default:
      return [];
  }
}

/** The indices of an element, from its place in row-major order. */
export function indexOf(flat: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  for (let axis = shape.length - 1, rest = flat; axis >= 0; axis--) {
    const length = shape[axis]!;
    index.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return index;
}

/** Below this, the largest expected element no longer sets the scale: float32 noise around an exact 0 is no difference. */
const SMALLEST_SCALE = 1e-3;

export interface NumericDifference {
  /** max |actual − expected| / max |expected|, or Infinity where one is not finite and the other is, or differs in sign. */
  readonly relative: number;
  /** Flat place of the worst element. */
  readonly worst: number;
  /** How many elements differ by more than the tolerance. */
  readonly count: number;
}

/**
 * Compares two grids of the same shape norm-wise: the largest difference, relative to the largest expected element.
 * NaN equals NaN and an infinity the same infinity, position by position.
 */
export function numericDifference(
  expected: ArrayLike<number>,
  actual: ArrayLike<number>,
  tolerance: number,
): NumericDifference {
  let scale = SMALLEST_SCALE;
  for (let i = 0; i < expected.length; i++) {
    const size = Math.abs(expected[i]!);
    if (Number.isFinite(size) && size > scale) scale = size;
  }
  let [relative, worst, count] = [0, 0, 0];
  for (let i = 0; i < expected.length; i++) {
    const [wanted, got] = [expected[i]!, actual[i]!];
    if (wanted === got || (Number.isNaN(wanted) && Number.isNaN(got))) continue;
    const difference = Number.isFinite(wanted) && Number.isFinite(got) ? Math.abs(got - wanted) / scale : Infinity;
    if (difference > tolerance) count++;
    if (difference > relative) [relative, worst] = [difference, i];
  }
  return { relative, worst, count };
}
