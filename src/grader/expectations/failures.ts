import type { Localized } from '../../protocol/localized';
import type { Failure } from '../../protocol/report';
import type { Thrown } from '../../protocol/solution';
import type { Origin } from '../trace';
import type { Numeric } from './numeric';

/** A learner's value that is not what a test expected: data for the report, thrown to end the test's body. */
export class ExpectationFailed extends Error {
  readonly failure: Failure;
  /** Said as the next step when no mistake is recognised. */
  readonly symptom: Localized | undefined;
  /** Both grids, to be shown. */
  readonly grids: { readonly expected: Numeric; readonly actual: Numeric } | undefined;

  constructor(
    failure: Failure,
    details: { symptom?: Localized | undefined; grids?: { expected: Numeric; actual: Numeric } | undefined } = {},
  ) {
    super(failure.what.en);
    this.name = 'ExpectationFailed';
    this.failure = failure;
    this.symptom = details.symptom;
    this.grids = details.grids;
  }
}

/** Something that learner code threw, on its way through a test's body. */
export class SolutionThrew extends Error {
  readonly thrown: Thrown;
  readonly origin: Origin;

  constructor(thrown: Thrown, origin: Origin) {
    super(`${thrown.name}: ${thrown.message}`);
    this.name = 'SolutionThrew';
    this.thrown = thrown;
    this.origin = origin;
  }
}

/** The learner's process did not answer as the protocol says, or went away before it answered. */
export class ChannelFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ChannelFault';
  }
}

/** A fault of a test's own, which must never cost a learner anything. */
export class CourseFault extends Error {
  readonly localized: Localized;

  constructor(message: Localized) {
    super(message.en);
    this.name = 'CourseFault';
    this.localized = message;
  }
}
