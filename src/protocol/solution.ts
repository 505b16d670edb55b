import * as z from 'zod/mini';
import { localizedSchema } from './localized';
import { probeSchema } from './probe';
import { defineContract } from './rpc';
import { valueSchema } from './value';

/**
 * Between the grader and the process that runs the learner's code, over the two framed pipes.
 * The grader asks one thing at a time. While the learner's process works on it, that process may itself ask
 * (a callback, a batch of probes) and waits for the answer, synchronously.
 */
export const sourceFileSchema = z.object({
  /** Relative to the exercise's folder, with forward slashes. */
  path: z.string(),
  text: z.string(),
});
export type SourceFile = z.infer<typeof sourceFileSchema>;

/** A place in a source file, as editors count: lines and columns from 1, in UTF-16 units. */
export const positionSchema = z.object({ file: z.string(), line: z.int(), column: z.int() });
export type Position = z.infer<typeof positionSchema>;

export const exportSchema = z.object({
  name: z.string().check(z.maxLength(200)),
  kind: z.enum(['function', 'class', 'value']),
  /** Parameters that a call of the function or constructor has to fill. */
  arity: z.int(),
  /** Where it is declared. */
  position: z.optional(positionSchema),
});
export type ExportDescription = z.infer<typeof exportSchema>;

/** What learner code threw, with the frames that lie in learner files, positions already those of the .ts. */
export const thrownSchema = z.object({
  name: z.string().check(z.maxLength(200)),
  message: z.string().check(z.maxLength(4000)),
  frames: z.array(z.object({ function: z.string().check(z.maxLength(200)), position: positionSchema })).check(z.maxLength(50)),
  /** What it means in both languages, where the `neurona` library said it or TensorFlow.js did and it is understood. */
  localized: z.optional(localizedSchema),
  /** What to do about it, where that is certain. */
  hint: z.optional(localizedSchema),
});
export type Thrown = z.infer<typeof thrownSchema>;

export const outcomeSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('returned'), value: valueSchema }),
  z.object({ outcome: z.literal('threw'), error: thrownSchema }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;

export const targetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('export'), name: z.string() }),
  /** A function, class or instance that an earlier call returned. */
  z.object({ kind: z.literal('handle'), id: z.int() }),
]);
export type Target = z.infer<typeof targetSchema>;

export const loadResultSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('loaded'),
    exports: z.array(exportSchema).check(z.maxLength(500)),
    engine: z.object({ name: z.string(), version: z.string() }),
  }),
  /** It did not parse, imports what does not exist, or threw while it loaded. */
  z.object({
    outcome: z.literal('failed'),
    reason: z.enum(['syntax', 'unsupported-syntax', 'import', 'threw']),
    error: thrownSchema,
    position: z.optional(positionSchema),
    /** For `import`: the specifier. For `unsupported-syntax`: the construct, "enum". */
    subject: z.optional(z.string().check(z.maxLength(200))),
  }),
]);
export type LoadResult = z.infer<typeof loadResultSchema>;

/** What the learner's process serves. */
export const solutionContract = defineContract({
  requests: {
    /** Loads a fresh instance of the learner's module: handles of earlier instances are gone. */
    load: {
      params: z.object({
        files: z.array(sourceFileSchema),
        entry: z.string(),
        seed: z.int(),
        instrument: z.boolean(),
      }),
      result: loadResultSchema,
    },
    /** Calls a function, constructs a class, or calls a method. Reseeds first, so that calls do not depend on each other. */
    call: {
      params: z.object({
        target: targetSchema,
        method: z.optional(z.string()),
        construct: z.optional(z.boolean()),
        args: z.array(valueSchema),
        seed: z.int(),
      }),
      result: outcomeSchema,
    },
    /** Reads an exported value, or a property of a handle. */
    get: {
      params: z.object({ target: targetSchema, property: z.optional(z.string()) }),
      result: outcomeSchema,
    },
  },
  events: {},
});

/** What the grader serves to the learner's process while it works: both block the learner's code until answered. */
export const solutionHostContract = defineContract({
  requests: {
    callback: {
      params: z.object({ id: z.int(), args: z.array(valueSchema) }),
      result: outcomeSchema,
    },
    /** A batch of probes. Answering late is how a run is paused; not answering and killing is how it is stopped. */
    probes: {
      params: z.object({ probes: z.array(probeSchema).check(z.maxLength(4096)) }),
      result: z.null(),
    },
  },
  events: {},
});
