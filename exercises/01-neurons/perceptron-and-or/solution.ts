import { showBoundary, track } from 'neurona';

/** A perceptron: one weight per input, and a bias. */
export interface Unit {
  /** [inputs] */
  readonly weights: readonly number[];
  readonly bias: number;
}

export interface TrainOptions {
  /** How far one update moves the unit; 1 unless given. */
  readonly rate?: number;
  /** When to give up; 100 unless given. */
  readonly maxEpochs?: number;
  /** [inputs]; zeros unless given. */
  readonly initialWeights?: readonly number[];
  /** 0 unless given. */
  readonly initialBias?: number;
}

/** What training went through: one entry per epoch. */
export interface History {
  /** [epochs, inputs]: the weights at the end of each epoch. */
  readonly weights: readonly (readonly number[])[];
  /** [epochs]: the bias at the end of each epoch. */
  readonly bias: readonly number[];
  /** [epochs]: how many examples each epoch got wrong. */
  readonly errors: readonly number[];
}

/** 1 where w·x + b is above 0, and 0 elsewhere: a score of exactly 0 does not fire. */
function predict({ weights, bias }: Unit, x: readonly number[]): number {
  const score = weights.reduce((sum, weight, i) => sum + weight * x[i]!, bias);
  return score > 0 ? 1 : 0;
}

/**
 * Shows the unit one example, [inputs], and what should come out, 0 or 1.
 * Returns the unit after the learning rule: the same where the unit was right, a moved one where it was wrong.
 */
export function update(unit: Unit, x: readonly number[], target: number, rate: number): Unit {
  const error = target - predict(unit, x);
  return {
    weights: unit.weights.map((weight, i) => weight + rate * error * x[i]!),
    bias: unit.bias + rate * error,
  };
}

/**
 * Trains a perceptron on the rows of X, [examples, 2], points of a plane, and their targets y, [examples], each 0 or 1.
 * An epoch presents every example once, in the order of the table, and each update counts at once for the next
 * example. Training ends after the first epoch in which no example was wrong, or after `maxEpochs`.
 */
export function train(X: readonly (readonly number[])[], y: readonly number[], options: TrainOptions = {}): History {
  const { rate = 1, maxEpochs = 100, initialBias = 0 } = options;
  const { initialWeights = X[0]!.map(() => 0) } = options;
  let unit: Unit = { weights: initialWeights, bias: initialBias };
  const weights: (readonly number[])[] = [];
  const bias: number[] = [];
  const errors: number[] = [];

  for (let epoch = 1; epoch <= maxEpochs; epoch++) {
    let wrong = 0;
    for (const [i, x] of X.entries()) {
      if (predict(unit, x) !== y[i]!) wrong++;
      unit = update(unit, x, y[i]!, rate);
    }
    weights.push([...unit.weights]);
    bias.push(unit.bias);
    errors.push(wrong);
    track('errors', wrong);
    showBoundary({ weights: unit.weights, bias: unit.bias }, { points: X, labels: y });
    if (wrong === 0) break;
  }
  return { weights, bias, errors };
}
