/** The step: 1 when the score is above 0, and 0 otherwise, at exactly 0 too. */
export function step(z: number): number {
  // TODO: compare z with 0.
  return 0;
}

/**
 * The score of one row, z = w·x + b.
 *
 * @param x [inputs]
 * @param weights [inputs]
 */
export function score(x: readonly number[], weights: readonly number[], bias: number): number {
  // TODO: add up each input times its weight, and the bias.
  return 0;
}

/**
 * The decision on one row, 0 or 1.
 *
 * @param x [inputs]
 * @param weights [inputs]
 */
export function predict(x: readonly number[], weights: readonly number[], bias: number): number {
  // TODO: decide by the score.
  return 0;
}

/**
 * The decision on every row of a batch.
 *
 * @param X [batch, inputs]
 * @param weights [inputs]
 * @returns [batch], each 0 or 1
 */
export function predictBatch(X: readonly (readonly number[])[], weights: readonly number[], bias: number): number[] {
  // TODO: one decision for each row.
  return [];
}

/**
 * The batch with an input more, x₀ = 1, in front of every row.
 *
 * @param X [batch, inputs]
 * @returns [batch, 1 + inputs]
 */
export function withOnes(X: readonly (readonly number[])[]): number[][] {
  // TODO: make every row one element longer.
  return [];
}

/**
 * The decision on every row, by weights that have the bias among them.
 *
 * @param X [batch, inputs]
 * @param w [1 + inputs], the bias first: w[0] is the weight of x₀ = 1
 * @returns [batch], each 0 or 1
 */
export function predictFolded(X: readonly (readonly number[])[], w: readonly number[]): number[] {
  // TODO: give every row its x₀; then no bias is left to add.
  return [];
}
