import type { Exercise } from '../../../catalogue/course';
import { toWireError } from '../../../protocol/wire-error';
import type { RunProbe } from '../../../protocol/probe';
import { toViewProbe, type ViewDelta, type ViewModel, type ViewProbe, type ViewRun, type ViewTest } from '../../../protocol/view';
import type { Run } from '../../lib/runs';

export function viewExercise({ id, manifest }: Exercise): NonNullable<ViewModel['exercise']> {
  return { id, title: manifest.title, views: [...manifest.views] };
}

/** A run whole, as a panel that has just opened needs it. */
export function viewRun(run: Run): ViewRun {
  return { id: run.id, ...standing(run), tests: viewTests(run), probes: run.probes.map(toCompactProbe) };
}

/** What is new: how the run stands now, and what it showed since. */
export function viewDelta(run: Run, probes: readonly RunProbe[]): ViewDelta {
  return { run: run.id, ...standing(run), tests: viewTests(run), probes: joinBatches(probes).map(toCompactProbe) };
}

const standing = ({ state, error }: Run): Pick<ViewRun, 'state' | 'error'> => ({ state, ...(error && { error: toWireError(error) }) });

function viewTests({ tests, results }: Run): ViewTest[] {
  const titles = tests.length > 0 ? tests : results;
  return titles.map(({ id, title }) => {
    const result = results.find((test) => test.id === id);
    return { id, title, ...(result && { verdict: result.verdict }), ...(result?.failure?.tensors && { tensors: result.failure.tensors }) };
  });
}

/** Consecutive batches of one series as one: a loop that tracks a number a time would send thousands. */
export function joinBatches(probes: readonly RunProbe[]): RunProbe[] {
  const joined: { trace: RunProbe['trace']; probe: RunProbe['probe']; parts?: Float64Array[]; next?: number }[] = [];
  const open = new Map<string, (typeof joined)[number]>();
  for (const { trace, probe } of probes) {
    if (probe.kind !== 'scalars') {
      joined.push({ trace, probe });
      continue;
    }
    const key = `${trace.call} ${trace.test} ${probe.name}`;
    const batch = open.get(key);
    if (batch !== undefined && batch.next === probe.firstStep) {
      batch.parts!.push(probe.values);
      batch.next += probe.values.length;
    } else {
      const fresh = { trace, probe, parts: [probe.values], next: probe.firstStep + probe.values.length };
      open.set(key, fresh);
      joined.push(fresh);
    }
  }
  return joined.map(({ trace, probe, parts }) =>
    probe.kind === 'scalars' && parts !== undefined && parts.length > 1 ? { trace, probe: { ...probe, values: concatenate(parts) } } : { trace, probe },
  );
}

function concatenate(parts: readonly Float64Array[]): Float64Array<ArrayBuffer> {
  const whole = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** VS Code sends the whole buffer behind a view of it, so a view of a large one is copied out first. */
function toCompactProbe(runProbe: RunProbe): ViewProbe {
  const { trace, probe } = toViewProbe(runProbe);
  switch (probe.kind) {
    case 'scalars':
      return { trace, probe: { ...probe, values: compact(probe.values) } };
    case 'stored-tensor':
      return { trace, probe };
    case 'boundary': {
      const { grid, points } = probe;
      return {
        trace,
        probe: {
          ...probe,
          ...(grid && { grid: { ...grid, values: compact(grid.values) } }),
          ...(points && { points: { coordinates: compact(points.coordinates), labels: compact(points.labels) } }),
        },
      };
    }
  }
}

function compact<A extends Float32Array | Float64Array>(array: A): A {
  return array.byteLength === array.buffer.byteLength ? array : (array.slice() as A);
}
