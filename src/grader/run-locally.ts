import { attemptTest, type Attempt } from './attempt-test';
import type { CourseTest } from './course-test';
import { startDeadline } from './deadline';
import { timedOut } from './interruptions';
import type { Engine } from './lazy-engine';
import { createLocalClient, type Exports } from './local-solution';
import type { Session } from './session';
import type { TimeGuard } from './time-guard';
import { emptyTrace } from './trace';

export interface LocalRunOptions {
  readonly tests: readonly CourseTest[];
  /** A fresh instance of the module that is tested. */
  readonly instantiate: () => Exports | Promise<Exports>;
  /** A fresh instance of the reference. */
  readonly reference: () => Exports | undefined | Promise<Exports | undefined>;
  readonly seed: number;
  readonly engine: Engine;
  readonly guard: TimeGuard;
  /** Milliseconds for a test that says nothing else. */
  readonly limit: number;
}

/**
 * Runs tests against a module of the course in this process: for code that is ours. It sees the same copies of the
 * same values that a learner's process would. A test that waits for one that did not pass is skipped.
 */
export async function runLocally(options: LocalRunOptions): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  for (const test of options.tests) {
    const first = options.tests.findIndex(({ id }) => id === test.after);
    const waits = first >= 0 && attempts[first]?.verdict !== 'pass';
    attempts.push(
      waits ? { verdict: 'skipped', trace: emptyTrace(test.id), alive: true } : await runOne(test, options),
    );
  }
  return attempts;
}

async function runOne(
  test: CourseTest,
  { instantiate, reference, seed, engine, guard, limit }: LocalRunOptions,
): Promise<Attempt> {
  let session: Session | undefined;
  const client = createLocalClient({
    instantiate,
    engine,
    guard,
    callback: (id, args) => session!.callback(id, args),
  });
  const loaded = await client.load({ files: [], entry: '', seed, instrument: false });
  if (loaded.outcome !== 'loaded') throw new Error('A local module always loads');
  const allowed = test.limit ?? limit;
  const deadline = startDeadline(allowed);
  try {
    return await attemptTest({
      test,
      client,
      loaded,
      seed,
      engine,
      reference: (await reference()) ?? {},
      interrupted: deadline.over.then(() => timedOut(allowed)),
      onSession: (made) => (session = made),
      show: () => {},
    });
  } finally {
    deadline.drop();
  }
}
