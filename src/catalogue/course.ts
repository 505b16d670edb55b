import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { HumanError } from '../protocol/human-error';
import type { Localized } from '../protocol/localized';
import { openCourseFolder } from './course-folder';
import { diskError } from './disk-error';
import type { ExerciseManifest } from './manifest';
import { nearest } from './nearest';
import { openPack } from './pack';

/** One exercise, known by its manifest; its other files are read when they are asked for. */
export interface Exercise {
  /** The name of its folder, forever. */
  readonly id: string;
  readonly unit: { readonly id: string; readonly title: Localized };
  /** `NN-unit/slug`, in the course and in the learner's workspace alike. */
  readonly folder: string;
  readonly manifest: ExerciseManifest;
  /** Names of its files with forward slashes, relative to its folder, sorted: `alternates/vectorised.ts`. */
  readonly files: readonly string[];
  /** The text of one of its files, with `\n` at line ends; undefined when there is none of that name. */
  read(name: string): Promise<string | undefined>;
  /** SHA-256 in hex over all of its files, names and texts. */
  version(): Promise<string>;
}

export interface Unit {
  /** `01-neurons` */
  readonly id: string;
  readonly title: Localized;
  /** In order. */
  readonly exercises: readonly Exercise[];
}

/** Something in a course that cannot be used. The rest of the course can. */
export interface CourseProblem {
  /** The file or folder, as an absolute path. */
  readonly path: string;
  readonly error: HumanError;
}

export interface Course {
  readonly id: string;
  readonly title: Localized;
  /** The folder of units, or the pack: an absolute path. */
  readonly path: string;
  readonly units: readonly Unit[];
  /** Of all units, in course order. */
  readonly exercises: readonly Exercise[];
  readonly problems: readonly CourseProblem[];
  find(id: string): Exercise | undefined;
}

/**
 * Opens a course: a folder of units, or a packed file. It reads manifests only.
 * Throws a HumanError when there is no course there at all; a broken exercise is one of `problems`.
 */
export async function openCourse(path: string): Promise<Course> {
  const absolute = resolve(path);
  const stats = await stat(absolute).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? noCourse(absolute) : diskError(error, absolute);
  });
  return stats.isDirectory() ? openCourseFolder(absolute) : openPack(absolute);
}

/** The exercise of that id. Throws a HumanError that names the nearest one. */
export function requireExercise(course: Course, id: string): Exercise {
  const found = course.find(id);
  if (found !== undefined) return found;
  const broken = course.problems.find(({ path }) => path.split(/[\\/]/).includes(id));
  if (broken !== undefined) throw broken.error;
  const near = nearest(id, course.exercises.map((exercise) => exercise.id));
  throw new HumanError(
    'unknown-exercise',
    { en: `There is no exercise "${id}" in this course.`, es: `En este curso no hay ningún ejercicio «${id}».` },
    near === undefined
      ? { en: 'Run "neurona list" to see all of them.', es: 'Ejecuta «neurona list» para verlos todos.' }
      : { en: `Did you mean "${near}"?`, es: `¿Querías decir «${near}»?` },
  );
}

function noCourse(path: string): HumanError {
  return new HumanError(
    'no-course',
    { en: `There is no course at ${path}.`, es: `No hay ningún curso en ${path}.` },
    {
      en: 'Give the path of a folder of units, or of a packed course.',
      es: 'Indica la ruta de una carpeta de unidades o de un curso empaquetado.',
    },
  );
}
