import { HumanError } from '../protocol/human-error';

/** More rows than this are asked for by mistake, as a rule; and they would not fit a learner's process. */
export const MAX_COUNT = 100_000;

/** Throws HumanError unless `count` is a number of rows that can be made. */
export function checkCount(call: string, count: unknown, least = 1): void {
  checkInteger(call, 'count', count, least, MAX_COUNT);
}

/** Throws HumanError unless `seed` is an integer that a number holds exactly. */
export function checkSeed(call: string, seed: unknown): void {
  if (Number.isSafeInteger(seed)) return;
  throw misused(call, 'seed', seed, { en: 'an integer', es: 'un entero' });
}

export function checkInteger(call: string, name: string, value: unknown, least: number, most: number): void {
  if (Number.isInteger(value) && (value as number) >= least && (value as number) <= most) return;
  throw misused(call, name, value, { en: `an integer from ${least} to ${most}`, es: `un entero de ${least} a ${most}` });
}

export function checkNumber(call: string, name: string, value: unknown, least: number, most: number): void {
  if (typeof value === 'number' && value >= least && value <= most) return;
  throw misused(call, name, value, { en: `a number from ${least} to ${most}`, es: `un número de ${least} a ${most}` });
}

/** A part of a whole, from 0 to 1. */
export function checkShare(call: string, name: string, value: unknown): void {
  checkNumber(call, name, value, 0, 1);
}

export function checkChoice(call: string, name: string, value: unknown, choices: readonly string[]): void {
  if (typeof value === 'string' && choices.includes(value)) return;
  const all = choices.map((choice) => `'${choice}'`).join(', ');
  throw misused(call, name, value, { en: `one of ${all}`, es: `uno de ${all}` });
}

function misused(call: string, name: string, value: unknown, expected: { readonly en: string; readonly es: string }): HumanError {
  const shown = typeof value === 'number' ? String(value) : typeof value === 'string' ? `'${value.slice(0, 40)}'` : typeof value;
  return new HumanError('neurona-misuse', {
    en: `datasets.${call}: ${name} is ${shown}; give ${expected.en}.`,
    es: `datasets.${call}: ${name} vale ${shown}; pásale ${expected.es}.`,
  });
}
