import { join } from 'node:path';
import { verbatim } from '../protocol/localized';
import type { Report, Verdict } from '../protocol/report';
import { buildSolution } from '../solution/test-driver';
import type { Mistakes } from './course-api';
import { grade, type GradeOptions } from './grade';
import type { Exports } from './local-solution';
import { createPauseGate } from './pause-gate';
import { createSolutionPool, type SolutionPool } from './solution-pool';
import { SOLUTION_LIMITS } from './solution-process';
import { createTimeGuard } from './time-guard';
import { noEngine, testsOf, type LooseTools } from './test-support';

/** For unit tests only: milliseconds for one test. */
export const LIMIT = 3_000;

type Define = (tools: LooseTools) => void;

export interface HarnessOptions extends Partial<Omit<GradeOptions, 'exercise'>> {
  readonly reference?: () => Exports;
  readonly mistakes?: Mistakes<Exports>;
  readonly exerciseLimit?: number;
  /** `LIMIT` unless told. */
  readonly testLimit?: number;
}

/** For unit tests only: grades sources against learner's processes as they ship, with little memory. */
export interface GradeHarness {
  /** Grades a source as `f.ts`. The tests of `define` are visible ones. */
  readonly gradeSource: (text: string, define: Define, options?: HarnessOptions) => Promise<Report>;
  readonly close: () => void;
}

export async function openGradeHarness(): Promise<GradeHarness> {
  const pool: SolutionPool = createSolutionPool({
    entry: join(await buildSolution(), 'solution.mjs'),
    limits: { ...SOLUTION_LIMITS, heap: 64, memory: 256 << 20 },
  });
  await pool.warm();
  return {
    close: pool.close,
    gradeSource: (text, define, options = {}) =>
      grade({
        exercise: {
          id: 'the-exercise',
          title: verbatim('The exercise'),
          version: 'v',
          entry: 'f.ts',
          seed: 7,
          limits: { test: options.testLimit ?? LIMIT, exercise: options.exerciseLimit ?? 40_000 },
          heavy: false,
          tests: testsOf(define),
          reference: async () => options.reference?.(),
          usesReference: false,
          mistakes: async () => options.mistakes,
        },
        files: [{ path: 'f.ts', text }],
        seed: 7,
        hidden: true,
        only: undefined,
        instrument: false,
        pool,
        engine: noEngine,
        guard: createTimeGuard(500),
        gate: createPauseGate(),
        probes: { add: () => {}, flush: () => {} },
        graderVersion: '0',
        onStarted: () => {},
        onFinished: () => {},
        onOutput: () => {},
        signal: new AbortController().signal,
        ...options,
      }),
  };
}

/** Two tests of one function, f(x) = x + 1, so that what the first does to the process shows in the second. */
export const twice: Define = ({ test }) => {
  test(verbatim('first'), { points: 1 }, async ({ solution, expect }) => expect(solution.f(1)).toEqual(2));
  test(verbatim('second'), { points: 2 }, async ({ solution, expect }) => expect(solution.f(2)).toEqual(3));
};

export function verdictsOf(report: Report): Verdict[] {
  return report.tests.map(({ verdict }) => verdict);
}
