import type { ViewTest } from '../../protocol/view';
import type { TraceData } from './trace-data';

/**
 * The trace that is shown: the one the learner chose, while the run has it; else, while it goes on, the newest; and
 * once it is over that of a test that failed, or the one with most to see.
 */
export function chooseTrace(traces: readonly TraceData[], tests: readonly ViewTest[], live: boolean, chosen: string | undefined): TraceData | undefined {
  const wanted = traces.find(({ key }) => key === chosen);
  if (wanted !== undefined || live) return wanted ?? traces.at(-1);
  const failed = new Set(tests.filter(({ verdict }) => verdict === 'fail' || verdict === 'error').map(({ id }) => id));
  return traces.find(({ trace }) => failed.has(trace.test)) ?? richest(traces);
}

function richest(traces: readonly TraceData[]): TraceData | undefined {
  const amount = ({ series, boundaries, tensors }: TraceData): number =>
    Math.max(0, ...series.map(({ values, every }) => values.length * every)) +
    boundaries.reduce((sum, { frames }) => sum + frames.length, 0) +
    tensors.reduce((sum, { versions }) => sum + versions.length, 0);
  return traces.reduce<TraceData | undefined>((best, trace) => (best === undefined || amount(trace) > amount(best) ? trace : best), undefined);
}
