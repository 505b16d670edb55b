import { showBoundary } from 'neurona';

/** Subtracts the threshold first and then adds input by input. */
export function unit(inputs: readonly number[], weights: readonly number[], threshold: number): number {
  let surplus = -threshold;
  for (let i = 0; i < inputs.length; i++) surplus += inputs[i]! * weights[i]!;
  return Number(surplus >= 0);
}

// Thresholds half-way between two sums, so that no gate ever stands on its own border.
export const and = (a: number, b: number): number => unit([a, b], [1, 1], 1.5);
export const or = (a: number, b: number): number => unit([a, b], [1, 1], 0.5);
export const not = (a: number): number => unit([a], [-1], -0.5);

/** One hidden unit for "a alone", one for "b alone", and an output that wants either. */
export function xor(a: number, b: number): number {
  const hidden = [unit([a, b], [1, -1], 0.5), unit([a, b], [-1, 1], 0.5)];
  return unit(hidden, [1, 1], 0.5);
}

export function draw(): void {
  const points = [[0, 0], [0, 1], [1, 0], [1, 1]];
  showBoundary(([a = 0, b = 0]) => xor(a, b), { points, labels: [0, 1, 1, 0] }, 'XOR');
}
