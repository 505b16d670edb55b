import { balancedLabels, createDraws, type Draws } from './draws';
import { checkCount, checkNumber, checkSeed } from './options';
import { rounded, type ClassSet } from './rows';

export interface PointsOptions {
  readonly count?: number;
  /** The deviation of each coordinate. */
  readonly noise?: number;
  readonly seed?: number;
}

/** A point's place before the noise. */
export type Position = readonly [x: number, y: number];

/** Draws `count` points in the plane, as many of one class as of any other, in random order. */
export function scatter(
  call: string,
  { count, noise, seed }: Required<PointsOptions>,
  classes: number,
  place: (label: number, draws: Draws) => Position,
): ClassSet {
  checkCount(call, count, classes);
  checkNumber(call, 'noise', noise, 0, 10);
  checkSeed(call, seed);
  const draws = createDraws(seed);
  const y = balancedLabels(draws, count, classes);
  const x = y.map((label) => {
    const [px, py] = place(label, draws);
    return [rounded(px + noise * draws.normal()), rounded(py + noise * draws.normal())];
  });
  return { x, y, columns: ['x1', 'x2'], classes: Array.from({ length: classes }, (_, i) => String(i)) };
}
