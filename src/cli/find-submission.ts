import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { requireExercise, type Course, type Exercise } from '../catalogue/course';
import { ifThere, onDisk } from '../catalogue/disk-error';
import { collectFiles } from '../catalogue/edited-files';
import { HumanError } from '../protocol/human-error';
import type { SourceFile } from '../protocol/solution';

/** What a path given to `grade` means. */
export interface Submission {
  readonly exercise: Exercise;
  /** The learner's file, an absolute path. */
  readonly file: string;
  /** What is graded. The learner's file stands under the name that the exercise gives it. */
  readonly files: readonly SourceFile[];
}

/**
 * Finds the exercise that a file or folder is about: the one named, else by the folder it lies in, else by the
 * file's name when only one exercise has such an entry. Throws a HumanError when it cannot tell.
 */
export async function findSubmission(course: Course, path: string, named: string | undefined): Promise<Submission> {
  const absolute = resolve(path);
  const stats = await onDisk(absolute, () => ifThere(stat(absolute)));
  if (stats === undefined) throw nothingThere(absolute);
  const exercise = named === undefined ? exerciseAt(course, absolute) : requireExercise(course, named);
  if (exercise === undefined) throw cannotTell(absolute);
  const { entry } = exercise.manifest;
  const file = stats.isDirectory() ? await fileWithin(absolute, exercise) : absolute;
  const files = await collectFiles(dirname(file), basename(file));
  const renamed = files.map((each) => (each.path === basename(file) ? { ...each, path: entry } : each));
  return { exercise, file, files: renamed };
}

/** In a folder: the entry itself, or the exercise's folder below it. */
async function fileWithin(folder: string, exercise: Exercise): Promise<string> {
  const { entry } = exercise.manifest;
  const below = join(folder, exercise.folder, entry);
  return (await onDisk(below, () => ifThere(stat(below)))) === undefined ? join(folder, entry) : below;
}

function exerciseAt(course: Course, path: string): Exercise | undefined {
  // The innermost folder counts: a learner may keep everything in a folder called after an exercise.
  for (let folder = path; dirname(folder) !== folder; folder = dirname(folder)) {
    const found = course.find(basename(folder));
    if (found !== undefined) return found;
  }
  const sameEntry = course.exercises.filter(({ manifest }) => manifest.entry === basename(path));
  return sameEntry.length === 1 ? sameEntry[0] : undefined;
}

function nothingThere(path: string): HumanError {
  return new HumanError(
    'no-file',
    { en: `There is no file or folder ${path}.`, es: `No existe el archivo ni la carpeta ${path}.` },
    {
      en: 'Check the path. "neurona start" puts an exercise into a folder.',
      es: 'Revisa la ruta. «neurona start» pone un ejercicio en una carpeta.',
    },
  );
}

function cannotTell(path: string): HumanError {
  return new HumanError(
    'which-exercise',
    { en: `It is not clear which exercise ${path} belongs to.`, es: `No se sabe a qué ejercicio pertenece ${path}.` },
    {
      en: 'Name it with --exercise. "neurona list" shows all of them.',
      es: 'Indícalo con --exercise. «neurona list» los muestra todos.',
    },
  );
}
