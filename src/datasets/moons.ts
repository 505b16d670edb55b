import type { ClassSet } from './rows';
import { scatter, type PointsOptions } from './scatter';

/** Two half moons, one in the other's arms, about 3 wide and 1.5 high, the middle of both at 0. */
export function moons({ count = 200, noise = 0.1, seed = 1 }: PointsOptions = {}): ClassSet {
  return scatter('moons', { count, noise, seed }, 2, (label, draws) => {
    const angle = draws.between(0, Math.PI);
    const side = label === 0 ? 1 : -1;
    return [side * (Math.cos(angle) - 0.5), side * (Math.sin(angle) - 0.25)];
  });
}
