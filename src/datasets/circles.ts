import type { ClassSet } from './rows';
import { scatter, type PointsOptions } from './scatter';

/** A disc (class 1) inside a ring (class 0), of radii up to 0.5 and from 0.7 to 1: no line parts them, x₁² + x₂² does. */
export function circles({ count = 200, noise = 0.05, seed = 1 }: PointsOptions = {}): ClassSet {
  return scatter('circles', { count, noise, seed }, 2, (label, draws) => {
    // Evenly over the disc and over the ring: the area within a radius grows with its square.
    const radius = Math.sqrt(label === 1 ? draws.between(0, 0.25) : draws.between(0.49, 1));
    const angle = draws.between(0, 2 * Math.PI);
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}
