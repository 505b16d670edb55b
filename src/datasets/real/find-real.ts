import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { realData, type RealData, type RealDataName } from './data-files';

/**
 * Where a file of a data set lies: under its own name, or, where it is published with gzip, unpacked, and named as it
 * is or as some tools rename it (`train-images.idx3-ubyte`). Undefined where it does not.
 */
export async function findFile(folder: string, name: RealDataName, file: string): Promise<string | undefined> {
  const plain = file.replace(/\.gz$/, '');
  for (const candidate of new Set([file, plain, plain.replace(/-(idx\d)/, '.$1')])) {
    for (const below of [name, join(name, 'cifar-10-batches-bin')]) {
      const path = join(folder, below, candidate);
      if (await isFile(path)) return path;
    }
  }
  return undefined;
}

/** Whether every file of a data set is there. What they hold is looked at when they are read. */
export async function hasRealData(folder: string, name: RealDataName, data: RealData = realData[name]): Promise<boolean> {
  for (const { name: file } of data.files) {
    if ((await findFile(folder, name, file)) === undefined) return false;
  }
  return true;
}

async function isFile(path: string): Promise<boolean> {
  return await stat(path).then((found) => found.isFile(), () => false);
}
