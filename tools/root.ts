import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout: the nearest folder above with a package.json, wherever this file was bundled to. */
export const root = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(folder: string): string {
  return existsSync(`${folder}/package.json`) ? folder : findRoot(dirname(folder));
}
