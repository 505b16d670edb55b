import type { ConvAxis } from './conv-info';
import type { Reading } from './conv-windows';

/** The inputs first, first + stride, first + 2·stride … of an axis: those whose gradient meets the same taps. */
export interface Phase {
  readonly first: number;
  /** How the upstream gradient is read, for the phase's inputs in order. */
  readonly reading: Reading;
  /** The tap that the reading begins with, and how many it goes back from one to the next. */
  readonly tap: number;
  readonly tapStep: number;
}

/**
 * The gradient of an axis' input as correlations. Input i has met output o under tap k where
 * i = o·stride − padding + k·dilation. So the inputs of one residue modulo the stride meet every so-many-th tap, and
 * outputs that are evenly apart: a correlation with stride 1, of which taps are read backwards.
 * A phase that meets no tap reads none: its gradient is zero.
 */
export function phasesOf({ input, output, taps, stride, dilation, padding }: ConvAxis): Phase[] {
  const divisor = greatestCommonDivisor(stride, dilation);
  const tapStep = stride / divisor;
  return Array.from({ length: Math.min(stride, input) }, (_, first) => {
    const outputs = Math.ceil((input - first) / stride);
    let tap = 0;
    while (tap < taps && (first + padding - tap * dilation) % stride !== 0) tap++;
    const met = tap < taps ? Math.ceil((taps - tap) / tapStep) : 0;
    const last = tap + (met - 1) * tapStep;
    const start = met > 0 ? (first + padding - last * dilation) / stride : 0;
    const reading = { outputs, stride: 1, taps: met, dilation: dilation / divisor, start, extent: output };
    return { first, reading, tap: last, tapStep };
  });
}

/**
 * A phase in parts, by the taps that meet an upstream gradient at all: at the borders of a convolution without padding
 * most of them meet nothing. The inputs of a part are `stride` apart, as those of the phase.
 */
export function bandsOf({ first, reading, tap, tapStep }: Phase, stride: number): Phase[] {
  const { start, dilation } = reading;
  const bands: Phase[] = [];
  for (let from = 0, to = 0; from < reading.outputs; from = to) {
    const [least, most] = tapsMet(reading, from);
    do to++;
    while (to < reading.outputs && tapsMet(reading, to).join() === `${least},${most}`);
    const part = { outputs: to - from, taps: most - least, start: start + from + least * dilation };
    bands.push({ first: first + from * stride, reading: { ...reading, ...part }, tap: tap - least * tapStep, tapStep });
  }
  return bands;
}

/** Taps from the first to, exclusively, the second are those that meet something. */
function tapsMet({ start, taps, dilation, extent }: Reading, output: number): [number, number] {
  const least = Math.max(0, Math.ceil(-(start + output) / dilation));
  const most = Math.min(taps, Math.floor((extent - 1 - start - output) / dilation) + 1);
  return [least, Math.max(least, most)];
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
