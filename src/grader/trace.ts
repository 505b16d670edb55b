import type { Outcome, Position, Target } from '../protocol/solution';
import type { WireValue } from '../protocol/value';

/** One thing that a test asked of the learner's module, and what came. Values are copies, in wire form. */
export interface TraceCall {
  readonly kind: 'call' | 'construct' | 'get';
  readonly target: Target;
  /** The method that was called, or the property that was read. */
  readonly member: string | undefined;
  readonly args: readonly WireValue[];
  readonly outcome: Outcome;
  /** The learner's export that it went to, through whatever handles. */
  readonly origin: Origin;
}

/** All that one test asked, in order. Each test runs on a module instance of its own. */
export interface TestTrace {
  readonly test: string;
  readonly calls: readonly TraceCall[];
  /** Calls a function that the test handed over. It must be pure: mistakes call it again on inputs of their own. */
  readonly callback: (id: number, args: readonly WireValue[]) => Outcome;
}

/** Where a value came from, for messages and for the place where they are shown. */
export interface Origin {
  /** As a learner would write it: `forward`, `Perceptron.predict`, `weights`. */
  readonly name: string;
  /** The export that it belongs to. */
  readonly exported: string;
  readonly kind: TraceCall['kind'];
  /** Ordinal of the call within the test. */
  readonly call: number;
  /** Where the export is declared. */
  readonly position: Position | undefined;
}

/** The trace of a test that asked for nothing. */
export function emptyTrace(test: string): TestTrace {
  return {
    test,
    calls: [],
    callback: () => ({ outcome: 'threw', error: { name: 'Error', message: 'No call was made', frames: [] } }),
  };
}
