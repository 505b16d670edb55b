import type { ClassSet } from './rows';
import { scatter, type PointsOptions } from './scatter';

/** XOR as a plane: class 1 where x₁ and x₂ have different signs, with a gap along the axes. x₁·x₂ parts the classes. */
export function quadrants({ count = 200, noise = 0, seed = 1 }: PointsOptions = {}): ClassSet {
  return scatter('quadrants', { count, noise, seed }, 2, (label, draws) => {
    const side = draws.chance(0.5) ? 1 : -1;
    return [side * draws.between(0.06, 1), (label === 1 ? -side : side) * draws.between(0.06, 1)];
  });
}
