import * as z from 'zod/mini';
import { wireErrorSchema } from './wire-error';
import { languageSchema, localizedSchema } from './localized';
import { scalarsSchema, storedTensorSchema, traceSchema, boundarySchema, type RunProbe } from './probe';
import { verdictSchema } from './report';
import { defineContract } from './rpc';
import { shapeSchema, tensorSchema } from './tensor';

/**
 * Between the editor and its panel, over `webview.postMessage`.
 *
 * VS Code carries typed arrays whole but everything else as JSON, in which NaN becomes null. So a number that
 * a learner computed travels in a typed array, always. The panel gets one whole snapshot when it is shown,
 * then deltas, at most one per frame; what it draws it builds from these alone.
 */

/** A boundary's line as [w1, w2, bias], because a weight may be NaN. */
const viewBoundarySchema = z.object({
  ...boundarySchema.shape,
  line: z.optional(z.instanceof(Float64Array).check(z.refine((line) => line.length === 3, 'two weights and a bias'))),
});

export const viewProbeSchema = z.object({
  trace: traceSchema,
  probe: z.discriminatedUnion('kind', [scalarsSchema, storedTensorSchema, viewBoundarySchema]),
});
export type ViewProbe = z.infer<typeof viewProbeSchema>;

/** A run's probe as it crosses to the panel. */
export function toViewProbe({ trace, probe }: RunProbe): ViewProbe {
  if (probe.kind !== 'boundary') return { trace, probe };
  const { line, ...rest } = probe;
  return { trace, probe: { ...rest, ...(line && { line: Float64Array.of(...line.weights, line.bias) }) } };
}

/** The probe again, as the run has it. */
export function fromViewProbe({ trace, probe }: ViewProbe): RunProbe {
  if (probe.kind !== 'boundary') return { trace, probe };
  const { line, ...rest } = probe;
  if (line === undefined) return { trace, probe: rest };
  return { trace, probe: { ...rest, line: { weights: [line[0]!, line[1]!], bias: line[2]! } } };
}

export const runStateSchema = z.enum(['running', 'paused', 'finished', 'cancelled', 'failed']);

/** A test of the run: what it is called, and what it came to once it has. */
export const viewTestSchema = z.object({
  id: z.string(),
  title: localizedSchema,
  verdict: z.optional(verdictSchema),
  /** Names of the tensors that an expectation compared. */
  tensors: z.optional(z.object({ expected: z.string(), actual: z.string() })),
});
export type ViewTest = z.infer<typeof viewTestSchema>;

export const viewRunSchema = z.object({
  id: z.string(),
  state: runStateSchema,
  error: z.optional(wireErrorSchema),
  tests: z.array(viewTestSchema),
  probes: z.array(viewProbeSchema),
});
export type ViewRun = z.infer<typeof viewRunSchema>;

export const viewModelSchema = z.object({
  language: languageSchema,
  /** What the panel is about; absent before the learner has an exercise open. */
  exercise: z.optional(z.object({ id: z.string(), title: localizedSchema, views: z.array(z.string()) })),
  run: z.optional(viewRunSchema),
});
export type ViewModel = z.infer<typeof viewModelSchema>;

/** What is new since the snapshot or the last delta. */
export const viewDeltaSchema = z.object({
  /** The run that it belongs to; a delta of another run is late, and ignored. */
  run: z.string(),
  state: z.optional(runStateSchema),
  error: z.optional(wireErrorSchema),
  /** All tests again, when one of them changed. */
  tests: z.optional(z.array(viewTestSchema)),
  /** To be added to those there, in order. */
  probes: z.array(viewProbeSchema),
});
export type ViewDelta = z.infer<typeof viewDeltaSchema>;

/** No larger slice of a tensor is sent at once: 512 × 512 elements. */
export const MAX_SLICE = 1 << 18;

/** The block of a tensor from `start`, of `size` elements along each axis. */
export const sliceParamsSchema = z.object({
  run: z.string(),
  at: z.object({ offset: z.int(), bytes: z.int() }),
  start: shapeSchema,
  size: shapeSchema,
});
export type SliceParams = z.infer<typeof sliceParamsSchema>;

/** The code of the error when the budget dropped what was asked for. */
export const GONE = 'gone';

const nothing = z.object({});
export const viewContract = defineContract({
  requests: {
    /** The panel can draw: a snapshot follows. */
    ready: { params: nothing, result: z.null() },
    /** Rejects with code `gone` when the budget dropped the tensor. */
    slice: { params: sliceParamsSchema, result: tensorSchema },
    stop: { params: nothing, result: z.null() },
    pause: { params: z.object({ paused: z.boolean() }), result: z.null() },
    runAgain: { params: nothing, result: z.null() },
    openLesson: { params: nothing, result: z.null() },
  },
  events: {
    snapshot: viewModelSchema,
    delta: viewDeltaSchema,
    language: z.object({ language: languageSchema }),
  },
});
export type ViewContract = typeof viewContract;
