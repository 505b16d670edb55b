import * as z from 'zod/mini';
import type { Report } from '../protocol/report';
import type { Course, Exercise } from './course';

const pointsSchema = z.object({ earned: z.number(), possible: z.number() });

/** How far a learner is with one exercise. An exercise that was never started has none. */
export const exerciseProgressSchema = z.object({
  state: z.enum(['started', 'passed']),
  /** The best verdict's points. */
  best: z.optional(pointsSchema),
  /** The newest verdict's points. */
  last: z.optional(pointsSchema),
  hintsShown: z.int(),
  /** How often the solution was asked for. */
  solutionAsked: z.int(),
  /** The version of the exercise that `state` and `best` speak of: when it was started, then when it was graded. */
  exerciseVersion: z.optional(z.string()),
  /** Name of the newest report in `.neurona/reports/<exercise>/`. */
  lastReport: z.optional(z.string()),
});
export type ExerciseProgress = z.infer<typeof exerciseProgressSchema>;

/** `.neurona/progress.json` */
export const progressSchema = z.object({
  format: z.literal(1),
  exercises: z.record(z.string(), exerciseProgressSchema),
});
export type Progress = z.infer<typeof progressSchema>;

/** An exercise that was begun and never graded. */
export const started: ExerciseProgress = { state: 'started', hintsShown: 0, solutionAsked: 0 };

/**
 * What a report makes of an exercise's progress. A fault of ours is no attempt, and a run of some tests only says
 * nothing about the exercise. What was passed stays passed, and keeps the version it was passed in until that of
 * another is passed too.
 */
export function afterReport(before: ExerciseProgress, report: Report, name: string): ExerciseProgress {
  const seen = { ...before, lastReport: name };
  if (report.verdict === 'not-gradable' || report.partial === true) return seen;
  const { points } = report;
  const sameVersion = before.exerciseVersion === report.exercise.version;
  if (report.verdict !== 'pass' && before.state === 'passed' && !sameVersion) return { ...seen, last: points };
  const best = sameVersion && before.best !== undefined && share(before.best) >= share(points) ? before.best : points;
  const state = report.verdict === 'pass' ? 'passed' : before.state;
  return { ...seen, state, best, last: points, exerciseVersion: report.exercise.version };
}

function share({ earned, possible }: { readonly earned: number; readonly possible: number }): number {
  return possible === 0 ? 0 : earned / possible;
}

/**
 * What to do next: after the given exercise, in course order, the first that is not passed and whose requirements
 * are; else the first such from the start; else the first that is not passed at all. Undefined when all are passed.
 */
export function nextExercise(course: Course, progress: Progress, after?: Exercise): Exercise | undefined {
  const passed = (id: string): boolean => progress.exercises[id]?.state === 'passed';
  const at = after === undefined ? -1 : course.exercises.findIndex(({ id }) => id === after.id);
  const turned = [...course.exercises.slice(at + 1), ...course.exercises.slice(0, at + 1)];
  const open = turned.filter(({ id }) => !passed(id));
  return open.find(({ manifest }) => manifest.requires.every(passed)) ?? open[0];
}
