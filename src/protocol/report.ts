import * as z from 'zod/mini';
import { localizedSchema } from './localized';
import { positionSchema, thrownSchema } from './solution';

/** What one test came to. `not-gradable` is our fault: it is never scored and never an attempt. */
export const verdicts = ['pass', 'fail', 'error', 'timeout', 'memory', 'skipped', 'not-gradable'] as const;
export const verdictSchema = z.enum(verdicts);
export type Verdict = z.infer<typeof verdictSchema>;

/** The steps of the ladder; an expectation stops at the first that breaks. */
export const rungs = ['exists', 'kind', 'arity', 'rank', 'shape', 'dtype', 'finite', 'value'] as const;
export const rungSchema = z.enum(rungs);
export type Rung = z.infer<typeof rungSchema>;

/** Why a test did not pass, in words for the learner. */
export const failureSchema = z.object({
  rung: z.optional(rungSchema),
  /** What is so: "`forward` returned shape [3, 5]; [5, 3] was expected." */
  what: localizedSchema,
  /** What to do about it. */
  next: z.optional(localizedSchema),
  /** Printed values, for the editor's diff. */
  expected: z.optional(z.string()),
  actual: z.optional(z.string()),
  /** In the learner's file. */
  position: z.optional(positionSchema),
  thrown: z.optional(thrownSchema),
  /** Names of tensors in the run file: "<test>/expected" and "<test>/actual". */
  tensors: z.optional(z.object({ expected: z.string(), actual: z.string() })),
});
export type Failure = z.infer<typeof failureSchema>;

export const testReportSchema = z.object({
  id: z.string(),
  title: localizedSchema,
  hidden: z.boolean(),
  points: z.number(),
  earned: z.number(),
  verdict: verdictSchema,
  milliseconds: z.number(),
  failure: z.optional(failureSchema),
});
export type TestReport = z.infer<typeof testReportSchema>;

/** A misconception that explains everything the learner's code returned. */
export const namedMistakeSchema = z.object({ id: z.string(), tells: localizedSchema });
export type NamedMistake = z.infer<typeof namedMistakeSchema>;

/** The outcome of one grading. Every export is a pure function of this. */
export const reportSchema = z.object({
  format: z.literal(1),
  exercise: z.object({ id: z.string(), title: localizedSchema, version: z.string() }),
  grader: z.object({ version: z.string() }),
  /** What computed, and why it and not another. */
  engine: z.object({ name: z.string(), version: z.string(), why: z.optional(localizedSchema) }),
  runtime: z.object({ node: z.string(), v8: z.string() }),
  /** Some of the tests only, as somebody chose: it says nothing of the exercise as a whole. */
  partial: z.optional(z.boolean()),
  seed: z.int(),
  startedAt: z.string(),
  milliseconds: z.number(),
  /** SHA-256 of exactly the bytes that ran, in hex. */
  files: z.array(z.object({ path: z.string(), sha256: z.string() })),
  verdict: verdictSchema,
  /** Computed once, here; nothing adds up points again. */
  points: z.object({ earned: z.number(), possible: z.number() }),
  tests: z.array(testReportSchema),
  /** The mistakes that were recognised, in the order of the computation: none, one, or a pair. */
  mistakes: z.array(namedMistakeSchema),
  /** What was printed, capped. */
  output: z.string(),
});
export type Report = z.infer<typeof reportSchema>;
