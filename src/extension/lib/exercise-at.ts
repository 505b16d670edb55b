import { isAbsolute, relative, sep } from 'node:path';

/**
 * The exercise that a file of a learner's folder belongs to: `NN-unit/exercise/…`. It goes by the path alone, so that
 * it can be asked on every change of editor without reading a course.
 */
export function exerciseAt(folder: string, file: string): string | undefined {
  const path = relative(folder, file);
  if (path === '' || path.startsWith('..') || isAbsolute(path)) return undefined;
  const [unit, exercise, ...rest] = path.split(sep);
  if (unit === undefined || exercise === undefined || rest.length === 0) return undefined;
  return /^\d\d-[a-z0-9-]+$/.test(unit) && /^[a-z0-9-]+$/.test(exercise) ? exercise : undefined;
}
