import { openCourse, requireExercise, type Course, type Exercise } from '../catalogue/course';
import type { ExerciseReference, GradeParams, graderContract, TestDescription } from '../protocol/grader';
import { chooseEngine, type EngineChoice } from '../native/choose-engine';
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
import type { SolutionPool, SolutionSource } from './solution-pool';
import { createTimeGuard } from './time-guard';
import { verify } from './verify/verify';

export interface GraderOptions {
  readonly version: string;
  readonly pool: SolutionPool;
  /** The bundle of the process that proves a native engine. */
  readonly prober: string;
  readonly engine: Engine;
  /** Says something to whoever asked for the grading. */
  readonly emit: Emit<typeof graderContract>;
}

/** How long one call into a mistake may take before it counts as one that never ends. */
const MISTAKE_LIMIT = 1_000;

/** What the grader process answers. It grades one exercise at a time: a second request waits for the first. */
export function createGrader({ version, pool, prober, engine, emit }: GraderOptions): Handlers<typeof graderContract> {
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

  /** The processes for one grading. Where a proven native engine will not start all the same, `auto` goes on with wasm. */
  const chooseProcesses = async (
    { engine: wish = 'auto', nativeFolder }: GradeParams,
    { heavy }: GradedExercise,
    signal: AbortSignal,
  ): Promise<{ readonly processes: SolutionSource; readonly why: EngineChoice['why'] }> => {
    const choice = await chooseEngine({ wish, heavy, nativeFolder, prober, signal });
    if (choice.nativeFolder === undefined) return { processes: pool, why: choice.why };
    const processes = pool.native(choice.nativeFolder);
    try {
      await processes.warm();
      return { processes, why: choice.why };
    } catch (error) {
      if (wish === 'native') throw error;
      return { processes: pool, why: { en: 'the native engine did not start', es: 'el motor nativo no arrancó' } };
    }
  };

  const gradeOnce = async (params: GradeParams, signal: AbortSignal): Promise<Report> => {
    if (signal.aborted) throw new HumanError(CANCELLED, { en: 'Stopped.', es: 'Detenido.' });
    const exercise = await load(params);
    const { processes, why } = await chooseProcesses(params, exercise, signal);
    const runFile = params.runFile === undefined ? undefined : createRunFile(params.runFile);
    gate.set(false);
    try {
      const report = await grade({
        exercise,
        files: params.files,
        seed: params.seed ?? exercise.seed,
        hidden: params.hidden,
        only: params.only,
        instrument: params.instrument,
        pool: processes,
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
      return { ...report, engine: { ...report.engine, ...(usesTensors(report) && { why }) } };
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

/** Whether an engine computed at all: plain TypeScript needs none, and nothing is to be said of why. */
function usesTensors({ engine }: Report): boolean {
  return engine.name !== 'none' && engine.name !== 'javascript';
}
