import type { Probe, ScalarsProbe } from '../protocol/probe';

/**
 * Gathers probes into batches: one leaves when the last left long enough ago, so that a curve is live without a
 * round trip for every point, and one when the call ends. Consecutive values of one series travel as one probe.
 */
export interface ProbeRecorder {
  readonly add: (probe: Probe) => void;
  readonly flush: () => void;
}

const INTERVAL_MS = 16;
const MAX_BATCH = 4096;
const MAX_BATCH_BYTES = 16 << 20;

interface Series {
  readonly probe: ScalarsProbe;
  readonly values: number[];
}

/**
 * `send` is given what makes the batch, and returns when the other side has taken it: until then learner code stands
 * still. `add` runs in the middle of learner code, for every point of a curve: it does next to nothing.
 */
export function createProbeRecorder(send: (take: () => readonly Probe[]) => void, now: () => number): ProbeRecorder {
  let batch: (Probe | Series)[] = [];
  let bytes = 0;
  let open = new Map<string, Series>();
  let sentAt = -Infinity;

  const flush = (): void => {
    if (batch.length === 0) return;
    const items = batch;
    batch = [];
    bytes = 0;
    open = new Map();
    send(() => items.map((item) => ('probe' in item ? { ...item.probe, values: Float64Array.from(item.values) } : item)));
    // Counted from the answer: a slow reader is not asked again at once.
    sentAt = now();
  };

  const add = (probe: Probe): void => {
    bytes += bytesOf(probe);
    if (probe.kind !== 'scalars') {
      batch.push(probe);
      return;
    }
    const series = open.get(probe.name);
    if (series !== undefined && series.probe.firstStep + series.values.length === probe.firstStep) {
      series.values.push(...probe.values);
      return;
    }
    const started: Series = { probe, values: [...probe.values] };
    open.set(probe.name, started);
    batch.push(started);
  };

  return {
    add: (probe) => {
      // A batch that this one would make too large leaves without it.
      if (batch.length >= MAX_BATCH || bytes + bytesOf(probe) > MAX_BATCH_BYTES) flush();
      add(probe);
      if (now() - sentAt >= INTERVAL_MS) flush();
    },
    flush,
  };
}

function bytesOf(probe: Probe): number {
  switch (probe.kind) {
    case 'scalars':
      return probe.values.byteLength;
    case 'tensor':
      return probe.tensor.data.byteLength;
    case 'boundary':
      return (probe.grid?.values.byteLength ?? 0) + (probe.points === undefined ? 0 : probe.points.coordinates.byteLength + probe.points.labels.byteLength);
  }
}
