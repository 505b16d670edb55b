import { verbatim, type Localized } from '../protocol/localized';
import { readBlock } from './read-block';
import { checkShape, denseStrides, sizeOf } from './shape';
import { dataView, named, readExactly, type NamedSource, type Source } from './source';
import { storedBytes, type StoredDtype } from './stored-dtype';
import { createTensorFile, stem, type TensorFile } from './tensor-file';
import { truncated, unreadable } from './unreadable';
import { ungzipped } from './ungzipped';

/**
 * IDX, the format of MNIST (https://yann.lecun.org/exdb/mnist/):
 *
 *     offset 0   two zero bytes
 *            2   the type of the elements, one byte
 *            3   the number of axes, one byte
 *            4   each axis, uint32 big-endian
 *                the elements, row-major, big-endian, to the end of the file
 */
const elementTypes: ReadonlyMap<number, StoredDtype> = new Map([
  [0x08, 'uint8'],
  [0x09, 'int8'],
  [0x0b, 'int16'],
  [0x0c, 'int32'],
  [0x0d, 'float32'],
  [0x0e, 'float64'],
]);

const PREFIX = 4;

/** Whether a file that begins like this may be IDX; little-endian ones, which are refused with a word on it, included. */
export function looksLikeIdx(head: Uint8Array): boolean {
  if (head.length < PREFIX) return false;
  const [first, second, type, axes] = head as unknown as readonly [number, number, number, number];
  return (
    (first === 0 && second === 0 && elementTypes.has(type)) ||
    (type === 0 && axes === 0 && elementTypes.has(second) && first > 0)
  );
}

/** An IDX file, gzipped or not: one tensor, named after the file. Throws HumanError for anything else. */
export async function openIdx(given: Source, name: string): Promise<TensorFile> {
  const source = await ungzipped(named(given, name));
  const { dtype, shape, offset } = await readHeader(source);
  const length = sizeOf(shape) * storedBytes(dtype);
  const what: Localized = { en: 'the elements', es: 'los elementos' };
  if (source.size < offset + length) throw truncated(name, what, offset + length, source.size);
  if (source.size > offset + length) {
    throw unreadable(name, {
      at: {
        en: `byte ${offset + length}, after the last element`,
        es: `el byte ${offset + length}, después del último elemento`,
      },
      expected: { en: 'the end of the file', es: 'el final del archivo' },
      received: { en: `${source.size - offset - length} more bytes`, es: `${source.size - offset - length} bytes más` },
    });
  }
  const layout = { dtype, offset, strides: denseStrides(shape, storedBytes(dtype)), littleEndian: false };
  return createTensorFile(name, {
    format: 'idx',
    tensors: [
      {
        entry: { name: stem(name), dtype, shape, bytes: { offset, length } },
        load: (slice) => readBlock(source, layout, slice, what),
      },
    ],
  });
}

interface Header {
  readonly dtype: StoredDtype;
  readonly shape: readonly number[];
  readonly offset: number;
}

async function readHeader(source: NamedSource): Promise<Header> {
  const what: Localized = { en: 'the IDX header', es: 'el encabezado IDX' };
  const prefix = await readExactly(source, 0, PREFIX, what);
  const dtype = prefix[0] === 0 && prefix[1] === 0 ? elementTypes.get(prefix[2]!) : undefined;
  if (dtype === undefined) throw noIdx(source.name, prefix);
  const axes = prefix[3]!;
  const view = dataView(await readExactly(source, PREFIX, 4 * axes, what));
  const shape = Array.from({ length: axes }, (_, axis) => view.getUint32(4 * axis));
  return {
    dtype,
    shape: checkShape(source.name, { en: 'byte 4, the shape', es: 'el byte 4, la forma' }, shape),
    offset: PREFIX + 4 * axes,
  };
}

function noIdx(file: string, prefix: Uint8Array): Error {
  const hex = [...prefix].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const turned = looksLikeIdx(prefix);
  return unreadable(file, {
    at: { en: 'byte 0, the signature', es: 'el byte 0, la firma' },
    expected: {
      en: '00 00, then a type (08, 09, 0b, 0c, 0d or 0e) and the number of axes',
      es: '00 00, después un tipo (08, 09, 0b, 0c, 0d u 0e) y el número de ejes',
    },
    received: verbatim(hex),
    ...(turned && {
      next: {
        en: 'It seems written in little-endian order; IDX is big-endian. Write it again in that order.',
        es: 'Parece escrito en orden little-endian, y IDX es big-endian. Vuelve a escribirlo en ese orden.',
      },
    }),
  });
}
