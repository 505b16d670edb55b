import type { ExportDescription } from '../protocol/solution';
import { placeOf } from './lines';
import type { ModuleInterface } from './module-requests';
import type { PreparedSource } from './prepare-source';
import { resolveFile } from './resolve-file';

interface DescribedFile {
  readonly source: PreparedSource;
  readonly interface: ModuleInterface;
}

const functionSource = Function.prototype.toString;

/** Whether a value was written as a class. */
export function isClass(value: unknown): boolean {
  return typeof value === 'function' && /^class\b/.test(functionSource.call(value));
}

/** What a module exports: kinds as they are at run time, positions and declared parameters as they are written. */
export function describeExports(
  entry: string,
  namespace: Readonly<Record<string, unknown>>,
  files: ReadonlyMap<string, DescribedFile>,
  texts: { has(path: string): boolean },
): readonly ExportDescription[] {
  const find = (path: string, name: string, asked: Set<string>): Pick<ExportDescription, 'position'> & { arity?: number } => {
    const file = files.get(path);
    if (file === undefined || asked.has(path)) return {};
    asked.add(path);
    const found = file.interface.exports.find((candidate) => candidate.name === name);
    if (found === undefined) {
      const stars = file.interface.stars.map((star) => resolveFile(star, path, texts)).filter((star) => star !== undefined);
      return stars.map((star) => find(star, name, asked)).find(({ position }) => position !== undefined) ?? {};
    }
    if (found.from !== undefined) {
      const target = resolveFile(found.from, path, texts);
      return target === undefined ? {} : find(target, found.imported, asked);
    }
    const position = { file: path, ...placeOf(file.source.starts, found.declaration.start) };
    return found.arity === undefined ? { position } : { position, arity: found.arity };
  };

  return Object.keys(namespace).map((name) => {
    const value = readExport(namespace, name);
    const { position, arity } = find(entry, name, new Set());
    return {
      name: name.slice(0, 200),
      kind: typeof value !== 'function' ? 'value' : isClass(value) ? 'class' : 'function',
      arity: typeof value === 'function' ? (arity ?? lengthOf(value)) : 0,
      ...(position && { position }),
    };
  });
}

/** An export whose declaration never ran (`export let` after a throw that was caught) cannot be read. */
function readExport(namespace: Readonly<Record<string, unknown>>, name: string): unknown {
  try {
    return namespace[name];
  } catch {
    return undefined;
  }
}

function lengthOf(value: { readonly length: number }): number {
  return Number.isInteger(value.length) ? value.length : 0;
}
