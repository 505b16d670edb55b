import { readdir } from 'node:fs/promises';
import { sep } from 'node:path';
import { root } from './root';

/** Files below a folder of the checkout whose path matches, relative to the checkout, sorted, with forward slashes. */
export async function findFiles(folder: string, pattern: RegExp): Promise<string[]> {
  const entries = await readdir(`${root}/${folder}`, { recursive: true });
  return entries
    .map((entry) => `${folder}/${entry.split(sep).join('/')}`)
    .filter((path) => pattern.test(path))
    .sort();
}
