import type { WireValue } from '../protocol/value';

/** A typed array as a wire value of its own elements; undefined for anything else. */
export function copyTyped(value: unknown): WireValue | undefined {
  if (
    value instanceof Float32Array ||
    value instanceof Float64Array ||
    value instanceof Int32Array ||
    value instanceof Uint8Array
  ) {
    return { t: 'typed', data: value.slice() };
  }
  return undefined;
}

/**
 * A wire value whose typed arrays are copies: decoding hands those out as they are, and whoever gets them may write
 * into them. Everything else is made anew by decoding.
 */
export function copyValue(value: WireValue): WireValue {
  if (typeof value !== 'object' || value === null) return value;
  switch (value.t) {
    case 'typed':
      return { t: 'typed', data: value.data.slice() };
    case 'array':
      return { t: 'array', items: value.items.map(copyValue) };
    case 'object':
      return { t: 'object', entries: value.entries.map(([key, item]) => [key, copyValue(item)]) };
    default:
      return value;
  }
}
