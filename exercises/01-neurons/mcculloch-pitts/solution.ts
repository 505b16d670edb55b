import { showBoundary } from 'neurona';

/**
 * A McCulloch–Pitts unit: fires when the weighted sum of its inputs reaches its threshold.
 *
 * @param inputs [n], each 0 (off) or 1 (on)
 * @param weights [n], positive to excite, negative to inhibit
 * @returns 1 when it fires, 0 when it stays quiet
 */
export function unit(inputs: readonly number[], weights: readonly number[], threshold: number): number {
  const sum = inputs.reduce((total, input, i) => total + weights[i]! * input, 0);
  return sum >= threshold ? 1 : 0;
}

/** 1 when both inputs are on. */
export function and(a: number, b: number): number {
  return unit([a, b], [1, 1], 2);
}

/** 1 when at least one input is on. */
export function or(a: number, b: number): number {
  return unit([a, b], [1, 1], 1);
}

/** 1 when the input is off. */
export function not(a: number): number {
  return unit([a], [-1], 0);
}

/** 1 when exactly one input is on: "a or b" in the first layer, "but not both" beside it, and both claims in the second. */
export function xor(a: number, b: number): number {
  return and(or(a, b), not(and(a, b)));
}

/** Shows where each gate fires, over the plane of its two inputs. */
export function draw(): void {
  const points = [[0, 0], [0, 1], [1, 0], [1, 1]];
  showBoundary(([a = 0, b = 0]) => and(a, b), { points, labels: [0, 0, 0, 1] }, 'AND');
  showBoundary(([a = 0, b = 0]) => or(a, b), { points, labels: [0, 1, 1, 1] }, 'OR');
  showBoundary(([a = 0, b = 0]) => xor(a, b), { points, labels: [0, 1, 1, 0] }, 'XOR');
}
