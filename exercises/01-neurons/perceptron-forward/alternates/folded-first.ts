/** Everything by the folded form: a bias is the weight of an input that is always 1. */
const weightedSum = (x: readonly number[], w: readonly number[]): number =>
  x.map((input, i) => input * (w[i] ?? 0)).reduce((sum, product) => sum + product, 0);

export const step = (z: number): number => Math.max(0, Math.sign(z));

export const withOnes = (X: readonly (readonly number[])[]): number[][] =>
  X.map((x) => {
    const row = [...x];
    row.unshift(1);
    return row;
  });

export const predictFolded = (X: readonly (readonly number[])[], w: readonly number[]): number[] =>
  withOnes(X).map((x) => step(weightedSum(x, w)));

export const score = (x: readonly number[], weights: readonly number[], bias: number): number =>
  weightedSum([1, ...x], [bias, ...weights]);

export const predict = (x: readonly number[], weights: readonly number[], bias: number): number =>
  predictFolded([x], [bias, ...weights])[0]!;

export const predictBatch = (X: readonly (readonly number[])[], weights: readonly number[], bias: number): number[] =>
  predictFolded(X, [bias, ...weights]);
