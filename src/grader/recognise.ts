import type { Outcome } from '../protocol/solution';
import type { WireValue } from '../protocol/value';
import type { Mistakes } from './course-api';
import { climb, isFiniteValue, TOLERANCE } from './expectations/ladder';
import type { Exports } from './local-solution';
import type { Engine } from './lazy-engine';
import { buildWith, formsOf, pairsOf, type MistakeForm } from './mistake-forms';
import { replay, type Visit } from './replay';
import { DidNotEnd, type Stretches, type TimeGuard } from './time-guard';
import type { TestTrace, TraceCall } from './trace';

/** What explains everything that a learner's code returned. */
export type Recognition =
  | { readonly outcome: 'named'; readonly ids: readonly string[] }
  /** More than one name fits: none is said. */
  | { readonly outcome: 'ambiguous'; readonly ids: readonly string[] }
  | { readonly outcome: 'none' };

export interface RecogniseOptions {
  readonly mistakes: Mistakes<Exports>;
  /** One per test that ran to its end. */
  readonly traces: readonly TestTrace[];
  readonly engine: Engine;
  readonly guard: TimeGuard;
  /** Asked before each candidate; a mistake that hangs must not hold up a report. */
  readonly givesUp?: () => boolean;
}

/** A trace, and for each call whether it counts and whether it differs from the reference. */
interface JudgedTrace {
  readonly trace: TestTrace;
  readonly counts: readonly boolean[];
  readonly failing: readonly boolean[];
}

/**
 * Names the mistake that explains whole traces: one that returns what the learner's code returned, on the same
 * inputs, call by call, in failing and passing calls alike. Singles first; a pair only where no single fits;
 * never one of two that both fit.
 */
export async function recognise(options: RecogniseOptions): Promise<Recognition> {
  const { mistakes } = options;
  const judged = await judgeTraces(options);
  if (!judged.some(({ counts, failing }) => failing.some((fails, i) => fails && counts[i]))) return { outcome: 'none' };

  const forms = formsOf(mistakes);
  for (const candidates of [forms.map((form) => [form]), pairsOf(forms)]) {
    const fitting = await findFitting(candidates, judged, options);
    if (fitting === undefined) return { outcome: 'none' };
    if (fitting.length > 0) return conclude(fitting);
  }
  return { outcome: 'none' };
}

/** The candidates that explain everything; undefined when it took too long to find out. */
async function findFitting(
  candidates: readonly (readonly MistakeForm[])[],
  judged: readonly JudgedTrace[],
  options: RecogniseOptions,
): Promise<(readonly MistakeForm[])[] | undefined> {
  const fitting: (readonly MistakeForm[])[] = [];
  let at = 0;
  let stuckAt: number | undefined;
  const work = function* (): Stretches<void> {
    for (; at < candidates.length; at++)
      if (yield* explains(candidates[at]!, judged, options)) fitting.push(candidates[at]!);
  };
  while (at < candidates.length) {
    if (options.givesUp?.() === true) return undefined;
    try {
      await options.guard.drive(work());
    } catch (error) {
      if (!(error instanceof DidNotEnd)) throw error;
      // Perhaps all of them together were slow. One that has the whole time for itself, and hangs, explains nothing.
      if (stuckAt === at) at++;
      else stuckAt = at;
    }
  }
  return fitting;
}

function conclude(fitting: readonly (readonly MistakeForm[])[]): Recognition {
  const names = new Map(fitting.map((forms) => [forms.map(({ mistake }) => mistake.id).join('+'), forms]));
  const ids = [...names.values()].map((forms) => forms.map(({ mistake }) => mistake.id));
  return ids.length === 1
    ? { outcome: 'named', ids: ids[0]! }
    : { outcome: 'ambiguous', ids: [...new Set(ids.flat())] };
}

/** Compares what was returned with the reference: `mistakes.ts` with every switch off. Failing tests come first. */
async function judgeTraces({ mistakes, traces, engine, guard }: RecogniseOptions): Promise<JudgedTrace[]> {
  const unwritten = unwrittenExports(traces);
  const judged: JudgedTrace[] = [];
  for (const trace of traces) {
    const failing: boolean[] = [];
    const look: Visit = (reference, i) => failing.push(!agree(reference, trace.calls[i]!.outcome)) > 0;
    await guard.drive(replay(trace, { exports: buildWith(mistakes, []), engine }, look));
    judged.push({ trace, failing, counts: trace.calls.map((call) => !unwritten.has(call.origin.exported)) });
  }
  return judged.sort((a, b) => Number(b.failing.includes(true)) - Number(a.failing.includes(true)));
}

/**
 * Exports every call to which threw: not written yet, mostly. They say nothing, either way, about those that are
 * written; without this, nobody's first function would ever be explained before the last one stands.
 */
function unwrittenExports(traces: readonly TestTrace[]): ReadonlySet<string> {
  const calls = traces.flatMap((trace) => trace.calls);
  const written = new Set(
    calls.filter(({ outcome }) => outcome.outcome === 'returned').map(({ origin }) => origin.exported),
  );
  return new Set(calls.map(({ origin }) => origin.exported).filter((name) => !written.has(name)));
}

/** Whether these mistakes, made together, return everything that was returned, with evidence worth the name. */
function* explains(
  forms: readonly MistakeForm[],
  judged: readonly JudgedTrace[],
  { mistakes, engine }: RecogniseOptions,
): Stretches<boolean> {
  const nanTells = forms.some(({ mistake }) => mistake.signature === 'nan');
  let evidence = 0;
  for (const { trace, counts, failing } of judged) {
    const look: Visit = (answer, i) => {
      if (counts[i] === false) return true;
      const call = trace.calls[i]!;
      if (!agree(answer, call.outcome)) return false;
      if (failing[i] === true && isEvidence(call, nanTells)) evidence++;
      return true;
    };
    if (!(yield* replay(trace, { exports: buildWith(mistakes, forms), engine }, look))) return false;
  }
  return evidence > 0;
}

/** Whether two outcomes are the same, up to the tolerance. A throw is the same as any other throw, and as nothing else. */
export function agree(expected: Outcome, actual: Outcome, tolerance: number = TOLERANCE): boolean {
  if (expected.outcome === 'threw' || actual.outcome === 'threw') return expected.outcome === actual.outcome;
  return climb(expected.value, actual.value, { tolerance, exact: false }) === undefined;
}

/** A throw or a NaN that two programs share proves little. */
function isEvidence({ outcome }: TraceCall, nanTells: boolean): boolean {
  if (outcome.outcome === 'threw') return false;
  return isData(outcome.value) && (nanTells || isFiniteValue(outcome.value));
}

function isData(value: WireValue): boolean {
  return typeof value !== 'object' || value === null || (value.t !== 'undefined' && value.t !== 'handle');
}
