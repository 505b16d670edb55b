import type { Localized } from '../protocol/localized';
import { cifarRecordBytes, openCifar, type CifarVariant } from './cifar10';
import { openCsv, type CsvOptions } from './csv';
import { looksLikeIdx, openIdx } from './idx';
import { openNpy } from './npy';
import { NPY_MAGIC } from './npy-header';
import { openNpz } from './npz';
import { openSafetensors, SAFETENSORS_PREFIX } from './safetensors';
import { named, type NamedSource, type Source } from './source';
import type { TensorFile } from './tensor-file';
import { ungzipped } from './ungzipped';
import { unsupported } from './unreadable';

/** As much of a file as it takes to tell what it is: the signature of a tar archive comes last. */
const HEAD = 512;
const OPENING_BRACE = 0x7b;

type Opener = (source: Source, name: string) => Promise<TensorFile>;

/**
 * Opens a file of tensors, whichever of the formats it has: told by its first bytes, and where they say nothing,
 * by its name. A gzipped file is what it holds. `csv` says beforehand how a table is written.
 * Throws HumanError for a file that is broken, or of a kind that is not read, which is named if it is known.
 */
export async function openTensorFile(given: Source, name: string, csv: CsvOptions = {}): Promise<TensorFile> {
  const source = await ungzipped(named(given, name));
  const head = await source.readAt(0, Math.min(HEAD, source.size));
  const open = bySignature(source, head) ?? byName(source, name, csv);
  if (open === undefined) throw unknownKind(name, head);
  return open(source, name);
}

const startsWith = (head: Uint8Array, signature: Uint8Array): boolean =>
  head.length >= signature.length && signature.every((byte, i) => head[i] === byte);
const text = (letters: string): Uint8Array => new TextEncoder().encode(letters);

function bySignature(source: NamedSource, head: Uint8Array): Opener | undefined {
  if (startsWith(head, NPY_MAGIC)) return openNpy;
  if (startsWith(head, text('PK\x03\x04')) || startsWith(head, text('PK\x05\x06'))) return openNpz;
  if (head[SAFETENSORS_PREFIX] === OPENING_BRACE && head.subarray(4, SAFETENSORS_PREFIX).every((byte) => byte === 0))
    return openSafetensors;
  // A CIFAR record may begin as IDX does: label 0, then dark pixels.
  if (looksLikeIdx(head) && cifarVariant(source) === undefined) return openIdx;
  return undefined;
}

function byName(source: NamedSource, name: string, csv: CsvOptions): Opener | undefined {
  const plain = name.toLowerCase().replace(/\.gz$/, '');
  const ending = /[^./\\]*$/.exec(plain)![0];
  if (['csv', 'tsv', 'tab', 'txt', 'dat', 'data'].includes(ending)) return (file, called) => openCsv(file, called, csv);
  if (ending === 'npy') return openNpy;
  if (ending === 'npz') return openNpz;
  if (ending === 'safetensors') return openSafetensors;
  if (ending === 'idx' || /[-.]idx\d-ubyte$/.test(plain)) return openIdx;
  const variant = ending === 'bin' ? (cifarVariant(source) ?? 'cifar10') : undefined;
  return variant && ((file, called) => openCifar(file, called, variant));
}

/** The variant of CIFAR whose records a `.bin` file divides into. */
function cifarVariant(source: NamedSource): CifarVariant | undefined {
  if (!/\.bin(\.gz)?$/i.test(source.name) || source.size === 0) return undefined;
  return (['cifar10', 'cifar100'] as const).find((variant) => source.size % cifarRecordBytes(variant) === 0);
}

/** Kinds of files that people try, and what to do with them. */
const otherKinds: readonly {
  readonly at: number;
  readonly signature: string;
  readonly what: Localized;
  readonly next: Localized;
}[] = [
  {
    at: 0,
    signature: '\x89HDF',
    what: { en: 'it is an HDF5 file', es: 'es un archivo HDF5' },
    next: { en: 'Save its arrays with np.savez in Python.', es: 'Guarda sus arreglos con np.savez en Python.' },
  },
  {
    at: 0,
    signature: 'PAR1',
    what: { en: 'it is a Parquet table', es: 'es una tabla Parquet' },
    next: { en: 'Save it as CSV: table.to_csv(…) in pandas.', es: 'Guárdala como CSV: tabla.to_csv(…) en pandas.' },
  },
  {
    at: 257,
    signature: 'ustar',
    what: { en: 'it is a tar archive', es: 'es un archivo tar' },
    next: { en: 'Extract it, and open the files it holds.', es: 'Extráelo y abre los archivos que contiene.' },
  },
  {
    at: 0,
    signature: '\xd0\xcf\x11\xe0',
    what: { en: 'it is a spreadsheet of old Excel', es: 'es una hoja de cálculo de Excel antiguo' },
    next: { en: 'Save the sheet as CSV.', es: 'Guarda la hoja como CSV.' },
  },
  {
    at: 0,
    signature: '\x1f\x8b',
    what: { en: 'it was gzipped twice', es: 'se comprimió dos veces con gzip' },
    next: { en: 'Decompress it once.', es: 'Descomprímelo una vez.' },
  },
  {
    at: 0,
    signature: '\x80',
    what: {
      en: 'it seems a Python pickle, which can only be read by running it',
      es: 'parece un pickle de Python, que solo se puede leer ejecutándolo',
    },
    next: { en: 'Save its arrays with np.savez in Python.', es: 'Guarda sus arreglos con np.savez en Python.' },
  },
];

function unknownKind(name: string, head: Uint8Array): Error {
  const matches = (at: number, signature: string): boolean =>
    Array.from(signature).every((letter, i) => head[at + i] === letter.charCodeAt(0));
  const kind = otherKinds.find(({ at, signature }) => matches(at, signature));
  if (kind !== undefined) return unsupported(name, kind.what, kind.next);
  return unsupported(
    name,
    {
      en: 'neither its first bytes nor its name say what kind of file it is',
      es: 'ni sus primeros bytes ni su nombre dicen qué tipo de archivo es',
    },
    {
      en: 'Neurona opens .npy, .npz, .safetensors, .csv, IDX (MNIST) and binary CIFAR files. If it is one of them, give it that ending.',
      es: 'Neurona abre archivos .npy, .npz, .safetensors, .csv, IDX (MNIST) y CIFAR binarios. Si es uno de ellos, ponle esa terminación.',
    },
  );
}
