import type { Localized } from '../../protocol/localized';

/** What an error means: what is so, and what to do, where that is certain. */
export interface Explanation {
  readonly message: Localized;
  readonly hint?: Localized | undefined;
}

/** A message of the library's, and what it means. */
export interface Rule {
  /** What went wrong, for those who count: `tensor-` and this is the error's code. */
  readonly code: string;
  readonly pattern: RegExp;
  /** For messages of JavaScript's own: the function of the library's that threw it, or that one's caller. */
  readonly within?: RegExp;
  /** From what the pattern caught and the op that was called, where it is known. Undefined when it is not this after all. */
  readonly explain: (caught: readonly string[], op: string | undefined) => Explanation | undefined;
}

/** A shape as a message quotes it, `2,3` or `[null,3]`, as numbers; an axis that is left open is NaN. */
export function parseShape(text: string): number[] {
  const inside = text.replaceAll(/[[\]\s]/g, '');
  return inside === '' ? [] : inside.split(',').map((extent) => (/^\d+$/.test(extent) ? Number(extent) : NaN));
}

/** A shape as learners write it. An open axis is the batch. */
export function shapeText(shape: readonly number[]): string {
  return `[${shape.map((extent) => (Number.isNaN(extent) ? 'batch' : extent)).join(', ')}]`;
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, extent) => product * extent, 1);
}

export function areEqual(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((extent, axis) => extent === b[axis]);
}

/** The candidate a word was probably meant to be: at most two letters wrong, and one candidate alone that near. */
export function nearestName(word: string, candidates: readonly string[]): string | undefined {
  const near = candidates.map((name) => ({ name, distance: editDistance(word.toLowerCase(), name.toLowerCase()) }));
  const smallest = Math.min(...near.map(({ distance }) => distance));
  const best = near.filter(({ distance }) => distance === smallest);
  return smallest <= 2 && best.length === 1 ? best[0]!.name : undefined;
}

/** Levenshtein's distance: letters to insert, remove or replace. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 0; i < a.length; i++) {
    const row = [i + 1];
    for (let j = 0; j < b.length; j++) {
      row.push(Math.min(row[j]! + 1, previous[j + 1]! + 1, previous[j]! + (a[i] === b[j] ? 0 : 1)));
    }
    previous = row;
  }
  return previous[b.length]!;
}
