import type { BoundaryProbe, RunProbe, StoredTensor, Trace } from '../../protocol/probe';

/** A curve of one trace: the value of step i·every is values[i]. */
export interface SeriesData {
  readonly name: string;
  readonly every: number;
  readonly values: Float64Array;
}

/** What one call of one test showed. */
export interface TraceData {
  readonly key: string;
  readonly trace: Trace;
  readonly series: readonly SeriesData[];
  /** Each unit's frames in order. Every frame has its points, carried on from the frame that brought them. */
  readonly boundaries: readonly { readonly name: string; readonly frames: readonly BoundaryProbe[] }[];
  /** Each name's tensors, in the order they were shown. */
  readonly tensors: readonly { readonly name: string; readonly versions: readonly StoredTensor[] }[];
}

export const traceKey = ({ test, call }: Trace): string => `${call} ${test}`;

interface Growing {
  readonly trace: Trace;
  readonly series: SeriesData[];
  readonly boundaries: Map<string, BoundaryProbe[]>;
  readonly tensors: Map<string, StoredTensor[]>;
}

/** Sorts a run's probes by trace, in the order of the traces' first probes. */
export function groupTraces(probes: readonly RunProbe[]): TraceData[] {
  const traces = new Map<string, Growing>();
  for (const { trace, probe } of probes) {
    const key = traceKey(trace);
    const growing: Growing = traces.get(key) ?? { trace, series: [], boundaries: new Map(), tensors: new Map() };
    traces.set(key, growing);
    switch (probe.kind) {
      case 'scalars':
        growing.series.push({ name: probe.name, every: probe.every ?? 1, values: probe.values });
        break;
      case 'stored-tensor':
        pushTo(growing.tensors, probe.name, probe);
        break;
      case 'boundary': {
        const points = probe.points ?? growing.boundaries.get(probe.name)?.at(-1)?.points;
        pushTo(growing.boundaries, probe.name, points === undefined ? probe : { ...probe, points });
      }
    }
  }
  return [...traces].map(([key, { trace, series, boundaries, tensors }]) => ({
    key,
    trace,
    series,
    boundaries: [...boundaries].map(([name, frames]) => ({ name, frames })),
    tensors: [...tensors].map(([name, versions]) => ({ name, versions })),
  }));
}

function pushTo<T>(map: Map<string, T[]>, key: string, item: T): void {
  const items = map.get(key);
  if (items === undefined) map.set(key, [item]);
  else items.push(item);
}
