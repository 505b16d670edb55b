import { createBoundaryFrames } from '../neurona/boundary-frames';
import { toWireTensor } from '../neurona/to-wire-tensor';
import { MAX_NAME, type Probe } from '../protocol/probe';
import type { WireTensor } from '../protocol/tensor';
import type { Picture } from './course-api';
import type { Numeric } from './expectations/numeric';
import type { Session } from './session';

/** Takes what a test shows, with the ordinal of the call that it belongs to. */
export type Show = (probe: Probe, call: number) => void;

/** The pictures that one test makes; they belong to the call that it made last. Throws HumanError for what cannot be shown. */
export function createPicture(session: Session, show: Show): Picture {
  const frames = createBoundaryFrames();
  const steps = new Map<string, number>();
  const call = (): number => session.lastOrigin()?.call ?? 0;

  return {
    tensor: (value, name) =>
      show({ kind: 'tensor', name: name.slice(0, MAX_NAME), tensor: toWireTensor(value) }, call()),
    boundary: async (unit, data, name = 'boundary') => {
      const short = name.slice(0, MAX_NAME);
      const drawn = typeof unit === 'function' ? await answersOf(unit, data) : unit;
      const step = steps.get(short) ?? 0;
      steps.set(short, step + 1);
      show({ kind: 'boundary', name: short, step, ...frames.frame(drawn, data, short) }, call());
    },
  };
}

/** Asks a unit that lives elsewhere for every point first; a frame is made at once. */
async function answersOf(
  unit: (x: number[]) => number | Promise<number>,
  data: Parameters<Picture['boundary']>[1],
): Promise<() => number> {
  const asked: number[][] = [];
  createBoundaryFrames().frame((x) => asked.push(x), data, '');
  const answers: number[] = [];
  for (const x of asked) answers.push(Number(await unit(x)));
  let at = 0;
  return () => answers[at++] ?? Number.NaN;
}

/** Numbers in a grid as a tensor to be shown. */
export function shownTensor({ shape, dtype, data }: Numeric): WireTensor {
  if (dtype === 'bool') return { shape: [...shape], dtype, data: Uint8Array.from(data) };
  if (dtype === 'int32') return { shape: [...shape], dtype, data: Int32Array.from(data) };
  return { shape: [...shape], dtype: 'float32', data: Float32Array.from(data) };
}
