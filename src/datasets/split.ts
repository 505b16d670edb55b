import { createDraws } from './draws';
import type { Images } from './images';
import { checkNumber, checkSeed } from './options';

export interface SplitOptions {
  /** The part of the rows that is kept apart, from 0 to 1. */
  readonly test?: number;
  readonly seed?: number;
}

/** Anything with examples `x` and an answer for each. */
export interface Examples {
  readonly x: readonly unknown[] | Images;
  readonly y: readonly number[];
}

/**
 * Parts a data set into one to train with and one to test with, in random order. Where it has classes, each of them
 * is parted in the same proportion (a stratified split). Everything else that it holds goes with both.
 */
export function split<T extends Examples>(set: T, { test = 0.2, seed = 1 }: SplitOptions = {}): { train: T; test: T } {
  checkNumber('split', 'test', test, 0, 1);
  checkSeed('split', seed);
  const draws = createDraws(seed);
  const groups = 'classes' in set ? [...groupRows(set.y).values()] : [[...set.y.keys()]];
  const [train, apart]: [number[], number[]] = [[], []];
  for (const rows of groups) {
    const shuffled = draws.shuffle(rows);
    const size = Math.round(test * shuffled.length);
    apart.push(...shuffled.slice(0, size));
    train.push(...shuffled.slice(size));
  }
  return { train: rowsOf(set, draws.shuffle(train)), test: rowsOf(set, draws.shuffle(apart)) };
}

/** The rows of each class, in the order in which the classes first appear. */
function groupRows(y: readonly number[]): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  y.forEach((label, row) => {
    const rows = groups.get(label);
    if (rows === undefined) groups.set(label, [row]);
    else rows.push(row);
  });
  return groups;
}

function rowsOf<T extends Examples>(set: T, rows: readonly number[]): T {
  const x = isImages(set.x) ? imagesOf(set.x, rows) : rows.map((row) => (set.x as readonly unknown[])[row]);
  return { ...set, x, y: rows.map((row) => set.y[row]!) };
}

function isImages(x: Examples['x']): x is Images {
  return 'data' in x && 'shape' in x;
}

function imagesOf({ data, shape: [, height, width, channels] }: Images, rows: readonly number[]): Images {
  const size = height * width * channels;
  const picked = new Uint8Array(rows.length * size);
  rows.forEach((row, i) => picked.set(data.subarray(row * size, (row + 1) * size), i * size));
  return { data: picked, shape: [rows.length, height, width, channels] };
}
