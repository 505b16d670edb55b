import { verbatim, type Localized } from '../protocol/localized';
import { shown, unreadable } from './unreadable';

/** No tensor of more axes is read: NumPy's own limit. */
export const MAX_FILE_RANK = 64;

/** The block of a tensor from `start`, of `shape`. */
export interface Slice {
  readonly start: readonly number[];
  readonly shape: readonly number[];
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, axis) => size * axis, 1);
}

/** `[2, 3]`, as messages have it. */
export function shapeText(shape: readonly number[]): string {
  return shown([...shape]).en;
}

/**
 * A shape out of a header, once it is one: whole, non-negative axes, as many elements as a number can count.
 * An axis of 0 excuses none of the others. Throws what is wrong with it.
 */
export function checkShape(file: string, at: Localized, shape: unknown): readonly number[] {
  const isAxis = (axis: unknown): boolean => Number.isSafeInteger(axis) && (axis as number) >= 0;
  if (!Array.isArray(shape) || !shape.every(isAxis)) {
    throw unreadable(file, {
      at,
      expected: {
        en: 'a shape: a list of whole numbers, none negative',
        es: 'una forma: una lista de números enteros no negativos',
      },
      received: shown(shape),
    });
  }
  const axes = shape as readonly number[];
  if (axes.length > MAX_FILE_RANK) {
    throw unreadable(file, {
      at,
      expected: { en: `at most ${MAX_FILE_RANK} axes`, es: `${MAX_FILE_RANK} ejes como máximo` },
      received: verbatim(String(axes.length)),
    });
  }
  // An element takes 16 bytes at most: byte counts stay whole numbers, too.
  if (sizeOf(axes.map((axis) => Math.max(axis, 1))) > Number.MAX_SAFE_INTEGER / 16) {
    throw unreadable(file, {
      at,
      expected: { en: 'a shape whose elements can be counted', es: 'una forma cuyos elementos se puedan contar' },
      received: shown([...axes]),
    });
  }
  return axes;
}

/** Bytes from one element to the next along each axis, of elements without gaps. */
export function denseStrides(shape: readonly number[], bytes: number, fortran = false): readonly number[] {
  const strides = Array.from(shape, () => bytes);
  const order = fortran ? [...shape.keys()] : [...shape.keys()].reverse();
  let stride = bytes;
  for (const axis of order) {
    strides[axis] = stride;
    stride *= shape[axis]!;
  }
  return strides;
}
