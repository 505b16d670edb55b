import type { Probe, RunProbe, ScalarsProbe, Trace } from '../protocol/probe';
import { summarize } from '../protocol/tensor';
import type { RunFile } from './run-file';

/** At most one message to the editor in so many milliseconds: a screen shows no more. */
const BATCH_INTERVAL = 30;
/** What one trace may show; a loop that tracks for ever must not fill the editor's memory. */
const MAX_SCALARS = 200_000;
const MAX_FRAMES = 5_000;

export interface ProbeForwarder {
  readonly add: (trace: Trace, probes: readonly Probe[]) => void;
  /** Sends what has gathered; at the end of a test, and of a run. */
  readonly flush: () => void;
}

/**
 * Hands on what a run shows, in order: tensors' elements go to the run file and their summaries to the editor,
 * values of one series are joined, and what gathers within a frame leaves together.
 */
export function createProbeForwarder(emit: (probe: RunProbe) => void, runFile: RunFile | undefined): ProbeForwarder {
  let gathered: RunProbe[] = [];
  let timer: NodeJS.Timeout | undefined;
  const shown = new Map<string, { scalars: number; frames: number }>();

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const leaving = gathered;
    gathered = [];
    for (const probe of leaving) emit(probe);
  };

  const admit = (trace: Trace, probe: Probe): boolean => {
    const key = `${trace.call} ${trace.test}`;
    const count = shown.get(key) ?? { scalars: 0, frames: 0 };
    shown.set(key, count);
    if (probe.kind === 'scalars') return (count.scalars += probe.values.length) <= MAX_SCALARS;
    return ++count.frames <= MAX_FRAMES;
  };

  const add = (trace: Trace, probe: Probe): void => {
    if (!admit(trace, probe)) return;
    if (probe.kind === 'scalars') {
      const at = gathered.findLastIndex((before) => continues(before, trace, probe));
      const before = gathered[at];
      if (before !== undefined) gathered[at] = { trace, probe: joined(before.probe as ScalarsProbe, probe) };
      else gathered.push({ trace, probe });
      return;
    }
    if (probe.kind === 'boundary') {
      gathered.push({ trace, probe });
      return;
    }
    const { tensor, name } = probe;
    const at = runFile?.add(tensor);
    gathered.push({
      trace,
      probe: { kind: 'stored-tensor', name, summary: summarize(tensor), shape: [...tensor.shape], ...(at && { at }) },
    });
  };

  return {
    add: (trace, probes) => {
      for (const probe of probes) add(trace, probe);
      timer ??= setTimeout(flush, BATCH_INTERVAL);
    },
    flush,
  };
}

function continues({ trace, probe }: RunProbe, next: Trace, values: ScalarsProbe): boolean {
  return (
    probe.kind === 'scalars' &&
    probe.every === undefined &&
    values.every === undefined &&
    probe.name === values.name &&
    trace.call === next.call &&
    trace.test === next.test &&
    probe.firstStep + probe.values.length === values.firstStep
  );
}

function joined(before: ScalarsProbe, next: ScalarsProbe): ScalarsProbe {
  const values = new Float64Array(before.values.length + next.values.length);
  values.set(before.values);
  values.set(next.values, before.values.length);
  return { ...before, values };
}
