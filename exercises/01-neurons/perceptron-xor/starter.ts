import { showBoundary, track } from 'neurona';

/** A perceptron: one weight per input, and a bias. */
export interface Unit {
  /** [inputs] */
  readonly weights: readonly number[];
  readonly bias: number;
}

export interface RunOptions {
  /** How far one update moves the unit; 1 unless given. */
  readonly rate?: number;
  /** When to give up; 20 unless given. */
  readonly maxEpochs?: number;
  /** [inputs]; zeros unless given. */
  readonly initialWeights?: readonly number[];
  /** 0 unless given. */
  readonly initialBias?: number;
}

/** Everything a training run went through. */
export interface Run {
  /** The unit at the start, and after every update that moved it. */
  readonly units: readonly Unit[];
  /** The unit at the end of each epoch. */
  readonly epochs: readonly Unit[];
  /** [epochs]: how many examples each epoch got wrong. */
  readonly errors: readonly number[];
}

/** A run that repeats itself, in epochs: from index `start` of the list, every `length` entries. */
export interface Cycle {
  readonly start: number;
  readonly length: number;
}

/** What can be said of a run once it is over. */
export interface Study {
  /** Whether an epoch went by without a wrong example. */
  readonly converged: boolean;
  /** The cycle of the units at the end of each epoch; null for a run that converged or that has not repeated itself. */
  readonly cycle: Cycle | null;
  /** The best accuracy of any unit that the run passed through. */
  readonly best: number;
}

/** 1 where w·x + b is above 0, and 0 elsewhere: a score of exactly 0 does not fire. */
function predict({ weights, bias }: Unit, x: readonly number[]): number {
  const score = weights.reduce((sum, weight, i) => sum + weight * x[i]!, bias);
  return score > 0 ? 1 : 0;
}

/** The learning rule of the exercise before this one, for an example that the unit got wrong. */
function update(unit: Unit, x: readonly number[], target: number, rate: number): Unit {
  const step = rate * (target - predict(unit, x));
  return { weights: unit.weights.map((weight, i) => weight + step * x[i]!), bias: unit.bias + step };
}

/**
 * Trains on the rows of X, [examples, 2], and their targets y, [examples], in table order, and writes down
 * every unit it passes through. Ends after the first epoch without a wrong example, or after `maxEpochs`.
 */
export function runRule(X: readonly (readonly number[])[], y: readonly number[], options: RunOptions = {}): Run {
  const { rate = 1, maxEpochs = 20, initialWeights = X[0]!.map(() => 0), initialBias = 0 } = options;
  let unit: Unit = { weights: initialWeights, bias: initialBias };
  const units: Unit[] = [unit];
  const epochs: Unit[] = [];
  const errors: number[] = [];

  for (let epoch = 1; epoch <= maxEpochs; epoch++) {
    let wrong = 0;
    for (const [i, x] of X.entries()) {
      // Is the unit wrong about this row? Then count it, let `update` move the unit, and write the new unit down.
      wrong += todo(`row ${i} of runRule`);
      showBoundary({ weights: unit.weights, bias: unit.bias }, { points: X, labels: y });
    }
    epochs.push(unit);
    errors.push(wrong);
    track('errors', wrong);
    // When is there nothing left to learn?
  }
  return { units, epochs, errors };
}

/**
 * Finds the first unit in the list that is equal, in every weight and in the bias, to an earlier one.
 * Returns the index of that earlier one and the distance between both, or null when all units differ.
 */
export function findCycle(units: readonly Unit[]): Cycle | null {
  // What does equal mean for two units? Arrays are compared by identity, not by what they hold.
  return todo('findCycle');
}

/** The fraction, from 0 to 1, of the rows of X, [examples, inputs], for which a unit gives the target in y, [examples]. */
export function accuracy(unit: Unit, X: readonly (readonly number[])[], y: readonly number[]): number {
  // Ask `predict` about every row.
  return todo('accuracy');
}

/**
 * Tries every candidate on the examples.
 * Returns the accuracy of each, [candidates], and the index of the best one: the first, if several are as good.
 */
export function bestLine(
  X: readonly (readonly number[])[],
  y: readonly number[],
  candidates: readonly Unit[],
): { accuracies: number[]; best: number } {
  // One accuracy per candidate, then the first of the best.
  return todo('bestLine');
}

/** Runs the rule and says what came of it. */
export function study(X: readonly (readonly number[])[], y: readonly number[], options: RunOptions = {}): Study {
  // `runRule` gives three lists. Which one says that nothing is wrong any more, which one repeats itself epoch by epoch,
  // and in which one would a good unit hide?
  return todo('study');
}

/** Stands where code is missing. Delete it when nothing uses it any more. */
function todo(what: string): never {
  throw new Error(`Not written yet: ${what}.`);
}
