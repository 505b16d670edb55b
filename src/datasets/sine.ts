import { createDraws } from './draws';
import { checkCount, checkNumber, checkSeed } from './options';
import { rounded, type RowSet } from './rows';

export interface SineOptions {
  readonly count?: number;
  readonly noise?: number;
  /** Where x begins and ends; −π and π as a rule. */
  readonly from?: number;
  readonly to?: number;
  readonly seed?: number;
}

/** y = sin x + noise, for x drawn evenly between `from` and `to`. */
export function sine({ count = 100, noise = 0.1, from = -Math.PI, to = Math.PI, seed = 1 }: SineOptions = {}): RowSet {
  checkCount('sine', count);
  checkNumber('sine', 'noise', noise, 0, 10);
  checkNumber('sine', 'from', from, -1e6, 1e6);
  checkNumber('sine', 'to', to, from, 1e6);
  checkSeed('sine', seed);
  const draws = createDraws(seed);
  const x = Array.from({ length: count }, () => [rounded(draws.between(from, to))]);
  return { x, y: x.map(([at]) => rounded(Math.sin(at!) + noise * draws.normal())), columns: ['x'] };
}
