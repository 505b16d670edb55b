import { verbatim, type Localized } from '../protocol/localized';
import { parsePythonLiteral, LiteralError, type Literal } from './python-literal';
import type { Layout } from './read-block';
import { checkShape, denseStrides, sizeOf } from './shape';
import { dataView, readExactly, type NamedSource } from './source';
import { storedBytes, type StoredDtype } from './stored-dtype';
import { printable, quoted, shown, truncated, unreadable, unsupported } from './unreadable';

/** No longer header is read: that of a shape with 64 axes has less than 1,500 characters. */
export const MAX_NPY_HEADER = 64 * 1024;
export const NPY_MAGIC = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59);
const MAGIC_AND_VERSION = 8;

/** What NumPy calls the dtypes that are read: a kind and its bytes. */
const numpyDtypes: ReadonlyMap<string, StoredDtype> = new Map([
  ['b1', 'bool'],
  ['u1', 'uint8'],
  ['i1', 'int8'],
  ['u2', 'uint16'],
  ['i2', 'int16'],
  ['u4', 'uint32'],
  ['i4', 'int32'],
  ['u8', 'uint64'],
  ['i8', 'int64'],
  ['f2', 'float16'],
  ['f4', 'float32'],
  ['f8', 'float64'],
  ['c8', 'complex64'],
  ['c16', 'complex128'],
]);

/** What the other kinds are called, for the message that refuses them. */
const otherKinds: Readonly<Record<string, Localized>> = {
  S: { en: 'texts', es: 'textos' },
  a: { en: 'texts', es: 'textos' },
  U: { en: 'texts', es: 'textos' },
  O: { en: 'Python objects', es: 'objetos de Python' },
  M: { en: 'dates', es: 'fechas' },
  m: { en: 'time differences', es: 'intervalos de tiempo' },
  V: { en: 'raw bytes without a dtype', es: 'bytes sin tipo' },
  f: {
    en: 'floating-point numbers of a width only some machines have',
    es: 'números de coma flotante de un ancho que solo tienen algunas máquinas',
  },
  c: {
    en: 'complex numbers of a width only some machines have',
    es: 'números complejos de un ancho que solo tienen algunas máquinas',
  },
};

export interface NpyHeader {
  readonly shape: readonly number[];
  readonly layout: Layout;
  /** Bytes of the elements, from `layout.offset` to the end of the source. */
  readonly length: number;
}

/**
 * The header of a .npy array, versions 1 to 3 (NumPy Enhancement Proposal 1 and `numpy.lib.format`):
 *
 *     offset 0   93 "NUMPY"
 *            6   version, major and minor
 *            8   length of the text that follows: uint16, from version 2 on uint32, little-endian
 *                a Python dictionary of descr, fortran_order and shape, padded with spaces, ended by a newline
 *                the elements, to the end
 */
export async function readNpyHeader(source: NamedSource): Promise<NpyHeader> {
  const file = source.name;
  const { text, offset } = await readHeaderText(source);
  const header = parseHeader(file, text);
  const { dtype, littleEndian } = parseDescr(file, header.get('descr'));
  const fortran = header.get('fortran_order');
  if (typeof fortran !== 'boolean') {
    throw unreadable(file, {
      at: field('fortran_order'),
      expected: verbatim('True / False'),
      received: shown(fortran),
    });
  }
  const shape = checkShape(file, field('shape'), header.get('shape'));
  const element = storedBytes(dtype);
  const length = sizeOf(shape) * element;
  const end = offset + length;
  if (source.size < end) throw truncated(file, { en: 'the elements', es: 'los elementos' }, end, source.size);
  if (source.size > end) throw tooLong(file, end, source.size);
  return { shape, length, layout: { dtype, offset, littleEndian, strides: denseStrides(shape, element, fortran) } };
}

const field = (name: string): Localized => ({ en: `"${name}" of the header`, es: `"${name}" del encabezado` });

async function readHeaderText(source: NamedSource): Promise<{ readonly text: string; readonly offset: number }> {
  const file = source.name;
  const what: Localized = { en: 'the .npy header', es: 'el encabezado .npy' };
  const prefix = await readExactly(source, 0, MAGIC_AND_VERSION, what);
  if (!NPY_MAGIC.every((byte, i) => prefix[i] === byte)) {
    throw unreadable(file, {
      at: { en: 'byte 0, the signature', es: 'el byte 0, la firma' },
      expected: verbatim('93 "NUMPY"'),
      received: verbatim([...prefix.subarray(0, 6)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')),
    });
  }
  const version = prefix[6]!;
  if (version < 1 || version > 3) {
    throw unreadable(file, {
      at: { en: 'byte 6, the version', es: 'el byte 6, la versión' },
      expected: { en: '1, 2 or 3', es: '1, 2 o 3' },
      received: verbatim(String(version)),
    });
  }
  const lengthBytes = version === 1 ? 2 : 4;
  const view = dataView(await readExactly(source, MAGIC_AND_VERSION, lengthBytes, what));
  const length = version === 1 ? view.getUint16(0, true) : view.getUint32(0, true);
  if (length > MAX_NPY_HEADER) {
    throw unreadable(file, {
      at: { en: 'byte 8, the length of the header', es: 'el byte 8, el largo del encabezado' },
      expected: { en: `at most ${MAX_NPY_HEADER}`, es: `${MAX_NPY_HEADER} como máximo` },
      received: verbatim(String(length)),
    });
  }
  const start = MAGIC_AND_VERSION + lengthBytes;
  const bytes = await readExactly(source, start, length, what);
  // Version 3 is UTF-8, the others Latin-1; what is read of a header is ASCII.
  return { text: new TextDecoder().decode(bytes), offset: start + length };
}

function parseHeader(file: string, text: string): ReadonlyMap<string, Literal> {
  let character = 0;
  try {
    const header = parsePythonLiteral(text);
    if (header instanceof Map) return header;
  } catch (error) {
    if (!(error instanceof LiteralError)) throw error;
    character = error.at;
  }
  throw unreadable(file, {
    at: { en: `character ${character} of the header`, es: `el carácter ${character} del encabezado` },
    expected: {
      en: 'a Python dictionary of descr, fortran_order and shape',
      es: 'un diccionario de Python con descr, fortran_order y shape',
    },
    received: verbatim(quoted(text.slice(character, character + 20))),
  });
}

function parseDescr(
  file: string,
  descr: Literal | undefined,
): { readonly dtype: StoredDtype; readonly littleEndian: boolean } {
  if (Array.isArray(descr)) {
    throw unsupported(
      file,
      {
        en: 'it is a structured array, whose elements have named fields',
        es: 'es un arreglo estructurado, cuyos elementos tienen campos con nombre',
      },
      {
        en: "Save each field as an array of its own: np.savez('fields.npz', x=array['x'], …).",
        es: "Guarda cada campo como un arreglo aparte: np.savez('campos.npz', x=arreglo['x'], …).",
      },
    );
  }
  const parts = typeof descr === 'string' ? /^([<>=|]?)([a-zA-Z])(\d{0,9})(\[[^\]]*\])?$/.exec(descr) : null;
  if (parts === null) {
    throw unreadable(file, {
      at: field('descr'),
      expected: { en: "a dtype such as '<f4'", es: "un tipo como '<f4'" },
      received: shown(descr),
    });
  }
  const [, order, kind, bytes] = parts;
  const dtype = numpyDtypes.get(`${kind}${bytes}`);
  if (dtype === undefined) {
    const what = otherKinds[kind!] ?? { en: 'of an unknown kind', es: 'de un tipo desconocido' };
    const name = printable(descr as string);
    throw unsupported(
      file,
      { en: `its elements are ${what.en} (${name})`, es: `sus elementos son ${what.es} (${name})` },
      {
        en: "Save it as numbers: np.save('numbers.npy', array.astype('float32')).",
        es: "Guárdalo como números: np.save('numeros.npy', arreglo.astype('float32')).",
      },
    );
  }
  return { dtype, littleEndian: order !== '>' };
}

function tooLong(file: string, end: number, size: number): Error {
  return unreadable(file, {
    at: { en: `byte ${end}, after the last element`, es: `el byte ${end}, después del último elemento` },
    expected: { en: 'the end', es: 'el final' },
    received: { en: `${size - end} more bytes`, es: `${size - end} bytes más` },
    next: {
      en: 'If several arrays were saved into one file, save them again with np.savez.',
      es: 'Si se guardaron varios arreglos en un mismo archivo, guárdalos de nuevo con np.savez.',
    },
  });
}
