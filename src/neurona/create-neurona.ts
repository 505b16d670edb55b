import type { HumanError } from '../protocol/human-error';
import { MAX_NAME, type Probe } from '../protocol/probe';
import { misuse } from './misuse';
import { createBoundaryFrames } from './boundary-frames';
import { svd } from './svd';
import { isTensor, toWireTensor } from './to-wire-tensor';
import { visualizeModel } from './visualize';

type Neurona = typeof import('./neurona');

/** Where what a learner shows goes. */
export type ProbeSink = (probe: Probe) => void;

/**
 * What of the `neurona` library shows something, for one instance of a learner's module; `create-datasets.ts` has the
 * rest. It knows no tensor library: it takes a tensor for one by what it can do, so that code that uses none never
 * loads one.
 *
 * Steps count from 0 within a trace, and a boundary's points are sent again in each; `currentTrace` tells which one it is.
 */
export function createNeurona(sink: ProbeSink, currentTrace: () => unknown = () => undefined): Omit<Neurona, 'datasets'> {
  let trace = currentTrace();
  const steps = new Map<string, number>();
  const boundaries = createBoundaryFrames();

  const nextStep = (kind: string, name: string): number => {
    if (currentTrace() !== trace) {
      trace = currentTrace();
      steps.clear();
      boundaries.forget();
    }
    const key = `${kind}:${name}`;
    const step = steps.get(key) ?? 0;
    steps.set(key, step + 1);
    return step;
  };

  return {
    svd,
    track: (name, value) => {
      checkName('track', name);
      if (typeof value !== 'number') throw notANumber(name, value);
      const short = name.slice(0, MAX_NAME);
      sink({ kind: 'scalars', name: short, firstStep: nextStep('scalars', short), values: Float64Array.of(value) });
    },
    show: (value, name) => {
      checkName('show', name);
      sink({ kind: 'tensor', name: name.slice(0, MAX_NAME), tensor: toWireTensor(value) });
    },
    visualize: (model, input) => {
      visualizeModel(model, input, (tensor, name) => {
        sink({ kind: 'tensor', name: name.slice(0, MAX_NAME), tensor: toWireTensor(tensor) });
      });
    },
    showBoundary: (unit, data, name = 'boundary') => {
      checkName('showBoundary', name);
      const short = name.slice(0, MAX_NAME);
      const step = nextStep('boundary', short);
      sink({ kind: 'boundary', name: short, step, ...boundaries.frame(unit, data, short) });
    },
  };
}

function checkName(call: string, name: unknown): void {
  if (typeof name === 'string' && name !== '') return;
  throw misuse({
    en: `${call}: the name must be a text that is not empty.`,
    es: `${call}: el nombre debe ser un texto no vacío.`,
  });
}

function notANumber(name: string, value: unknown): HumanError {
  if (isTensor(value)) {
    return misuse({
      en: `track('${name}', …): give a number, not a tensor: ${name}.dataSync()[0]`,
      es: `track('${name}', …): pásale un número, no un tensor: ${name}.dataSync()[0]`,
    });
  }
  const type = value === null ? 'null' : typeof value;
  return misuse({
    en: `track('${name}', …): give a number, not ${type}.`,
    es: `track('${name}', …): pásale un número, no ${type}.`,
  });
}
