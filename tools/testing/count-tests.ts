import { readFile } from 'node:fs/promises';
import { findFiles } from '../find-files';
import { root } from '../root';

/** How many tests a folder declares: those that are skipped are counted without being run. */
export async function countTests(folder: string): Promise<number> {
  const files = await findFiles(folder, /\.test\.ts$/);
  const texts = await Promise.all(files.map((file) => readFile(`${root}/${file}`, 'utf8')));
  return texts.reduce((total, text) => total + (text.match(/^\s*it\(/gm)?.length ?? 0), 0);
}
