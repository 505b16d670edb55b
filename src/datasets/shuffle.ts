import { createDraws } from './draws';
import { checkSeed } from './options';

/** The items in another order, the same one for the same seed. What was given stays as it is. */
export function shuffle<T>(items: readonly T[], seed = 1): T[] {
  checkSeed('shuffle', seed);
  return createDraws(seed).shuffle(items);
}
