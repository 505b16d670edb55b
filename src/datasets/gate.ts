import { checkChoice, checkInteger } from './options';
import type { ClassSet } from './rows';

/** What each gate answers, from how many of its inputs are 1 and how many there are. */
const answers = {
  and: (ones: number, inputs: number) => ones === inputs,
  or: (ones: number) => ones > 0,
  nand: (ones: number, inputs: number) => ones < inputs,
  nor: (ones: number) => ones === 0,
  xor: (ones: number) => ones % 2 === 1,
  xnor: (ones: number) => ones % 2 === 0,
  not: (ones: number) => ones === 0,
};
export type GateName = keyof typeof answers;

export interface GateOptions {
  readonly inputs?: number;
}

/** The table of a gate, its rows in the order in which one counts in binary: 00, 01, 10, 11. Of more inputs, `xor` is their parity. */
export function gate(name: GateName, options: GateOptions = {}): ClassSet {
  checkChoice('gate', 'name', name, Object.keys(answers));
  const { inputs = name === 'not' ? 1 : 2 } = options;
  checkInteger('gate', 'inputs', inputs, 1, name === 'not' ? 1 : 12);
  const x = Array.from({ length: 2 ** inputs }, (_, row) => Array.from({ length: inputs }, (_bit, i) => (row >> (inputs - 1 - i)) & 1));
  const y = x.map((bits) => Number(answers[name](bits.filter((bit) => bit === 1).length, inputs)));
  return { x, y, columns: Array.from({ length: inputs }, (_, i) => `x${i + 1}`), classes: ['0', '1'] };
}
