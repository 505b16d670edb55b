import type { BoundaryProbe, RunProbe, StoredTensor, Trace } from './probe';
import { createSeries, type Series } from './series';

/** What one run may show of each kind before the model thins or refuses: a learner's loop may run for long. */
export const MAX_SERIES_PER_RUN = 256;
export const MAX_TENSORS = 2000;
export const MAX_FRAMES = 2000;
/** A frame with a grid is a thousand times one with a line. */
export const MAX_GRID_FRAMES = 300;

/** Everything a run showed, joined: the same in the editor, which keeps it, and in the panel, which draws it. */
export interface RunModel {
  add(probe: RunProbe): void;
  /** Series joined, one probe for each; tensors and frames in the order they came. */
  probes(): readonly RunProbe[];
}

interface Track {
  readonly trace: Trace;
  readonly name: string;
}
interface SeriesTrack extends Track {
  readonly series: Series;
}
interface FrameTrack extends Track {
  frames: BoundaryProbe[];
  /** Every n-th frame is kept, and the newest. */
  every: number;
  seen: number;
}
interface StoredTrack {
  readonly trace: Trace;
  readonly probe: StoredTensor;
}

export const trackKey = ({ test, call }: Trace, name: string): string => `${call} ${test} ${name}`;

export function createRunModel(probes: readonly RunProbe[] = []): RunModel {
  const series = new Map<string, SeriesTrack>();
  const frames = new Map<string, FrameTrack>();
  const tensors: StoredTrack[] = [];

  const add = ({ trace, probe }: RunProbe): void => {
    const key = trackKey(trace, probe.name);
    switch (probe.kind) {
      case 'scalars': {
        const known = series.get(key);
        if (known !== undefined) return known.series.append(probe.firstStep, probe.values);
        if (series.size >= MAX_SERIES_PER_RUN) return;
        const track = { trace, name: probe.name, series: createSeries({ every: probe.every ?? 1, values: probe.values }) };
        series.set(key, track);
        return;
      }
      case 'stored-tensor':
        tensors.push({ trace, probe });
        if (tensors.length > MAX_TENSORS) tensors.shift();
        return;
      case 'boundary': {
        const known = frames.get(key);
        if (known !== undefined) return addFrame(known, probe);
        frames.set(key, { trace, name: probe.name, frames: [probe], every: 1, seen: 1 });
      }
    }
  };

  for (const probe of probes) add(probe);
  return {
    add,
    probes: () => [
      ...[...series.values()].map(({ trace, name, series: { every, values } }): RunProbe => ({
        trace,
        probe: { kind: 'scalars', name, firstStep: 0, values: values().slice(), ...(every > 1 && { every }) },
      })),
      ...[...frames.values()].flatMap(({ trace, frames: kept }) => kept.map((probe): RunProbe => ({ trace, probe }))),
      ...tensors,
    ],
  };
}

/** Keeps the newest frame always, and of the older ones every n-th. Points that came with a dropped frame pass to the next. */
function addFrame(track: FrameTrack, frame: BoundaryProbe): void {
  const last = track.frames.at(-1)!;
  const dispensable = track.frames.length > 1 && (track.seen - 1) % track.every !== 0;
  if (dispensable) track.frames.pop();
  track.frames.push(dispensable ? inherit(frame, last) : frame);
  track.seen++;
  const limit = frame.grid === undefined ? MAX_FRAMES : MAX_GRID_FRAMES;
  if (track.frames.length <= limit) return;
  const kept: BoundaryProbe[] = [];
  for (const [i, current] of track.frames.entries()) {
    const before = track.frames[i - 1];
    if (i % 2 === 0) kept.push(before === undefined ? current : inherit(current, before));
    else if (i === track.frames.length - 1) kept.push(current);
  }
  track.frames = kept;
  track.every *= 2;
}

function inherit(frame: BoundaryProbe, dropped: BoundaryProbe): BoundaryProbe {
  return frame.points === undefined && dropped.points !== undefined ? { ...frame, points: dropped.points } : frame;
}
