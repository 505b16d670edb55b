import type { BoundaryProbe } from '../../../protocol/probe';

/** From frame `start` on, the same `period` frames come again and again. A period of 1 is a unit that stands still. */
export interface Cycle {
  readonly start: number;
  readonly period: number;
}

/** Two weights that training brought back by another way differ by rounding only. */
const TOLERANCE = 1e-9;

/**
 * Finds out of the frames' own numbers whether a linear unit keeps coming back to the same weights: the shortest
 * period that fills the end of the run at least twice. Undefined for fewer than three frames, for frames with
 * gaps between them, and for units that are not linear.
 */
export function findCycle(frames: readonly BoundaryProbe[]): Cycle | undefined {
  if (frames.length < 3 || frames.some(({ line, step }, i) => line === undefined || step !== frames[0]!.step + i)) return undefined;
  const last = frames.length - 1;
  for (let period = 1; 2 * period <= frames.length; period++) {
    let start = last - period;
    while (start >= 0 && sameLine(frames[start]!, frames[start + period]!)) start--;
    start++;
    if (last - start + 1 >= 2 * period && last - start >= 2) return { start, period };
  }
  return undefined;
}

function sameLine({ line: a }: BoundaryProbe, { line: b }: BoundaryProbe): boolean {
  if (a === undefined || b === undefined) return false;
  const [left, right] = [[...a.weights, a.bias], [...b.weights, b.bias]];
  const scale = Math.max(1, ...left.map(Math.abs));
  return left.every((value, i) => Math.abs(value - right[i]!) <= TOLERANCE * scale);
}
