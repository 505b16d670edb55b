import { HumanError } from '../protocol/human-error';
import { NPY_MAGIC } from './npy-header';
import { shapeText, sizeOf } from './shape';
import { UNREADABLE } from './unreadable';

/** The dtypes that are written, and NumPy's names of them: those of a wire tensor, and what else a typed array holds. */
const descriptions = {
  bool: '|b1',
  uint8: '|u1',
  int8: '|i1',
  uint16: '<u2',
  int16: '<i2',
  uint32: '<u4',
  int32: '<i4',
  float32: '<f4',
  float64: '<f8',
} as const;

/** A tensor to be written. A `WireTensor` is one. */
export interface WritableTensor {
  readonly dtype: keyof typeof descriptions;
  readonly shape: readonly number[];
  /** Row-major. */
  readonly data:
    | Uint8Array
    | Int8Array
    | Uint16Array
    | Int16Array
    | Uint32Array
    | Int32Array
    | Float32Array
    | Float64Array;
}

/** Where the elements start is a multiple of it, so that the file can be mapped into memory. */
const ALIGNMENT = 64;

/** What stands before the elements of a .npy file (version 1.0), for whoever writes them as they come. */
export function npyHeader(dtype: WritableTensor['dtype'], shape: readonly number[]): Uint8Array<ArrayBuffer> {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const dictionary = `{'descr': '${descriptions[dtype]}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const prefix = NPY_MAGIC.length + 4;
  const total = Math.ceil((prefix + dictionary.length + 1) / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(total);
  bytes.set(NPY_MAGIC);
  bytes.set([1, 0, (total - prefix) & 0xff, (total - prefix) >> 8], NPY_MAGIC.length);
  bytes.set(new TextEncoder().encode(`${dictionary.padEnd(total - prefix - 1)}\n`), prefix);
  return bytes;
}

/** A tensor as a .npy file. Throws where the shape has another number of elements, or an element another width. */
export function encodeNpy({ dtype, shape, data }: WritableTensor): Uint8Array<ArrayBuffer> {
  const width = Number(descriptions[dtype].slice(2));
  if (sizeOf(shape) !== data.length || data.BYTES_PER_ELEMENT !== width) {
    const count = `${data.length} × ${data.BYTES_PER_ELEMENT}`;
    throw new HumanError(
      UNREADABLE,
      {
        en: `A tensor of ${dtype} and shape ${shapeText(shape)} does not have ${count} bytes.`,
        es: `Un tensor de ${dtype} y forma ${shapeText(shape)} no tiene ${count} bytes.`,
      },
      { en: 'Pass the elements of that shape and dtype.', es: 'Pasa los elementos de esa forma y ese tipo.' },
    );
  }
  const header = npyHeader(dtype, shape);
  const file = new Uint8Array(header.length + data.byteLength);
  file.set(header);
  file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), header.length);
  return file;
}
