/** The step: 1 when the score is above 0, and 0 otherwise, at exactly 0 too. */
export function step(z: number): number {
  return z > 0 ? 1 : 0;
}

/**
 * The score of one row, z = w·x + b.
 *
 * @param x [inputs]
 * @param weights [inputs]
 */
export function score(x: readonly number[], weights: readonly number[], bias: number): number {
  return x.reduce((sum, input, i) => sum + input * weights[i]!, bias);
}

/**
 * The decision on one row, 0 or 1.
 *
 * @param x [inputs]
 * @param weights [inputs]
 */
export function predict(x: readonly number[], weights: readonly number[], bias: number): number {
  return step(score(x, weights, bias));
}

/**
 * The decision on every row of a batch.
 *
 * @param X [batch, inputs]
 * @param weights [inputs]
 * @returns [batch], each 0 or 1
 */
export function predictBatch(X: readonly (readonly number[])[], weights: readonly number[], bias: number): number[] {
  return X.map((x) => predict(x, weights, bias));
}

/**
 * The batch with an input more, x₀ = 1, in front of every row.
 *
 * @param X [batch, inputs]
 * @returns [batch, 1 + inputs]
 */
export function withOnes(X: readonly (readonly number[])[]): number[][] {
  return X.map((x) => [1, ...x]);
}

/**
 * The decision on every row, by weights that have the bias among them.
 *
 * @param X [batch, inputs]
 * @param w [1 + inputs], the bias first: w[0] is the weight of x₀ = 1
 * @returns [batch], each 0 or 1
 */
export function predictFolded(X: readonly (readonly number[])[], w: readonly number[]): number[] {
  return predictBatch(withOnes(X), w, 0);
}
