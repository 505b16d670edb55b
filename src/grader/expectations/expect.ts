import type { Localized } from '../../protocol/localized';
import type { Failure, Rung } from '../../protocol/report';
import type { WireValue } from '../../protocol/value';
import type { Expect, Expectation, ExpectationOptions } from '../course-api';
import type { Origin } from '../trace';
import { ExpectationFailed } from './failures';
import { climb, TOLERANCE, type Break } from './ladder';
import { describeBreak } from './messages';
import { printValue } from './print';
import { symptomOf } from './symptoms';

/** What an expectation needs to know of the call that its value came from. */
export interface Origins {
  /** Of a promise, a property or a value that the session gave out; of anything else, the last call of the test. */
  readonly of: (...candidates: unknown[]) => Origin | undefined;
  /** A value as it stands, in wire form. */
  readonly encode: (value: unknown) => WireValue;
  /** Declared parameters of an export and the arguments it got, when they were too few; for the explanation. */
  readonly explainArity: (origin: Origin) => Localized | undefined;
}

export interface Expectations {
  readonly expect: Expect;
  /** How many expectations are still on their way: more than none after a test means that it did not await one. */
  readonly open: () => number;
}

export function createExpectations(origins: Origins): Expectations {
  let open = 0;

  const check = async <T>(
    actual: T | Promise<T>,
    judge: (value: T, origin: Origin | undefined) => void,
  ): Promise<void> => {
    open++;
    try {
      const value = await actual;
      judge(value, origins.of(actual, value));
    } finally {
      open--;
    }
  };

  const compare = (
    value: unknown,
    expected: unknown,
    options: ExpectationOptions | undefined,
    exact: boolean,
    origin: Origin | undefined,
  ): void => {
    const tolerance = exact ? 0 : (options?.tolerance ?? TOLERANCE);
    const [wanted, got] = [origins.encode(expected), origins.encode(value)];
    const broken = climb(wanted, got, { tolerance, exact });
    if (broken !== undefined) throw failed(broken, wanted, got, origin, options);
  };

  const failed = (
    broken: Break,
    wanted: WireValue,
    got: WireValue,
    origin: Origin | undefined,
    options: ExpectationOptions | undefined,
  ): ExpectationFailed => {
    const { what, next } = describeBreak(broken, origin, options?.what);
    const arity = origin === undefined ? undefined : origins.explainArity(origin);
    const grids = broken.rung === 'value' ? broken.grids : undefined;
    const symptom = grids && symptomOf(grids.expected, grids.actual);
    const advice = options?.next ?? arity ?? next;
    return new ExpectationFailed(
      {
        ...failureOf(arity === undefined ? broken.rung : 'arity', what, advice, origin),
        expected: printValue(wanted),
        actual: printValue(got),
      },
      { symptom, grids },
    );
  };

  const expect: Expect = <T>(actual: T | Promise<T>): Expectation<T> => ({
    toBeCloseTo: (expected, options) =>
      check<T>(actual, (value, origin) => compare(value, expected, options, false, origin)),
    toEqual: (expected, options) =>
      check<T>(actual, (value, origin) => compare(value, expected, options, true, origin)),
    toSatisfy: (predicate, claim, options) =>
      check<T>(actual, (value, origin) => {
        if (holds(predicate, value)) return;
        const arity = origin === undefined ? undefined : origins.explainArity(origin);
        const what: Localized = { en: `This does not hold: ${claim.en}`, es: `Esto no se cumple: ${claim.es}` };
        throw new ExpectationFailed({
          ...failureOf(arity === undefined ? 'value' : 'arity', what, options?.next ?? arity, origin),
          actual: printValue(origins.encode(value)),
        });
      }),
  });

  return { expect, open: () => open };
}

/** A predicate that throws on what it was given did not find it true: learners return anything. */
function holds<T>(predicate: (value: T) => boolean, value: T): boolean {
  try {
    return predicate(value);
  } catch {
    return false;
  }
}

function failureOf(rung: Rung, what: Localized, next: Localized | undefined, origin: Origin | undefined): Failure {
  return {
    rung,
    what,
    ...(next !== undefined && { next }),
    ...(origin?.position !== undefined && { position: origin.position }),
  };
}
