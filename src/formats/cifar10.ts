import type { Localized } from '../protocol/localized';
import { readBlock } from './read-block';
import { denseStrides } from './shape';
import { named, readExactly, type NamedSource, type Source } from './source';
import { createTensorFile, type StoredTensor, type TensorFile } from './tensor-file';
import { ungzipped } from './ungzipped';
import { unreadable } from './unreadable';

const IMAGE: readonly number[] = [3, 32, 32];
const PIXELS = 3 * 32 * 32;
/** Labels are looked at before anything else is believed, in this many records spread over the file. */
const CHECKED_RECORDS = 64;

/** One byte of a record before the pixels, and how many classes it tells apart. */
interface Label {
  readonly name: string;
  readonly classes: number;
}

const variants = {
  cifar10: [{ name: 'labels', classes: 10 }],
  cifar100: [
    { name: 'coarse_labels', classes: 20 },
    { name: 'fine_labels', classes: 100 },
  ],
} as const satisfies Record<string, readonly Label[]>;
export type CifarVariant = keyof typeof variants;

export const cifarRecordBytes = (variant: CifarVariant): number => variants[variant].length + PIXELS;

/**
 * The binary files of CIFAR-10 and CIFAR-100 (https://www.cs.toronto.edu/~kriz/cifar.html), gzipped or not: records
 * of one label byte (CIFAR-100: coarse, then fine) and 3072 pixels, the red plane, the green one, the blue one, each row
 * by row. So `images` is [records, 3, 32, 32] of uint8: for pictures, transpose to [records, 32, 32, 3]. `labels`
 * (`coarse_labels`, `fine_labels`) is [records] of uint8. Throws HumanError for anything else.
 */
export async function openCifar(given: Source, name: string, variant: CifarVariant): Promise<TensorFile> {
  const source = await ungzipped(named(given, name));
  const labels: readonly Label[] = variants[variant];
  const record = cifarRecordBytes(variant);
  const records = source.size / record;
  if (!Number.isInteger(records)) {
    throw unreadable(name, {
      at: { en: 'its size', es: 'su tamaño' },
      expected: { en: `whole records of ${record} bytes`, es: `registros enteros de ${record} bytes` },
      received: {
        en: `${Math.floor(records)} records and ${source.size % record} bytes`,
        es: `${Math.floor(records)} registros y ${source.size % record} bytes`,
      },
    });
  }
  await checkLabels(source, labels, record, records);
  const columns = labels.map(({ name: column }, position) => scattered(source, column, [records], position, record));
  return createTensorFile(name, {
    format: 'cifar',
    tensors: [scattered(source, 'images', [records, ...IMAGE], labels.length, record), ...columns],
  });
}

export const openCifar10 = (source: Source, name: string): Promise<TensorFile> => openCifar(source, name, 'cifar10');
export const openCifar100 = (source: Source, name: string): Promise<TensorFile> => openCifar(source, name, 'cifar100');

/** Bytes at the same place of every record, as a tensor of uint8. */
function scattered(
  source: NamedSource,
  name: string,
  shape: readonly number[],
  offset: number,
  record: number,
): StoredTensor {
  const strides = [record, ...denseStrides(shape.slice(1), 1)];
  const what: Localized = { en: name, es: name };
  return {
    entry: { name, dtype: 'uint8', shape },
    load: (slice) => readBlock(source, { dtype: 'uint8', offset, strides, littleEndian: true }, slice, what),
  };
}

/** A file of another kind whose size happens to fit has pixels where labels should be. */
async function checkLabels(
  source: NamedSource,
  labels: readonly Label[],
  record: number,
  records: number,
): Promise<void> {
  const step = Math.max(1, Math.floor(records / CHECKED_RECORDS));
  for (let at = 0; at < records; at += step) {
    const bytes = await readExactly(source, at * record, labels.length, { en: 'the labels', es: 'las etiquetas' });
    for (const [position, { name, classes }] of labels.entries()) {
      const label = bytes[position]!;
      if (label < classes) continue;
      throw unreadable(source.name, {
        at: {
          en: `byte ${at * record + position}, one of ${name} of record ${at}`,
          es: `el byte ${at * record + position}, una de ${name} del registro ${at}`,
        },
        expected: { en: `a class from 0 to ${classes - 1}`, es: `una clase de 0 a ${classes - 1}` },
        received: { en: String(label), es: String(label) },
        next: {
          en: 'Check that the file is the binary version of CIFAR, not the one for Python or Matlab.',
          es: 'Revisa que el archivo sea la versión binaria de CIFAR, no la de Python ni la de Matlab.',
        },
      });
    }
  }
}
