import type { Attempt } from './attempt-test';
import { suite, type SuiteTools, type TestOptions, type TestTools } from './course-api';
import { listTests, type CourseTest } from './course-test';
import { createEngine } from './lazy-engine';
import type { Exports } from './local-solution';
import { runLocally } from './run-locally';
import { createTimeGuard } from './time-guard';
import type { Localized } from '../protocol/localized';

/** For unit tests only: an engine that nobody may start. */
export const noEngine = createEngine(() => Promise.reject(new Error('no engine in this test')));

/** For unit tests only: the tools of a test that uses a module as it likes; what it really is, is what is tested. */
export type LooseTestTools = Omit<TestTools<object>, 'solution'> & { readonly solution: Record<string, any> };
export interface LooseTools {
  readonly test: (
    title: Localized,
    options: TestOptions,
    body: (tools: LooseTestTools) => void | Promise<void>,
  ) => void;
}

/** For unit tests only: the tests of a suite as an author writes it. */
export function testsOf(define: (tools: LooseTools) => void): CourseTest[] {
  return listTests(
    suite((tools: SuiteTools<never>) => define(tools as unknown as LooseTools)),
    'visible.test.ts',
    false,
  );
}

/** For unit tests only: runs tests as an author writes them against exports, in this process. */
export function attemptLocally(
  exports: () => Exports,
  define: (tools: LooseTools) => void,
  { seed = 1, limit = 1_000, reference = exports } = {},
): Promise<Attempt[]> {
  return runLocally({
    tests: testsOf(define),
    instantiate: exports,
    reference,
    seed,
    engine: noEngine,
    guard: createTimeGuard(limit),
    limit,
  });
}
