import { createDraws, type Draws } from './draws';
import { checkCount, checkSeed } from './options';
import type { RowSet } from './rows';

export interface HousesOptions {
  readonly count?: number;
  readonly seed?: number;
}

/**
 * Houses of one city and what they were sold for.
 *
 * | column | what | drawn |
 * |---|---|---|
 * | area | m² | log-normal about 105, from 35 to 400 |
 * | rooms | bedrooms | about area / 38, give or take one, from 1 to 7 |
 * | age | years | skewed towards new, up to 90; the centre is older |
 * | distance | km to the centre | skewed, up to 25; far houses are larger |
 * | garage | 0 or 1 | the likelier, the larger and the newer |
 *
 * price, in thousands of dollars = 28 + 1.05·area + 4·rooms − 0.55·age − 3.2·distance + 9·garage, times a neighbour's
 * luck of 9 % (log-normal), 15 at the least. So a linear model explains about nine tenths of it, the mean of all
 * prices none, and area and rooms say partly the same.
 */
export function houses({ count = 300, seed = 1 }: HousesOptions = {}): RowSet {
  checkCount('houses', count);
  checkSeed('houses', seed);
  const draws = createDraws(seed);
  const rows = Array.from({ length: count }, () => house(draws));
  return { x: rows.map(({ x }) => x), y: rows.map(({ price }) => price), columns: ['area', 'rooms', 'age', 'distance', 'garage'] };
}

function house(draws: Draws): { readonly x: number[]; readonly price: number } {
  const distance = Math.round(Math.min(25, 0.3 + 6 * -Math.log(1 - draws.uniform())) * 10) / 10;
  const area = Math.round(clamp(Math.exp(Math.log(98) + 0.012 * distance + 0.38 * draws.normal()), 35, 400));
  const rooms = Math.round(clamp(area / 38 + 0.7 * draws.normal(), 1, 7));
  const age = Math.round(clamp(22 * -Math.log(1 - draws.uniform()) + 8 - 0.6 * distance, 0, 90));
  const garage = Number(draws.chance(clamp(0.25 + area / 400 - age / 200, 0.05, 0.95)));
  const fair = 28 + 1.05 * area + 4 * rooms - 0.55 * age - 3.2 * distance + 9 * garage;
  const price = Math.round(Math.max(15, Math.max(15, fair) * Math.exp(0.09 * draws.normal())) * 10) / 10;
  return { x: [area, rooms, age, distance, garage], price };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
