import { constants } from 'node:fs';
import { copyFile, mkdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { languages, type Language, type Localized } from '../protocol/localized';
import type { Report } from '../protocol/report';
import type { SourceFile } from '../protocol/solution';
import { requireExercise, type Course, type Exercise } from './course';
import { dateStamp } from './date-stamp';
import { diskError, ifThere, onDisk } from './disk-error';
import { collectFiles } from './edited-files';
import { findsTypes, foreignTsconfig, learnerTsconfig } from './learner-tsconfig';
import { readLesson } from './lessons';
import { afterReport, type ExerciseProgress, type Progress } from './progress';
import { createProgressStore } from './progress-store';
import { createReportStore } from './report-store';
import { readIfThere, withLock, writeIfChanged, writeWhole } from './safe-file';
import { refreshTypes } from './types-folder';

export interface WorkspaceOptions {
  readonly course: Course;
  /** The folder of declarations that learners' code is checked against: `dist/types`. */
  readonly types: string;
  /** The time that copies are dated with. */
  readonly now?: () => Date;
}

/** Something that a person should be told, though what they asked for was done. */
export type Notice = Localized;

export interface Scaffold {
  /** The learner's file, an absolute path. */
  readonly file: string;
  /** The lesson, in the language it is really in. */
  readonly lesson: { readonly file: string; readonly language: Language } | undefined;
  /** False when the learner's file was there already: it is as it was. */
  readonly created: boolean;
  readonly notices: readonly Notice[];
}

/** A change that was written, and what a person should be told about it. */
export interface Recorded {
  readonly progress: Progress;
  readonly notices: readonly Notice[];
}

/**
 * A learner's folder. Everything in it is theirs: nothing of theirs is ever overwritten or removed.
 * Whatever the disk refuses is thrown as one HumanError that names the file.
 */
export interface Workspace {
  readonly folder: string;
  readonly course: Course;
  /** The learner's file of an exercise, whether it is there yet or not. An absolute path. */
  fileOf(exercise: Exercise): string;
  /** The exercise a file (or folder) belongs to, by where it lies. */
  exerciseOf(path: string): Exercise | undefined;
  /** Puts an exercise into the folder: the learner's file if there is none, types, tsconfig.json, both lessons. */
  scaffold(exercise: Exercise, language: Language): Promise<Scaffold>;
  /** Brings `.neurona/types` up to date. Resolves with what a person should know; cheap when all is well. */
  repair(): Promise<readonly Notice[]>;
  /** Starts the learner's file again; what was there is kept as `copy`. */
  reset(exercise: Exercise): Promise<{ readonly file: string; readonly copy: string | undefined }>;
  /**
   * What would run: the learner's file and what it imports from its own folder.
   * `open` gives the text of a file that an editor holds unsaved. Throws a HumanError when there is no file yet.
   */
  editedFiles(exercise: Exercise, open?: (file: string) => string | undefined): Promise<SourceFile[]>;
  /** How far the learner is. A torn file is set aside and rebuilt from the reports, and `notices` says so. */
  progress(): Promise<Recorded>;
  /** Keeps a report, the newest 20 of each exercise, and what it says of progress. */
  recordReport(report: Report): Promise<Recorded>;
  recordHint(exercise: Exercise, shown: number): Promise<Recorded>;
  recordSolutionAsked(exercise: Exercise): Promise<Recorded>;
  /** The newest report of an exercise. */
  lastReport(exercise: Exercise): Promise<Report | undefined>;
  /** The verdict is of a version of the exercise that is no more. */
  isEarlierVersion(exercise: Exercise, progress: ExerciseProgress): Promise<boolean>;
}

/** What the rest of `.neurona` is not: made by Neurona, and made again whenever it is missing. */
const IGNORED = '/types/\n/lessons/\n/lock/\n';

/** Opens a learner's folder. Reads nothing and writes nothing yet. */
export function openWorkspace(path: string, { course, types, now = () => new Date() }: WorkspaceOptions): Workspace {
  const folder = resolve(path);
  const ours = join(folder, '.neurona');
  const reports = createReportStore(join(ours, 'reports'));
  const progress = createProgressStore(ours, reports, now);

  const folderOf = (exercise: Exercise): string => join(folder, exercise.folder);
  const fileOf = (exercise: Exercise): string => join(folderOf(exercise), exercise.manifest.entry);
  const starterOf = async (exercise: Exercise): Promise<string> => (await exercise.read('starter.ts')) ?? '';

  const writeLessons = async (exercise: Exercise, language: Language): Promise<Scaffold['lesson']> => {
    const target = join(ours, 'lessons', exercise.folder);
    for (const each of languages) {
      const text = await exercise.read(`lesson.${each}.md`);
      if (text !== undefined) await writeIfChanged(join(target, `lesson.${each}.md`), text);
    }
    const lesson = await readLesson(exercise, language);
    return lesson && { file: join(target, lesson.name), language: lesson.language };
  };

  const writeTsconfig = async (): Promise<readonly Notice[]> => {
    const file = join(folder, 'tsconfig.json');
    if (await createFile(file, learnerTsconfig)) return [];
    return findsTypes((await readIfThere(file)) ?? '') ? [] : [foreignTsconfig(file)];
  };

  const writeOurs = async (): Promise<void> => {
    const { version } = await refreshTypes(types, join(ours, 'types'));
    await writeIfChanged(join(ours, '.gitignore'), IGNORED);
    const about = { format: 1, course: course.id, neurona: version };
    await writeIfChanged(join(ours, 'workspace.json'), `${JSON.stringify(about, undefined, 2)}\n`);
  };

  return {
    folder,
    course,
    fileOf,
    exerciseOf: (file) => {
      const [unit, slug] = relative(folder, resolve(folder, file)).split(sep);
      return course.exercises.find((exercise) => exercise.folder === `${unit}/${slug}`);
    },
    scaffold: async (exercise, language) => {
      const created = await withLock(ours, async () => {
        await writeOurs();
        return createFile(fileOf(exercise), await starterOf(exercise));
      });
      const lesson = await writeLessons(exercise, language);
      const notices = await writeTsconfig();
      const version = await exercise.version();
      const begun = await progress.update(exercise.id, (before) => ({ ...before, exerciseVersion: before.exerciseVersion ?? version }));
      return { file: fileOf(exercise), lesson, created, notices: [...notices, ...begun.notices] };
    },
    repair: async () => {
      if ((await readIfThere(join(ours, 'workspace.json'))) === undefined) return [];
      await withLock(ours, writeOurs);
      return writeTsconfig();
    },
    reset: (exercise) =>
      withLock(ours, async () => {
        const file = fileOf(exercise);
        const starter = await starterOf(exercise);
        const copy = await keepCopy(file, join(ours, 'copies', exercise.folder), now());
        await writeWhole(file, starter);
        return { file, copy };
      }),
    editedFiles: (exercise, open) => collectFiles(folderOf(exercise), exercise.manifest.entry, open),
    progress: () => progress.read(),
    recordReport: async (report) => {
      const exercise = requireExercise(course, report.exercise.id);
      return progress.update(exercise.id, async (before) => afterReport(before, report, await reports.add(report)));
    },
    recordHint: (exercise, shown) =>
      progress.update(exercise.id, (before) => ({ ...before, hintsShown: Math.max(before.hintsShown, shown) })),
    recordSolutionAsked: (exercise) =>
      progress.update(exercise.id, (before) => ({ ...before, solutionAsked: before.solutionAsked + 1 })),
    lastReport: (exercise) => reports.newest(exercise.id),
    isEarlierVersion: async (exercise, { exerciseVersion }) =>
      exerciseVersion !== undefined && exerciseVersion !== (await exercise.version()),
  };
}

/** Creates a file that is not there. Resolves with false when one is: it is left as it is. */
async function createFile(file: string, text: string): Promise<boolean> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    const there = (error as NodeJS.ErrnoException).code === 'EEXIST' ? await ifThere(stat(file)) : undefined;
    if (there?.isFile() === true) return false;
    throw diskError(error, file);
  }
}

/** Copies a file under a dated name, never over another one. Resolves with the copy's path; undefined without a file. */
async function keepCopy(file: string, folder: string, date: Date): Promise<string | undefined> {
  return onDisk(file, async () => {
    if ((await ifThere(stat(file))) === undefined) return undefined;
    await mkdir(folder, { recursive: true });
    for (let again = 1; ; again++) {
      const name = `${basename(file, '.ts')}.${dateStamp(date)}${again === 1 ? '' : `-${again}`}.ts`;
      try {
        await copyFile(file, join(folder, name), constants.COPYFILE_EXCL);
        return join(folder, name);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
  });
}
