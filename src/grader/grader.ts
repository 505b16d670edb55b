import { openCourse, requireExercise, type Course, type Exercise } from '../catalogue/course';
import type { ExerciseReference, GradeParams, graderContract, TestDescription } from '../protocol/grader';
import { CANCELLED, HumanError } from '../protocol/human-error';
import type { Report } from '../protocol/report';
import type { Emit, Handlers } from '../protocol/rpc';
import { grade } from './grade';
import type { GradedExercise } from './graded-exercise';
import type { Engine } from './lazy-engine';
import { loadExercise } from './load-exercise';
import { createPauseGate } from './pause-gate';
import { createProbeForwarder } from './probe-forwarder';
import { createRunFile } from './run-file';
import type { SolutionPool } from './solution-pool';
import { createTimeGuard } from './time-guard';
import { verify } from './verify/verify';

export interface GraderOptions {
  readonly version: string;
  readonly pool: SolutionPool;
  readonly engine: Engine;
  /** Says something to whoever asked for the grading. */
  readonly emit: Emit<typeof graderContract>;
}

/** How long one call into a mistake may take before it counts as one that never ends. */
const MISTAKE_LIMIT = 1_000;

/** What the grader process answers. It grades one exercise at a time: a second request waits for the first. */
export function createGrader({ version, pool, engine, emit }: GraderOptions): Handlers<typeof graderContract> {
  const gate = createPauseGate();
  const guard = createTimeGuard(MISTAKE_LIMIT);
  let turn: Promise<unknown> = Promise.resolve();
  let loaded: { readonly key: string; readonly exercise: Promise<GradedExercise> } | undefined;

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work);
    turn = result.catch(() => {});
    return result;
  };

  const find = async ({ course, exercise }: ExerciseReference): Promise<Exercise> => {
    const opened: Course = await openCourse(course);
    return requireExercise(opened, exercise);
  };

  /** The exercise as its files stand now; kept until they change, because compiling takes longer than grading. */
  const load = async (reference: ExerciseReference): Promise<GradedExercise> => {
    const exercise = await find(reference);
    const key = `${reference.course}\n${exercise.id}\n${await exercise.version()}`;
    if (loaded?.key !== key) loaded = { key, exercise: loadExercise(exercise, engine) };
    const current = loaded;
    try {
      return await current.exercise;
    } catch (error) {
      if (loaded === current) loaded = undefined;
      throw error;
    }
  };

  const gradeOnce = async (params: GradeParams, signal: AbortSignal): Promise<Report> => {
    if (signal.aborted) throw new HumanError(CANCELLED, { en: 'Stopped.', es: 'Detenido.' });
    const exercise = await load(params);
    const runFile = params.runFile === undefined ? undefined : createRunFile(params.runFile);
    gate.set(false);
    try {
      return await grade({
        exercise,
        files: params.files,
        seed: params.seed ?? exercise.seed,
        hidden: params.hidden,
        only: params.only,
        instrument: params.instrument,
        pool,
        engine,
        guard,
        gate,
        probes: createProbeForwarder((probe) => emit('probe', probe), runFile),
        graderVersion: version,
        onStarted: (test) => emit('started', { test }),
        onFinished: (test) => emit('finished', test),
        onOutput: (text) => emit('output', { text }),
        signal,
      });
    } finally {
      runFile?.close();
    }
  };

  return {
    tests: async (reference) =>
      (await load(reference)).tests.map(({ id, title, points, hidden }): TestDescription => ({
        id,
        title,
        points,
        hidden,
      })),
    grade: (params, signal) => inTurn(() => gradeOnce(params, signal)),
    pause: ({ paused }) => {
      gate.set(paused);
      return null;
    },
    verify: (reference, signal) =>
      inTurn(async () => verify({ exercise: await find(reference), engine, pool, guard, version, signal })),
    warm: async () => {
      await pool.warm();
      return null;
    },
  };
}
