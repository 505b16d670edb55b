import { CANCELLED, CLOSED, HumanError } from '../protocol/human-error';
import type { LoadResult, SourceFile } from '../protocol/solution';
import { attemptTest, type Attempt } from './attempt-test';
import type { CourseTest } from './course-test';
import { startDeadline } from './deadline';
import { explainStray } from './explain-stray';
import type { GradedExercise } from './graded-exercise';
import { endedBy, timedOut, type Interruption } from './interruptions';
import type { Engine } from './lazy-engine';
import { describeLoadFailure } from './load-failure';
import type { PauseGate } from './pause-gate';
import type { ProbeForwarder } from './probe-forwarder';
import type { Session } from './session';
import type { SolutionSource } from './solution-pool';
import type { SolutionProcess } from './solution-process';
import type { TimeGuard } from './time-guard';
import { emptyTrace } from './trace';

export interface TestRunnerOptions {
  readonly exercise: GradedExercise;
  readonly files: readonly SourceFile[];
  readonly seed: number;
  readonly instrument: boolean;
  readonly pool: SolutionSource;
  readonly engine: Engine;
  readonly guard: TimeGuard;
  readonly gate: PauseGate;
  readonly probes: ProbeForwarder;
  readonly onOutput: (text: string) => void;
  readonly signal: AbortSignal;
}

/** How one test went, and what it took. */
export interface TestRun extends Attempt {
  readonly milliseconds: number;
  /** The learner's file did not load, so that no other test can begin either. */
  readonly unloaded: boolean;
}

/** Runs an exercise's tests one after another, each on a fresh instance of the learner's module. */
export interface TestRunner {
  /** Runs one test for so many milliseconds at most. Rejects with `cancelled` when the run is given up. */
  readonly run: (test: CourseTest, limit: number) => Promise<TestRun>;
  readonly engineUsed: () => { readonly name: string; readonly version: string };
  /** Ends the learner's process. */
  readonly close: () => void;
}

export function createTestRunner(options: TestRunnerOptions): TestRunner {
  const { exercise, pool, engine, guard, gate, probes, signal } = options;
  let process: SolutionProcess | undefined;
  let engineUsed = { name: 'none', version: '' };

  const whenAborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => {
      process?.kill();
      reject(new HumanError(CANCELLED, { en: 'Stopped.', es: 'Detenido.' }));
    });
  });
  whenAborted.catch(() => {});

  const run: TestRunner['run'] = async (test, limit) => {
    const solution = (process ??= await Promise.race([pool.take(), whenAborted]));
    const deadline = startDeadline(limit);
    let session: Session | undefined;
    solution.attach(
      {
        callback: async ({ id, args }) => {
          if (session === undefined) throw new Error('No test is running');
          return session.callback(id, args);
        },
        probes: async ({ probes: shown }) => {
          probes.add({ test: test.id, call: session?.currentCall() ?? 0 }, shown);
          if (gate.paused()) {
            // The clock rests while the answer is withheld, and only then.
            deadline.rest();
            await gate.opened();
            deadline.resume();
          }
          return null;
        },
      },
      options.onOutput,
    );
    const late = deadline.over.then((): Interruption => {
      solution.kill();
      return timedOut(limit);
    });
    const interrupted = Promise.race([late, solution.ended.then(endedBy), whenAborted]);
    interrupted.catch(() => {});

    try {
      const loaded = await load(solution, interrupted);
      if (loaded.outcome !== 'loaded')
        return { ...loaded.attempt(test), milliseconds: deadline.used(), unloaded: true };
      engineUsed = loaded.engine;
      const attempt = await attemptTest({
        test,
        client: solution.client,
        loaded,
        seed: options.seed,
        engine,
        reference: exercise.usesReference ? ((await exercise.reference()) ?? {}) : {},
        interrupted,
        onSession: (made) => (session = made),
        show: (probe, call) => probes.add({ test: test.id, call }, [probe]),
      });
      const milliseconds = deadline.used();
      const reference = attempt.stray === undefined ? undefined : await exercise.reference();
      const explained = reference === undefined ? attempt : await explainStray(attempt, reference, engine, guard);
      return { ...explained, milliseconds, unloaded: false };
    } finally {
      deadline.drop();
      if (!solution.alive()) process = undefined;
    }
  };

  /** Loads a fresh instance of the learner's module, or says why there is none. */
  const load = async (
    solution: SolutionProcess,
    interrupted: Promise<Interruption>,
  ): Promise<
    (LoadResult & { outcome: 'loaded' }) | { outcome: 'unloaded'; attempt: (test: CourseTest) => Attempt }
  > => {
    const answer = solution.client
      .load({ files: [...options.files], entry: exercise.entry, seed: options.seed, instrument: options.instrument })
      .catch((error: unknown) => {
        if (error instanceof HumanError && error.code === CLOSED) return interrupted;
        throw error;
      });
    const loaded = await Promise.race([answer, interrupted]);
    if ('verdict' in loaded) {
      return { outcome: 'unloaded', attempt: (test) => ({ ...loaded, trace: emptyTrace(test.id), alive: false }) };
    }
    if (loaded.outcome === 'loaded') return loaded;
    const failure = describeLoadFailure(loaded);
    return {
      outcome: 'unloaded',
      attempt: (test) => ({ verdict: 'error', failure, trace: emptyTrace(test.id), alive: true }),
    };
  };

  return {
    run,
    engineUsed: () => engineUsed,
    close: () => {
      process?.kill();
      process = undefined;
    },
  };
}
