import type { Exercise } from '../../catalogue/course';
import type { Localized } from '../../protocol/localized';
import type { Attempt } from '../attempt-test';
import type { CourseModules } from '../course-modules';
import type { CourseTest } from '../course-test';
import type { GradedExercise } from '../graded-exercise';
import type { Engine } from '../lazy-engine';
import type { Exports } from '../local-solution';
import { runLocally } from '../run-locally';
import type { SolutionPool } from '../solution-pool';
import type { TimeGuard } from '../time-guard';
import type { TestTrace } from '../trace';

/** What a check works with. */
export interface VerifyContext {
  readonly exercise: Exercise;
  readonly graded: GradedExercise;
  readonly modules: CourseModules;
  readonly engine: Engine;
  readonly guard: TimeGuard;
  readonly pool: SolutionPool;
  readonly version: string;
  readonly signal: AbortSignal;
  /** What several checks need, computed once. */
  readonly known: {
    readonly referenceTraces: Map<number, Promise<readonly TestTrace[]>>;
    readonly mistakeAttempts: Map<string, Promise<readonly Attempt[]>>;
  };
}

/** One thing to prove of an exercise: what is wrong with it, or nothing. */
export interface Check {
  readonly id: string;
  readonly name: Localized;
  readonly run: (context: VerifyContext) => Promise<readonly Localized[]>;
}

/** Seeds on which code that is right must pass: the exercise's own, and four that nobody chose. */
export function seedsOf(seed: number): number[] {
  return [seed, seed + 101, seed + 202, seed + 303, seed + 404];
}

/** Runs all tests, hidden ones too, against a module of the course, in this process. */
export function runAll(
  { graded, engine, guard }: VerifyContext,
  instantiate: () => Exports | Promise<Exports>,
  seed: number,
): Promise<Attempt[]> {
  return runLocally({
    tests: graded.tests,
    instantiate,
    reference: graded.reference,
    seed,
    engine,
    guard,
    limit: graded.limits.test,
  });
}

/** The tests that were run and did not pass. */
export function failing(tests: readonly CourseTest[], attempts: readonly Attempt[]): CourseTest[] {
  return tests.filter((_, i) => !['pass', 'skipped'].includes(attempts[i]!.verdict));
}

/** Why a test did not pass, for an author. */
export function reasonOf(attempt: Attempt | undefined): Localized {
  return attempt?.failure?.what ?? { en: `it came to "${attempt?.verdict}"`, es: `resultó «${attempt?.verdict}»` };
}

/** Titles in quotes, or a dash for none. */
export function titles(tests: readonly { readonly title: Localized }[]): Localized {
  const list = (language: 'en' | 'es'): string =>
    tests.length === 0 ? '–' : tests.map(({ title }) => `"${title[language]}"`).join(', ');
  return { en: list('en'), es: list('es') };
}
