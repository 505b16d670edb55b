import { posix } from 'node:path';

/**
 * The file that a relative specifier stands for: as it is written, with `.ts` added, with `.js` read as `.ts`,
 * or a folder's `index.ts`. Undefined when there is none, or when it is no relative specifier.
 */
export function resolveFile(specifier: string, from: string, files: { has(path: string): boolean }): string | undefined {
  if (!/^\.{1,2}(\/|$)/.test(specifier)) return undefined;
  const path = posix.join(posix.dirname(from), specifier);
  return [path, `${path}.ts`, path.replace(/\.js$/, '.ts'), `${path}/index.ts`].find((candidate) => files.has(candidate));
}
