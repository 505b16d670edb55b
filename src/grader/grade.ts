import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Failure, Report, TestReport } from '../protocol/report';
import { MAX_NAME } from '../protocol/probe';
import type { CourseTest } from './course-test';
import type { Numeric } from './expectations/numeric';
import { outOfTime } from './interruptions';
import { notLoaded } from './load-failure';
import { shownTensor } from './picture';
import type { ProbeForwarder } from './probe-forwarder';
import { recognise } from './recognise';
import { createTestRunner, type TestRun, type TestRunnerOptions } from './run-test';
import { earnedPoints, scoreTests } from './scoring';

export interface GradeOptions extends TestRunnerOptions {
  /** The hidden tests too. */
  readonly hidden: boolean;
  /** Ids of tests; all when undefined. */
  readonly only: readonly string[] | undefined;
  readonly graderVersion: string;
  readonly onStarted: (test: string) => void;
  readonly onFinished: (test: TestReport) => void;
}

/** Bytes of prints that a report keeps. */
const MAX_OUTPUT = 64 << 10;
/** Larger tensors are not drawn for a failing test: nobody finds anything in them. */
const MAX_SHOWN = 1 << 20;
/** How long mistakes may be looked for. What is not found by then is not said. */
const NAMING_LIMIT = 4_000;

/**
 * Grades one exercise once. Learner code that fails, hangs or dies is data in the report; it rejects with
 * `cancelled` when it is given up, and with a HumanError when nothing could be graded for a fault of ours.
 */
export async function grade(options: GradeOptions): Promise<Report> {
  const { exercise, files, pool, probes } = options;
  const startedAt = new Date();
  const start = performance.now();
  const tests = exercise.tests.filter(
    ({ id, hidden }) => (options.hidden || !hidden) && (options.only === undefined || options.only.includes(id)),
  );
  let output = '';
  const runner = createTestRunner({
    ...options,
    onOutput: (text) => {
      output = (output + text).slice(0, MAX_OUTPUT);
      options.onOutput(text);
    },
  });

  const runs: TestRun[] = [];
  const reports: TestReport[] = [];
  try {
    let used = 0;
    for (const test of tests) {
      options.onStarted(test.id);
      const left = exercise.limits.exercise - used;
      const skipped = whySkipped(test, tests, reports, runs, left <= 0, exercise.limits.exercise);
      const run = skipped ?? (await runner.run(test, Math.min(test.limit ?? exercise.limits.test, left)));
      used += run.milliseconds;
      const report = reportTest(test, run, probes);
      if (skipped === undefined) runs.push(run as TestRun);
      reports.push(report);
      probes.flush();
      options.onFinished(report);
    }
    // What was printed last may still be in the pipe.
    await setImmediate();
    await setImmediate();
  } finally {
    runner.close();
    probes.flush();
    // The next run finds a process ready; whether it could be started is that run's business.
    pool.warm().catch(() => {});
  }

  const named = await nameMistakes(runs, options);
  const withAdvice = reports.map((report, i) =>
    named.length > 0
      ? report
      : advise(
          report,
          runs.find(({ trace }) => trace.test === tests[i]!.id),
        ),
  );
  return {
    format: 1,
    exercise: { id: exercise.id, title: exercise.title, version: exercise.version },
    grader: { version: options.graderVersion },
    engine: runner.engineUsed(),
    runtime: { node: process.versions.node, v8: process.versions.v8 },
    ...(tests.length < exercise.tests.filter(({ hidden }) => options.hidden || !hidden).length && { partial: true }),
    seed: options.seed,
    startedAt: startedAt.toISOString(),
    milliseconds: performance.now() - start,
    files: files.map(({ path, text }) => ({ path, sha256: createHash('sha256').update(text).digest('hex') })),
    ...scoreTests(withAdvice),
    tests: withAdvice,
    mistakes: named,
    output,
  };
}

type Skipped = Pick<TestRun, 'verdict' | 'milliseconds'> & { readonly failure: Failure };

/** Why a test does not begin: the file does not load, another one must pass first, or the exercise's time is used up. */
function whySkipped(
  test: CourseTest,
  tests: readonly CourseTest[],
  reports: readonly TestReport[],
  runs: readonly TestRun[],
  outOfTime_: boolean,
  limit: number,
): Skipped | undefined {
  if (runs.some(({ unloaded }) => unloaded)) return { verdict: 'skipped', milliseconds: 0, failure: notLoaded };
  const first = tests.find(({ id }) => id === test.after);
  if (first !== undefined && reports.find(({ id }) => id === first.id)?.verdict !== 'pass') {
    return {
      verdict: 'skipped',
      milliseconds: 0,
      failure: { what: { en: `It waits for "${first.title.en}".`, es: `Espera a «${first.title.es}».` } },
    };
  }
  return outOfTime_ ? { ...outOfTime(limit), milliseconds: 0 } : undefined;
}

function reportTest(
  { id, title, hidden, points }: CourseTest,
  run: Pick<TestRun, 'verdict' | 'milliseconds' | 'failure' | 'grids'>,
  probes: ProbeForwarder,
): TestReport {
  const tensors = run.grids && showGrids(id, run.grids, probes);
  const failure = run.failure && { ...run.failure, ...(tensors && { tensors }) };
  return {
    id,
    title,
    hidden,
    points,
    earned: earnedPoints(run.verdict, points),
    verdict: run.verdict,
    milliseconds: run.milliseconds,
    ...(failure && { failure }),
  };
}

/** Puts what was expected, what came and the difference where the tensor view finds them. */
function showGrids(
  test: string,
  { expected, actual }: { expected: Numeric; actual: Numeric },
  probes: ProbeForwarder,
): Failure['tensors'] {
  if (expected.data.length < 2 || expected.data.length > MAX_SHOWN) return undefined;
  const prefix = test.slice(0, MAX_NAME - '/difference'.length);
  const difference = {
    shape: expected.shape,
    dtype: undefined,
    data: Float32Array.from(expected.data, (value, i) => actual.data[i]! - value),
  };
  const shown = { expected, actual, difference };
  probes.add(
    { test, call: 0 },
    Object.entries(shown).map(([name, grid]) => ({
      kind: 'tensor',
      name: `${prefix}/${name}`,
      tensor: shownTensor(grid),
    })),
  );
  return { expected: `${prefix}/expected`, actual: `${prefix}/actual` };
}

/** The mistakes that explain all that was returned; none when anything was cut short. */
async function nameMistakes(
  runs: readonly TestRun[],
  { exercise, engine, guard }: GradeOptions,
): Promise<Report['mistakes']> {
  const failed = runs.some(({ verdict }) => verdict === 'fail' || verdict === 'error');
  if (!failed || runs.some(({ alive, unloaded, verdict }) => !alive || unloaded || verdict === 'not-gradable'))
    return [];
  const mistakes = await exercise.mistakes();
  if (mistakes === undefined) return [];
  const until = performance.now() + NAMING_LIMIT;
  const recognition = await recognise({
    mistakes,
    traces: runs.map(({ trace }) => trace),
    engine,
    guard,
    givesUp: () => performance.now() > until,
  });
  if (recognition.outcome !== 'named') return [];
  return mistakes.list.filter(({ id }) => recognition.ids.includes(id)).map(({ id, tells }) => ({ id, tells }));
}

/** Where no mistake has a name, what is certain of how the numbers differ is the next best thing to say. */
function advise(report: TestReport, run: TestRun | undefined): TestReport {
  if (run?.symptom === undefined || report.failure === undefined || report.failure.next !== undefined) return report;
  return { ...report, failure: { ...report.failure, next: run.symptom } };
}
