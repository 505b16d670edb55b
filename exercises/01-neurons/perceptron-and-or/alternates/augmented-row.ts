import { showBoundary, track } from 'neurona';
import type { History, TrainOptions, Unit } from '../solution';

/** The w₀ trick: the bias is the weight of an extra input that is always 1. All is done on one row of numbers. */
type Row = Float64Array;

function toRow(values: readonly number[], last: number): Row {
  return Float64Array.of(...values, last);
}

function fires(w: Row, x: Row): boolean {
  let score = 0;
  for (let i = 0; i < w.length; i++) score += w[i]! * x[i]!;
  return score > 0;
}

/** Moves w in place and says whether it had to. */
function learn(w: Row, x: Row, target: number, rate: number): boolean {
  if (fires(w, x) === (target === 1)) return false;
  const direction = target === 1 ? rate : -rate;
  for (let i = 0; i < w.length; i++) w[i]! += direction * x[i]!;
  return true;
}

export function update(unit: Unit, x: readonly number[], target: number, rate: number): Unit {
  const w = toRow(unit.weights, unit.bias);
  learn(w, toRow(x, 1), target, rate);
  return { weights: [...w.subarray(0, -1)], bias: w.at(-1)! };
}

export function train(X: readonly (readonly number[])[], y: readonly number[], options: TrainOptions = {}): History {
  const rows = X.map((x) => toRow(x, 1));
  const w = toRow(options.initialWeights ?? X[0]!.map(() => 0), options.initialBias ?? 0);
  const history: { weights: number[][]; bias: number[]; errors: number[] } = { weights: [], bias: [], errors: [] };

  for (let epoch = 0; epoch < (options.maxEpochs ?? 100); epoch++) {
    const wrong = rows.filter((x, i) => learn(w, x, y[i]!, options.rate ?? 1)).length;
    const weights = [...w.subarray(0, -1)];
    const bias = w.at(-1)!;
    history.weights.push(weights);
    history.bias.push(bias);
    history.errors.push(wrong);
    track('errors', wrong);
    showBoundary({ weights, bias }, { points: X, labels: y });
    if (wrong === 0) return history;
  }
  return history;
}
