import * as z from 'zod/mini';
import { localizedSchema } from './localized';
import { runProbeSchema } from './probe';
import { reportSchema, testReportSchema } from './report';
import { defineContract } from './rpc';
import { sourceFileSchema } from './solution';

/** A test as the Test Explorer lists it: known without running learner code. */
export const testDescriptionSchema = z.object({
  id: z.string(),
  title: localizedSchema,
  points: z.number(),
  hidden: z.boolean(),
});
export type TestDescription = z.infer<typeof testDescriptionSchema>;

/** Where a course is: a packed file, or a folder of units. An absolute path. */
export const exerciseReferenceSchema = z.object({ course: z.string(), exercise: z.string() });
export type ExerciseReference = z.infer<typeof exerciseReferenceSchema>;

/** Which engine is to run a learner's code: `auto` chooses for each exercise. */
export const engineWishes = ['auto', 'wasm', 'native'] as const;
export const engineWishSchema = z.enum(engineWishes);
export type EngineWish = z.infer<typeof engineWishSchema>;

export const gradeParamsSchema = z.object({
  ...exerciseReferenceSchema.shape,
  files: z.array(sourceFileSchema),
  /** The hidden tests too. */
  hidden: z.boolean(),
  /** Only these tests, by id; all of them when absent. */
  only: z.optional(z.array(z.string())),
  seed: z.optional(z.int()),
  instrument: z.boolean(),
  /** `auto` when absent. */
  engine: z.optional(engineWishSchema),
  /** Where the native engine is, if it is installed. An absolute path. */
  nativeFolder: z.optional(z.string()),
  /** Where to keep what the run shows; nothing is kept when absent. */
  runFile: z.optional(z.string()),
});
export type GradeParams = z.infer<typeof gradeParamsSchema>;

/** One thing `verify` found wrong with an exercise. */
export const verifyProblemSchema = z.object({ check: z.string(), message: localizedSchema });
export const verifyReportSchema = z.object({
  exercise: z.string(),
  checks: z.array(z.object({ name: localizedSchema, passed: z.boolean() })),
  problems: z.array(verifyProblemSchema),
});
export type VerifyReport = z.infer<typeof verifyReportSchema>;

/** What the grader process serves to the editor, the CLI and the workers. */
export const graderContract = defineContract({
  requests: {
    tests: { params: exerciseReferenceSchema, result: z.array(testDescriptionSchema) },
    /** Grades once. Aborting kills the learner's process and rejects with `cancelled`. */
    grade: { params: gradeParamsSchema, result: reportSchema },
    /** Lets a run wait at its next probe, or go on. */
    pause: { params: z.object({ paused: z.boolean() }), result: z.null() },
    /** Proves that an exercise's own grader is sound. */
    verify: { params: exerciseReferenceSchema, result: verifyReportSchema },
    /** Has a spare learner's process ready, so that the next run does not wait. */
    warm: { params: z.object({}), result: z.null() },
  },
  events: {
    started: z.object({ test: z.string() }),
    finished: testReportSchema,
    probe: runProbeSchema,
    output: z.object({ text: z.string() }),
  },
});
export type GraderContract = typeof graderContract;
