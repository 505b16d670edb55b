import type { TestReport, Verdict } from '../protocol/report';

/** The order in which verdicts weigh: an exercise's is the heaviest among its tests'. */
const weights: Readonly<Record<Verdict, number>> = {
  pass: 0,
  skipped: 1,
  fail: 2,
  error: 3,
  timeout: 4,
  memory: 5,
  'not-gradable': 6,
};

/** What one test is worth: all its points or none. */
export function earnedPoints(verdict: Verdict, points: number): number {
  return verdict === 'pass' ? points : 0;
}

/**
 * The one place where points are added up. A test that could not be graded is neither earned nor possible: a fault
 * of ours never costs a learner anything.
 */
export function scoreTests(tests: readonly TestReport[]): {
  readonly verdict: Verdict;
  readonly points: { readonly earned: number; readonly possible: number };
} {
  const graded = tests.filter(({ verdict }) => verdict !== 'not-gradable');
  return {
    verdict: tests.reduce<Verdict>(
      (worst, { verdict }) => (weights[verdict] > weights[worst] ? verdict : worst),
      'pass',
    ),
    points: {
      earned: sum(graded.map(({ earned }) => earned)),
      possible: sum(graded.map(({ points }) => points)),
    },
  };
}

/** Adds without the dust of binary fractions: 0.1 + 0.2 points are 0.3. */
function sum(points: readonly number[]): number {
  return Math.round(points.reduce((total, value) => total + value, 0) * 1e6) / 1e6;
}
