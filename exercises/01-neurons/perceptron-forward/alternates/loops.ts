type Rows = readonly (readonly number[])[];

export function step(z: number): number {
  if (z > 0) return 1;
  return 0;
}

export function score(x: readonly number[], weights: readonly number[], bias: number): number {
  let z = 0;
  for (let i = 0; i < weights.length; i++) z += weights[i]! * x[i]!;
  return z + bias;
}

export function predict(x: readonly number[], weights: readonly number[], bias: number): number {
  let z = bias;
  for (const [i, weight] of weights.entries()) z += weight * x[i]!;
  return step(z);
}

export function predictBatch(X: Rows, weights: readonly number[], bias: number): number[] {
  const decisions: number[] = [];
  for (let row = 0; row < X.length; row++) decisions.push(predict(X[row]!, weights, bias));
  return decisions;
}

export function withOnes(X: Rows): number[][] {
  const extended: number[][] = [];
  for (const x of X) {
    const row = [1];
    for (const input of x) row.push(input);
    extended.push(row);
  }
  return extended;
}

/** Takes the bias out again instead of putting the ones in. */
export function predictFolded(X: Rows, w: readonly number[]): number[] {
  const [bias = 0, ...weights] = w;
  return predictBatch(X, weights, bias);
}
