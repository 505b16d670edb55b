import type { Localized } from '../protocol/localized';
import { decodeElements, type Decoded } from './decode-elements';
import { sizeOf, type Slice } from './shape';
import { readExactly, type NamedSource } from './source';
import { numbersPerElement, storedBytes, type Elements, type StoredDtype } from './stored-dtype';

/** No more bytes are asked of a source at once. */
export const READ_WINDOW = 4 * 1024 * 1024;
/** Bytes between two runs that are sooner read along than skipped with a read of its own. */
export const MAX_GAP = 16 * 1024;

/** Where the elements of a tensor lie. */
export interface Layout {
  readonly dtype: StoredDtype;
  /** Of the first element. */
  readonly offset: number;
  /** Bytes from one element to the next along each axis. */
  readonly strides: readonly number[];
  readonly littleEndian: boolean;
}

/**
 * The elements of a slice, row-major, whatever their order in the file. Only what the slice touches is read, in file
 * order, in pieces of at most `READ_WINDOW` bytes; small gaps are read along. `slice` must lie within the tensor.
 */
export async function readBlock(source: NamedSource, layout: Layout, slice: Slice, what: Localized): Promise<Decoded> {
  const { dtype, strides, littleEndian } = layout;
  // The slowest axis first, as the file has them: those of a Fortran-ordered array come out reversed.
  const axes = [...strides.keys()].sort((a, b) => strides[b]! - strides[a]! || a - b);
  const inFile: Walk = {
    offset: layout.offset + strides.reduce((sum, stride, axis) => sum + stride * slice.start[axis]!, 0),
    strides: axes.map((axis) => strides[axis]!),
    shape: axes.map((axis) => slice.shape[axis]!),
  };
  const bytes = await readRuns(source, inFile, storedBytes(dtype), what);
  const { data, rounded } = decodeElements(bytes, dtype, littleEndian);
  return { data: toRowMajor(data, slice.shape, axes, numbersPerElement(dtype)), rounded };
}

interface Walk {
  readonly offset: number;
  readonly strides: readonly number[];
  readonly shape: readonly number[];
}

/** The elements' bytes, one after another in the order of the walk, whose strides never grow from axis to axis. */
async function readRuns(
  source: NamedSource,
  { offset, strides, shape }: Walk,
  element: number,
  what: Localized,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(sizeOf(shape) * element);
  if (bytes.length === 0) return bytes;

  // The innermost axes that follow on each other without a gap are one run.
  let run = element;
  let outer = shape.length;
  while (outer > 0 && (strides[outer - 1] === run || shape[outer - 1] === 1)) run *= shape[--outer]!;
  const gap = outer === 0 ? Infinity : strides[outer - 1]! - run;

  const index = new Array<number>(outer).fill(0);
  let from = offset;
  let window = { start: 0, bytes: new Uint8Array(0) as Uint8Array };
  for (let filled = 0; filled < bytes.length;) {
    const left = gap <= MAX_GAP ? shape[outer - 1]! - 1 - index[outer - 1]! : 0;
    const reach = from + run + left * (run + gap);
    for (let copied = 0; copied < run;) {
      const at = from + copied;
      if (at < window.start || at >= window.start + window.bytes.length) {
        window = {
          start: at,
          bytes: await readExactly(source, at, Math.min(READ_WINDOW, (left === 0 ? from + run : reach) - at), what),
        };
      }
      const piece = window.bytes.subarray(at - window.start, at - window.start + run - copied);
      bytes.set(piece, filled);
      filled += piece.length;
      copied += piece.length;
    }
    for (let axis = outer - 1; axis >= 0; axis--) {
      from += strides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      from -= strides[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
  return bytes;
}

/** Elements that lie in the order of `axes`, put in the order of the shape; `width` numbers make an element. */
function toRowMajor<T extends Elements>(data: T, shape: readonly number[], axes: readonly number[], width: number): T {
  if (axes.every((axis, position) => axis === position) || data.length === 0) return data;
  const rowMajor = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)) * width);
  const strides = axes.map((axis) => rowMajor[axis]!);
  const extents = axes.map((axis) => shape[axis]!);
  const index = new Array<number>(axes.length).fill(0);
  const out = data.slice() as T;
  let to = 0;
  for (let from = 0; from < data.length; from += width) {
    for (let part = 0; part < width; part++) out[to + part] = data[from + part]!;
    for (let axis = axes.length - 1; axis >= 0; axis--) {
      to += strides[axis]!;
      if (++index[axis]! < extents[axis]!) break;
      to -= strides[axis]! * extents[axis]!;
      index[axis] = 0;
    }
  }
  return out;
}
