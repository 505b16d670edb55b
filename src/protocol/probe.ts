import * as z from 'zod/mini';
import { anyNumberSchema } from './number';
import { shapeSchema, tensorSchema, tensorSummarySchema } from './tensor';

/**
 * What a run shows of itself while it goes: numbers over time, tensors, decision boundaries.
 *
 * Everything that a run shows belongs to a *trace*: one call that one test makes into the learner's code.
 * Two trainings in one run are two traces, so their curves never run into each other.
 */
export const MAX_NAME = 80;
const nameSchema = z.string().check(z.minLength(1), z.maxLength(MAX_NAME));

/** `track('loss', value)`: consecutive values of one series. `steps` counts from 0 within the trace. */
export const scalarsSchema = z.object({
  kind: z.literal('scalars'),
  name: nameSchema,
  firstStep: z.int(),
  values: z.instanceof(Float64Array),
  /** Present where a series was too long to be kept whole: the values are those of every n-th step. */
  every: z.optional(z.int().check(z.positive())),
});

/** `show(tensor, name)`: the whole tensor, as it was then. */
export const shownTensorSchema = z.object({ kind: z.literal('tensor'), name: nameSchema, tensor: tensorSchema });

/** The side of the square grid on which a unit that is not linear is sampled. */
export const BOUNDARY_GRID = 48;

/**
 * `showBoundary(unit, data)`: one frame of a classifier over the plane.
 * A linear unit sends its line, w1·x + w2·y + bias = 0; any other function its outputs at the centres of a grid's
 * cells, row-major, y growing upwards, across the domain [x min, x max, y min, y max].
 */
export const boundarySchema = z.object({
  kind: z.literal('boundary'),
  name: nameSchema,
  step: z.int(),
  line: z.optional(z.object({ weights: z.tuple([anyNumberSchema, anyNumberSchema]), bias: anyNumberSchema })),
  grid: z.optional(z.object({ size: z.int(), values: z.instanceof(Float32Array) })),
  domain: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  /** [n, 2] coordinates and their classes; sent when they change, so mostly with the first frame. */
  points: z.optional(z.object({ coordinates: z.instanceof(Float32Array), labels: z.instanceof(Float32Array) })),
  /** [n] What a function says at the points themselves, which may lie between the grid's samples. */
  outputs: z.optional(z.instanceof(Float32Array)),
});

/** What leaves the learner's process. */
export const probeSchema = z.discriminatedUnion('kind', [scalarsSchema, shownTensorSchema, boundarySchema]);
export type Probe = z.infer<typeof probeSchema>;
export type ScalarsProbe = z.infer<typeof scalarsSchema>;
export type TensorProbe = z.infer<typeof shownTensorSchema>;
export type BoundaryProbe = z.infer<typeof boundarySchema>;

/** Where a run's probe belongs: the test's id, and the ordinal of its call into the learner's code. */
export const traceSchema = z.object({ test: z.string(), call: z.int() });
export type Trace = z.infer<typeof traceSchema>;

/** What becomes of a shown tensor on its way to the editor: its data stay in the run file. */
export const storedTensorSchema = z.object({
  kind: z.literal('stored-tensor'),
  name: nameSchema,
  summary: tensorSummarySchema,
  shape: shapeSchema,
  /** Where its elements stand in the run file; undefined when the budget dropped them. */
  at: z.optional(z.object({ offset: z.int(), bytes: z.int() })),
});
export type StoredTensor = z.infer<typeof storedTensorSchema>;

/** What the grader tells the editor. */
export const runProbeSchema = z.object({
  trace: traceSchema,
  probe: z.discriminatedUnion('kind', [scalarsSchema, storedTensorSchema, boundarySchema]),
});
export type RunProbe = z.infer<typeof runProbeSchema>;
