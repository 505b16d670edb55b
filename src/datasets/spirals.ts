import { checkInteger, checkNumber } from './options';
import type { ClassSet } from './rows';
import { scatter, type PointsOptions } from './scatter';

export interface SpiralsOptions extends PointsOptions {
  /** Arms, each a class of its own. */
  readonly arms?: number;
  /** How often an arm goes around. */
  readonly turns?: number;
}

/** Arms that wind around one another, from the middle to radius 1. */
export function spirals({ count = 200, noise = 0.02, seed = 1, arms = 2, turns = 1.5 }: SpiralsOptions = {}): ClassSet {
  checkInteger('spirals', 'arms', arms, 1, 10);
  checkNumber('spirals', 'turns', turns, 0, 10);
  return scatter('spirals', { count, noise, seed }, arms, (label, draws) => {
    // More points further out, where the arm is longer.
    const along = Math.sqrt(draws.between(0.01, 1));
    const angle = 2 * Math.PI * (turns * along + label / arms);
    return [along * Math.sin(angle), along * Math.cos(angle)];
  });
}
