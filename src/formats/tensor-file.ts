import { HumanError } from '../protocol/human-error';
import { verbatim } from '../protocol/localized';
import type { Decoded } from './decode-elements';
import { shapeText, sizeOf, type Slice } from './shape';
import { decodedBytes, storedBytes, type Elements, type StoredDtype } from './stored-dtype';
import { fileText, quoted, unreadable, UNREADABLE } from './unreadable';

/** No more is read at once, counted in the file or in memory, whichever is more. Larger tensors are read by slices. */
export const MAX_READ_BYTES = 1024 * 1024 * 1024;

export type FileFormat = 'idx' | 'cifar' | 'npy' | 'npz' | 'safetensors' | 'csv';

/** A tensor of a file, before any of it is read. */
export interface TensorEntry {
  readonly name: string;
  readonly dtype: StoredDtype;
  readonly shape: readonly number[];
  /** Where its bytes lie in the file: all of its member's where an archive holds it; absent where they lie scattered. */
  readonly bytes?: { readonly offset: number; readonly length: number };
  /** What the last axis counts, where the file says so: the columns of a table. */
  readonly columns?: readonly string[];
  /** What the numbers stand for, where they are codes of ours for a table's texts: 0 is the first; -1 is a missing one. */
  readonly categories?: readonly string[];
}

export interface TensorData {
  readonly dtype: StoredDtype;
  readonly shape: readonly number[];
  /** Row-major, in the narrowest typed array that holds them; a complex element is two numbers, real part first. */
  readonly data: Elements;
  /** How many 64-bit integers lie beyond ±2^53 and are not exact: they are read as float64. */
  readonly rounded: number;
}

/** Something in a file that is there, and cannot be read as a tensor. */
export interface RefusedEntry {
  readonly name: string;
  readonly error: HumanError;
}

export interface TensorFile {
  readonly format: FileFormat;
  readonly entries: readonly TensorEntry[];
  readonly refused: readonly RefusedEntry[];
  /** What the file says about itself, where its format lets it: texts by their names. */
  readonly metadata: ReadonlyMap<string, string>;
  /**
   * The elements of an entry, or of a slice of it: only what the slice touches is read.
   * Throws HumanError for an entry that is not there, a slice that does not fit, one of more than
   * `MAX_READ_BYTES`, and a file that turns out to be broken.
   */
  read(entry: TensorEntry | string, slice?: Slice): Promise<TensorData>;
}

/** An entry, and how its elements are had. The slice given to `load` fits in the shape. */
export interface StoredTensor {
  readonly entry: TensorEntry;
  load(slice: Slice): Promise<Decoded>;
}

interface Contents {
  readonly format: FileFormat;
  readonly tensors: readonly StoredTensor[];
  readonly refused?: readonly RefusedEntry[];
  readonly metadata?: ReadonlyMap<string, string>;
}

/** The tensor file of these contents. Throws for two entries of one name. */
export function createTensorFile(
  file: string,
  { format, tensors, refused = [], metadata = new Map() }: Contents,
): TensorFile {
  checkNames(file, [...tensors.map(({ entry }) => entry.name), ...refused.map(({ name }) => name)]);
  const byName = new Map(tensors.map((tensor) => [tensor.entry.name, tensor]));
  return {
    format,
    entries: tensors.map(({ entry }) => entry),
    refused,
    metadata,
    async read(entry, slice) {
      const name = typeof entry === 'string' ? entry : entry.name;
      const tensor = byName.get(name);
      if (tensor === undefined) throw noSuchEntry(file, name, refused, [...byName.keys()]);
      const { dtype, shape } = tensor.entry;
      const block = slice ?? { start: shape.map(() => 0), shape };
      checkSlice(file, tensor.entry, block);
      const decoded = await tensor.load(block);
      return { dtype, shape: [...block.shape], data: decoded.data, rounded: decoded.rounded };
    },
  };
}

/** The name of the one tensor of a file: the file's own, without folders and without its ending. */
export function stem(file: string): string {
  const base = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  return base.replace(/(?<=.)(\.gz)?$/i, '').replace(/(?<=.)\.[^.]*$/, '');
}

/** Throws for a name that comes twice: which of the two would be meant? */
export function checkNames(file: string, names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) {
      throw unreadable(file, {
        at: { en: 'the names of its tensors', es: 'los nombres de sus tensores' },
        expected: { en: 'each name once', es: 'cada nombre una vez' },
        received: { en: `${quoted(name)} twice`, es: `${quoted(name)} dos veces` },
      });
    }
    seen.add(name);
  }
}

function checkSlice(file: string, { name, dtype, shape }: TensorEntry, slice: Slice): void {
  const fits = (axis: number, size: number): boolean => {
    const [from, length] = [slice.start[axis], slice.shape[axis]];
    if (from === undefined || length === undefined) return false;
    return (
      Number.isSafeInteger(from) && Number.isSafeInteger(length) && from >= 0 && length >= 0 && from + length <= size
    );
  };
  const sameRank = slice.start.length === shape.length && slice.shape.length === shape.length;
  if (!sameRank || !shape.every((size, axis) => fits(axis, size))) {
    throw new HumanError(
      UNREADABLE,
      {
        en: `The slice from ${shapeText(slice.start)} of shape ${shapeText(slice.shape)} does not fit in ${quoted(name)} of ${fileText(file)}, whose shape is ${shapeText(shape)}.`,
        es: `El corte desde ${shapeText(slice.start)} de forma ${shapeText(slice.shape)} no cabe en ${quoted(name)} de ${fileText(file)}, cuya forma es ${shapeText(shape)}.`,
      },
      { en: 'Ask for a slice within the shape.', es: 'Pide un corte que quede dentro de la forma.' },
    );
  }
  const bytes = sizeOf(slice.shape) * Math.max(storedBytes(dtype), decodedBytes(dtype));
  if (bytes > MAX_READ_BYTES) {
    throw new HumanError(
      UNREADABLE,
      {
        en: `${quoted(name)} of ${fileText(file)} is too large to read at once: shape ${shapeText(slice.shape)} is ${bytes} bytes, and the limit is ${MAX_READ_BYTES}.`,
        es: `${quoted(name)} de ${fileText(file)} es demasiado grande para leerlo de una vez: la forma ${shapeText(slice.shape)} ocupa ${bytes} bytes y el límite es ${MAX_READ_BYTES}.`,
      },
      { en: 'Read it in slices.', es: 'Léelo por partes.' },
    );
  }
}

function noSuchEntry(
  file: string,
  name: string,
  refused: readonly RefusedEntry[],
  names: readonly string[],
): HumanError {
  const known = refused.find((entry) => entry.name === name);
  if (known !== undefined) return known.error;
  const some = verbatim(names.slice(0, 5).map(quoted).join(', ') || '–');
  return new HumanError(
    UNREADABLE,
    {
      en: `${fileText(file)} has no tensor ${quoted(name)}.`,
      es: `${fileText(file)} no tiene ningún tensor ${quoted(name)}.`,
    },
    { en: `It has: ${some.en}${names.length > 5 ? ' …' : ''}`, es: `Tiene: ${some.es}${names.length > 5 ? ' …' : ''}` },
  );
}
