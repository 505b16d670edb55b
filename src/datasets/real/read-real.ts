import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { openCifar10 } from '../../formats/cifar10';
import { openIdx } from '../../formats/idx';
import { fromHandle, type Source } from '../../formats/source';
import type { TensorFile } from '../../formats/tensor-file';
import { HumanError } from '../../protocol/human-error';
import { blankImages, type ImageSet, type Images } from '../images';
import { checkChoice, checkCount } from '../options';
import type { RealDataName } from './data-files';
import { findFile } from './find-real';
import { noData } from './no-data';

export interface RealDataOptions {
  readonly split?: 'train' | 'test';
  readonly count?: number;
}

/**
 * The first `count` pictures of a real data set, and what is on them, out of the files in `folder`. The order is that
 * of the files, whose classes are mixed. Throws HumanError where the files are not there or not whole.
 */
export async function readRealData(folder: string | undefined, name: RealDataName, options: RealDataOptions = {}): Promise<ImageSet> {
  const { split = 'train', count = 10_000 } = options;
  checkChoice(name, 'split', split, ['train', 'test']);
  checkCount(name, count);
  if (folder === undefined) throw noData(name);
  return name === 'mnist' ? await readMnist(folder, split, count) : await readCifar10(folder, split, count);
}

async function readMnist(folder: string, split: 'train' | 'test', count: number): Promise<ImageSet> {
  const prefix = split === 'train' ? 'train' : 't10k';
  const paths = await requireFiles(folder, 'mnist', [`${prefix}-images-idx3-ubyte.gz`, `${prefix}-labels-idx1-ubyte.gz`]);
  const [pixels, labels] = await Promise.all([
    withFile(paths[0]!, openIdx, (file) => firstRows(file, paths[0]!, [28, 28], count)),
    withFile(paths[1]!, openIdx, (file) => firstRows(file, paths[1]!, [], count)),
  ]);
  const rows = Math.min(pixels.length / (28 * 28), labels.length);
  const x: Images = { data: pixels.subarray(0, rows * 28 * 28), shape: [rows, 28, 28, 1] };
  return { x, y: [...labels.subarray(0, rows)], classes: Array.from({ length: 10 }, (_, digit) => String(digit)) };
}

async function readCifar10(folder: string, split: 'train' | 'test', count: number): Promise<ImageSet> {
  const names = split === 'test' ? ['test_batch.bin'] : [1, 2, 3, 4, 5].map((batch) => `data_batch_${batch}.bin`);
  const paths = await requireFiles(folder, 'cifar10', names);
  const batches: { readonly planes: Uint8Array; readonly labels: Uint8Array }[] = [];
  let rows = 0;
  for (const path of paths) {
    if (rows >= count) break;
    const batch = await withFile(path, openCifar10, async (file) => ({
      planes: await firstRows(file, path, [3, 32, 32], count - rows, 'images'),
      labels: await firstRows(file, path, [], count - rows, 'labels'),
    }));
    batches.push(batch);
    rows += batch.labels.length;
  }
  const x = blankImages(rows, 32, 32, 3);
  let row = 0;
  for (const { planes, labels } of batches) {
    interleave(planes, x.data, row * 32 * 32 * 3);
    row += labels.length;
  }
  return {
    x,
    y: batches.flatMap(({ labels }) => [...labels]),
    classes: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
  };
}

/** From planes of red, green and blue to pixels of them: [n, 3, 32, 32] to [n, 32, 32, 3]. */
function interleave(planes: Uint8Array, pixels: Uint8Array, at: number): void {
  const plane = 32 * 32;
  for (let image = 0; image < planes.length; image += 3 * plane) {
    for (let channel = 0; channel < 3; channel++) {
      const from = image + channel * plane;
      for (let pixel = 0; pixel < plane; pixel++) pixels[at + image + 3 * pixel + channel] = planes[from + pixel]!;
    }
  }
}

/** The first rows of a tensor of bytes whose other axes are these. */
async function firstRows(file: TensorFile, path: string, axes: readonly number[], count: number, entry?: string): Promise<Uint8Array> {
  const found = file.entries.find(({ name }) => entry === undefined || name === entry)!;
  const { dtype, shape } = found;
  if (dtype !== 'uint8' || shape.length !== axes.length + 1 || axes.some((axis, i) => axis !== shape[i + 1])) throw otherShape(path, shape, axes);
  const rows = Math.min(count, shape[0]!);
  const { data } = await file.read(found, { start: shape.map(() => 0), shape: [rows, ...axes] });
  return Uint8Array.from(data as Uint8Array);
}

type Reader = (source: Source, name: string) => Promise<TensorFile>;

async function withFile<T>(path: string, reader: Reader, use: (file: TensorFile) => Promise<T>): Promise<T> {
  const handle = await open(path);
  try {
    return await use(await reader(fromHandle(handle, (await handle.stat()).size), basename(path)));
  } finally {
    await handle.close();
  }
}

async function requireFiles(folder: string, name: RealDataName, files: readonly string[]): Promise<string[]> {
  const paths = await Promise.all(files.map((file) => findFile(folder, name, file)));
  if (paths.some((path) => path === undefined)) throw noData(name);
  return paths as string[];
}

function otherShape(path: string, shape: readonly number[], axes: readonly number[]): HumanError {
  const expected = ['n', ...axes].join(', ');
  return new HumanError(
    'data-other-shape',
    {
      en: `${basename(path)} holds a tensor of shape [${shape.join(', ')}]; [${expected}] of bytes was expected.`,
      es: `${basename(path)} contiene un tensor de forma [${shape.join(', ')}]; se esperaba [${expected}] de bytes.`,
    },
    { en: 'Delete the file and fetch the data set again.', es: 'Elimina el archivo y vuelve a descargar el conjunto de datos.' },
  );
}
