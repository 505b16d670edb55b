import type { Attempt } from './attempt-test';
import { climb, TOLERANCE } from './expectations/ladder';
import { describeBreak } from './expectations/messages';
import { printValue } from './expectations/print';
import type { Engine } from './lazy-engine';
import type { Exports } from './local-solution';
import { replay, type Visit } from './replay';
import type { TimeGuard } from './time-guard';

/**
 * A test's body threw an error of its own. Mostly it reached into something that learner code returned and that was
 * not what it should be; then the first answer that differs from the reference's is what the learner is told.
 * Where all answers agree with the reference's, the test itself is at fault.
 */
export async function explainStray(
  attempt: Attempt,
  reference: Exports,
  engine: Engine,
  guard: TimeGuard,
): Promise<Attempt> {
  let explained = attempt;
  const look: Visit = (expected, at) => {
    const { outcome, origin } = attempt.trace.calls[at]!;
    if (outcome.outcome !== 'returned' || expected.outcome !== 'returned') return true;
    const broken = climb(expected.value, outcome.value, { tolerance: TOLERANCE, exact: false });
    if (broken === undefined) return true;
    const { stray: _, ...rest } = attempt;
    explained = {
      ...rest,
      verdict: 'fail',
      failure: {
        rung: broken.rung,
        ...describeBreak(broken, origin, undefined),
        expected: printValue(expected.value),
        actual: printValue(outcome.value),
        ...(origin.position !== undefined && { position: origin.position }),
      },
    };
    return false;
  };
  await guard.drive(replay(attempt.trace, { exports: reference, engine }, look));
  return explained;
}
