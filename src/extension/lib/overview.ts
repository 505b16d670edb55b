import type { Course as CourseContents, Exercise, Unit } from '../../catalogue/course';
import { nextExercise, type ExerciseProgress, type Progress } from '../../catalogue/progress';
import type { Services } from './services';

/** How far the learner is, as the tree, the picker and the status bar show it. */
export interface Overview {
  readonly units: readonly OverviewUnit[];
  /** The exercise to do next; undefined when all are passed. */
  readonly next: OverviewExercise | undefined;
}
export interface OverviewUnit extends Pick<Unit, 'id' | 'title'> {
  readonly exercises: readonly OverviewExercise[];
  readonly passed: number;
}
export interface OverviewExercise extends Pick<Exercise, 'id' | 'manifest'> {
  /** An exercise that was started stays so when it is the next too. */
  readonly state: 'passed' | 'started' | 'next' | 'not-started';
  /** Undefined before it is started. */
  readonly progress: ExerciseProgress | undefined;
  /** Its verdict is of a version of the exercise that is no more. */
  readonly earlierVersion: boolean;
}

/** Joins a course with a learner's progress. `after` is the exercise they are at: what is next comes after it. */
export function overviewOf(
  course: CourseContents,
  progress: Progress,
  earlierVersions: ReadonlySet<string>,
  after?: Exercise,
): Overview {
  const nextId = nextExercise(course, progress, after)?.id;
  const exerciseOf = ({ id, manifest }: Exercise): OverviewExercise => {
    const own = progress.exercises[id];
    const state = own?.state ?? (id === nextId ? 'next' : 'not-started');
    return { id, manifest, state, progress: own, earlierVersion: earlierVersions.has(id) };
  };
  const units = course.units.map(({ id, title, exercises }) => ({
    id,
    title,
    exercises: exercises.map(exerciseOf),
    passed: exercises.filter((exercise) => progress.exercises[exercise.id]?.state === 'passed').length,
  }));
  return { units, next: units.flatMap(({ exercises }) => exercises).find(({ id }) => id === nextId) };
}

/** Reads the course and the learner's progress. Throws a HumanError when there is no course. */
export async function loadOverview({ course, workspace }: Pick<Services, 'course' | 'workspace'>, after?: string): Promise<Overview> {
  const [contents, progress] = await Promise.all([course.contents(), workspace.progress()]);
  const graded = contents.exercises.flatMap(({ id }) => {
    const own = progress.exercises[id];
    return own === undefined ? [] : [[id, own] as const];
  });
  const stale = await Promise.all(graded.map(async ([id, own]) => ((await workspace.isEarlierVersion(id, own)) ? [id] : [])));
  return overviewOf(contents, progress, new Set(stale.flat()), after === undefined ? undefined : contents.find(after));
}
