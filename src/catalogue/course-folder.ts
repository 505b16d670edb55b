import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { HumanError } from '../protocol/human-error';
import type { Course, CourseProblem, Exercise, Unit } from './course';
import { diskError, ifThere, onDisk } from './disk-error';
import { isId, readCourseManifest, readExerciseManifest, readUnitManifest, type ExerciseManifest } from './manifest';

const UNIT = /^\d\d-[a-z0-9]+(-[a-z0-9]+)*$/;

/** Opens a course that lies open in a folder of units, as its authors work on it. Throws a HumanError. */
export async function openCourseFolder(path: string): Promise<Course> {
  const problems: CourseProblem[] = [];
  const manifestFile = join(path, 'course.json');
  const text = await onDisk(manifestFile, () => ifThere(readText(manifestFile)));
  if (text === undefined) throw notACourse(path);
  const { id, title } = readCourseManifest(text, manifestFile);
  const names = (await onDisk(path, () => readdir(path))).filter((name) => UNIT.test(name)).sort();
  const units: Unit[] = [];
  for (const name of names) {
    const unit = await openUnit(path, name, problems);
    if (unit !== undefined) units.push(unit);
  }
  return assembleCourse({ id, title, path, units, problems });
}

/** The course over its units. An id that two exercises carry, or a requirement nobody fulfils, is a problem of the later. */
export function assembleCourse(parts: Omit<Course, 'exercises' | 'find'>): Course {
  const byId = new Map<string, Exercise>();
  const problems = [...parts.problems];
  const units = parts.units.map((unit) => ({
    ...unit,
    exercises: unit.exercises.filter((exercise) => {
      const first = byId.get(exercise.id);
      if (first === undefined) return byId.set(exercise.id, exercise);
      problems.push({ path: join(parts.path, exercise.folder), error: sameId(exercise, first) });
      return false;
    }),
  }));
  const exercises = units.flatMap((unit) => unit.exercises);
  for (const exercise of exercises) {
    const missing = exercise.manifest.requires.find((id) => !byId.has(id));
    if (missing === undefined) continue;
    const path = join(parts.path, exercise.folder, 'exercise.json');
    problems.push({ path, error: missingRequirement(path, missing) });
  }
  return { ...parts, units, exercises, problems, find: (id) => byId.get(id) };
}

async function openUnit(course: string, id: string, problems: CourseProblem[]): Promise<Unit | undefined> {
  const folder = join(course, id);
  const manifestFile = join(folder, 'unit.json');
  try {
    const { title } = readUnitManifest(await readText(manifestFile), manifestFile);
    const entries = await readdir(folder, { withFileTypes: true });
    const slugs = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    const exercises: Exercise[] = [];
    for (const slug of slugs.sort()) {
      const path = join(folder, slug, 'exercise.json');
      try {
        exercises.push(await openExercise(folder, slug, { id, title }));
      } catch (error) {
        problems.push({ path, error: asHuman(error, path) });
      }
    }
    exercises.sort((a, b) => a.manifest.order - b.manifest.order || (a.id < b.id ? -1 : 1));
    return { id, title, exercises };
  } catch (error) {
    problems.push({ path: manifestFile, error: asHuman(error, manifestFile) });
    return undefined;
  }
}

async function openExercise(unitFolder: string, slug: string, unit: Exercise['unit']): Promise<Exercise> {
  const folder = join(unitFolder, slug);
  if (!isId(slug)) throw badFolderName(folder);
  const manifestFile = join(folder, 'exercise.json');
  const manifest: ExerciseManifest = readExerciseManifest(await readText(manifestFile), manifestFile);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).split(sep).join('/'))
    .filter((name) => !name.split('/').some((part) => part.startsWith('.')))
    .sort();
  const read = async (name: string): Promise<string | undefined> =>
    files.includes(name) ? onDisk(join(folder, name), () => ifThere(readText(join(folder, name)))) : undefined;
  return {
    id: slug,
    unit,
    folder: `${unit.id}/${slug}`,
    manifest,
    files,
    read,
    version: async () => exerciseVersion(await readAll({ files, read })),
  };
}

/** Every file of an exercise, name and text, in order of name. */
export async function readAll({ files, read }: Pick<Exercise, 'files' | 'read'>): Promise<[name: string, text: string][]> {
  return Promise.all(files.map(async (name): Promise<[string, string]> => [name, (await read(name)) ?? '']));
}

/** SHA-256 in hex over names and texts; lengths are hashed too, so that text never passes for a name. */
export function exerciseVersion(files: readonly (readonly [name: string, text: string])[]): string {
  const hash = createHash('sha256');
  for (const [name, text] of files) hash.update(`${name}\n${Buffer.byteLength(text)}\n${text}`);
  return hash.digest('hex');
}

/** A checkout on Windows may have other line ends; an exercise is the same one everywhere. */
async function readText(file: string): Promise<string> {
  return (await readFile(file, 'utf8')).replaceAll('\r\n', '\n');
}

function asHuman(error: unknown, path: string): HumanError {
  const refused = diskError(error, path);
  if (refused instanceof HumanError) return refused;
  throw refused;
}

function notACourse(path: string): HumanError {
  return new HumanError(
    'no-course',
    { en: `${path} is not a course: it has no course.json.`, es: `${path} no es un curso: no tiene course.json.` },
    {
      en: 'Give the folder that holds course.json and the units.',
      es: 'Indica la carpeta que contiene course.json y las unidades.',
    },
  );
}

function badFolderName(folder: string): HumanError {
  return new HumanError(
    'manifest',
    {
      en: `${folder}: an exercise's folder is named in lower-case words joined by hyphens.`,
      es: `${folder}: la carpeta de un ejercicio se nombra con palabras en minúscula unidas por guiones.`,
    },
    { en: 'Rename the folder: its name is the id, forever.', es: 'Cambia el nombre de la carpeta: es el identificador, para siempre.' },
  );
}

function sameId(second: Exercise, first: Exercise): HumanError {
  return new HumanError(
    'manifest',
    {
      en: `${second.folder} and ${first.folder} have the same id.`,
      es: `${second.folder} y ${first.folder} tienen el mismo identificador.`,
    },
    { en: 'Rename the newer of the two folders.', es: 'Cambia el nombre de la más reciente de las dos carpetas.' },
  );
}

function missingRequirement(file: string, id: string): HumanError {
  return new HumanError(
    'manifest',
    {
      en: `${file}: requires names "${id}", which is not in the course.`,
      es: `${file}: requires nombra «${id}», que no está en el curso.`,
    },
    { en: 'Correct the id, or take it out of requires.', es: 'Corrige el identificador o quítalo de requires.' },
  );
}
