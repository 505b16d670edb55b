import type { Localized } from '../protocol/localized';
import type { Mistakes } from './course-api';
import type { CourseTest } from './course-test';
import type { Exports } from './local-solution';

/** An exercise with its course code, ready to grade. */
export interface GradedExercise {
  readonly id: string;
  readonly title: Localized;
  readonly version: string;
  /** Name of the learner's file. */
  readonly entry: string;
  readonly seed: number;
  /** Milliseconds. */
  readonly limits: { readonly test: number; readonly exercise: number };
  /** Whether large convolutions dominate, so that the native engine pays. */
  readonly heavy: boolean;
  /** Visible ones first. */
  readonly tests: readonly CourseTest[];
  /** A fresh instance of the reference; undefined where the course was published without it. */
  readonly reference: () => Promise<Exports | undefined>;
  /** Whether any test asks the reference: instantiating it for each test takes longer than most tests. */
  readonly usesReference: boolean;
  /** What is known of misconceptions; undefined where the course has nothing of the kind. */
  readonly mistakes: () => Promise<Mistakes<Exports> | undefined>;
}
