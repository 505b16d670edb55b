import { showBoundary } from 'neurona';

/**
 * A McCulloch–Pitts unit: fires when the weighted sum of its inputs reaches its threshold.
 *
 * @param inputs [n], each 0 (off) or 1 (on)
 * @param weights [n], positive to excite, negative to inhibit
 * @returns 1 when it fires, 0 when it stays quiet
 */
export function unit(inputs: readonly number[], weights: readonly number[], threshold: number): number {
  // TODO: add up weight times input, and compare the sum with the threshold.
  return 0;
}

/** 1 when both inputs are on. */
export function and(a: number, b: number): number {
  return unit([a, b], [0, 0], 1); // TODO: choose the weights and the threshold.
}

/** 1 when at least one input is on. */
export function or(a: number, b: number): number {
  return unit([a, b], [0, 0], 1); // TODO: choose the weights and the threshold.
}

/** 1 when the input is off. */
export function not(a: number): number {
  return unit([a], [0], 1); // TODO: choose the weight and the threshold.
}

/** 1 when exactly one input is on. One unit cannot do it; two layers of units can. */
export function xor(a: number, b: number): number {
  // TODO: feed the answers of some units to another unit.
  return 0;
}

/** Shows where each gate fires, over the plane of its two inputs. The tests call it; there is nothing to write here. */
export function draw(): void {
  const points = [[0, 0], [0, 1], [1, 0], [1, 1]];
  showBoundary(([a = 0, b = 0]) => and(a, b), { points, labels: [0, 0, 0, 1] }, 'AND');
  showBoundary(([a = 0, b = 0]) => or(a, b), { points, labels: [0, 1, 1, 1] }, 'OR');
  showBoundary(([a = 0, b = 0]) => xor(a, b), { points, labels: [0, 1, 1, 0] }, 'XOR');
}
