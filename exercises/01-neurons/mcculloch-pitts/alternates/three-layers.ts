/** Contributions first, their sum afterwards, and the quiet case before the other. */
export function unit(inputs: readonly number[], weights: readonly number[], threshold: number): number {
  const contributions = weights.map((weight, i) => weight * inputs[i]!);
  let sum = 0;
  for (const contribution of contributions) sum += contribution;
  if (sum < threshold) return 0;
  return 1;
}

export function not(a: number): number {
  return unit([a], [-2], -1);
}

export function or(a: number, b: number): number {
  return unit([a, b], [2, 2], 1);
}

/** Two halves reach a whole. */
export function and(a: number, b: number): number {
  return unit([a, b], [0.5, 0.5], 1);
}

/** Three layers where two would do: either one without the other. */
export function xor(a: number, b: number): number {
  return or(and(a, not(b)), and(not(a), b));
}

export function draw(): void {}
