import { readFile, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { HumanError } from '../protocol/human-error';
import type { SourceFile } from '../protocol/solution';
import { ifThere, onDisk } from './disk-error';

const MAX_FILES = 50;
const MAX_FILE = 256 << 10;
const MAX_TOTAL = 1 << 20;

/** `from './x'`, `import './x'`, `import('./x')`. One in a comment is read in vain, which does no harm. */
const RELATIVE_IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*(['"])(\.{1,2}\/[^'"\n]+)\1/g;

/**
 * The learner's file and, transitively, what it imports from its own folder. `open` gives unsaved text.
 * An import of nothing is left for the loader to explain. Throws a HumanError when the entry is missing or it is
 * more than a learner writes.
 */
export async function collectFiles(folder: string, entry: string, open: (file: string) => string | undefined = () => undefined): Promise<SourceFile[]> {
  const files = new Map<string, string>();
  const read = async (path: string): Promise<string | undefined> => {
    const file = join(folder, path);
    const unsaved = open(file);
    const text = unsaved ?? (await readSource(file));
    if (text !== undefined && Buffer.byteLength(text) > MAX_FILE) throw tooLarge(file);
    return text;
  };
  const first = await read(entry);
  if (first === undefined) throw noFile(join(folder, entry));
  files.set(entry, first);
  let total = Buffer.byteLength(first);
  for (const [path, text] of files) {
    for (const candidates of importsOf(path, text)) {
      if (candidates.some((candidate) => files.has(candidate))) continue;
      for (const candidate of candidates) {
        const found = await read(candidate);
        if (found === undefined) continue;
        files.set(candidate, found);
        total += Buffer.byteLength(found);
        if (files.size > MAX_FILES || total > MAX_TOTAL) throw tooLarge(join(folder, candidate));
        break;
      }
    }
  }
  return [...files].map(([path, text]) => ({ path, text }));
}

/** For each relative import, the files it may mean, in the order in which the loader looks for them. */
function importsOf(path: string, text: string): string[][] {
  return [...text.matchAll(RELATIVE_IMPORT)]
    .map(([, , specifier]) => posix.join(posix.dirname(path), specifier!))
    .filter((target) => !target.startsWith('../') && target !== '..')
    .map((target) => [...new Set([target, `${target}.ts`, target.replace(/\.js$/, '.ts'), `${target}/index.ts`])])
    .map((candidates) => candidates.filter((candidate) => candidate.endsWith('.ts')));
}

async function readSource(file: string): Promise<string | undefined> {
  return onDisk(file, async () => {
    const stats = await ifThere(stat(file));
    if (stats === undefined) return undefined;
    if (stats.size > MAX_FILE) throw tooLarge(file);
    return ifThere(readFile(file, 'utf8'));
  });
}

function noFile(file: string): HumanError {
  return new HumanError(
    'no-file',
    { en: `There is no file ${file} yet.`, es: `Todavía no existe el archivo ${file}.` },
    { en: 'Start the exercise: that creates it.', es: 'Empieza el ejercicio: así se crea.' },
  );
}

function tooLarge(file: string): HumanError {
  return new HumanError(
    'too-large',
    {
      en: `${file} makes this more than can be graded: at most ${MAX_FILES} files, 256 KB each and 1 MB in all.`,
      es: `Con ${file} esto es más de lo que se puede evaluar: como mucho ${MAX_FILES} archivos, 256 KB cada uno y 1 MB en total.`,
    },
    { en: 'Take data out of the code.', es: 'Saca los datos del código.' },
  );
}
