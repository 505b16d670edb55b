import { showBoundary, track } from 'neurona';
import type { Cycle, Run, RunOptions, Study, Unit } from '../solution';

/** One presentation of one example: the unit before it and after it. */
interface Step {
  readonly before: Unit;
  readonly after: Unit;
  readonly epoch: number;
}

type Table = readonly (readonly number[])[];

const fires = (unit: Unit, x: readonly number[]): boolean => {
  let score = unit.bias;
  for (let i = 0; i < x.length; i++) score += unit.weights[i]! * x[i]!;
  return score > 0;
};

/** Presents examples one by one; a step whose unit stayed the same object changed nothing. */
function* steps(X: Table, y: readonly number[], { rate = 1, maxEpochs = 20, initialWeights, initialBias = 0 }: RunOptions): Generator<Step> {
  let unit: Unit = { weights: initialWeights ?? Array.from({ length: X[0]!.length }, () => 0), bias: initialBias };
  for (let epoch = 0, dirty = true; dirty && epoch < maxEpochs; epoch++) {
    dirty = false;
    for (let i = 0; i < X.length; i++) {
      const before = unit;
      const wanted = y[i] === 1;
      if (fires(before, X[i]!) !== wanted) {
        const by = wanted ? rate : -rate;
        unit = { weights: before.weights.map((w, j) => w + by * X[i]![j]!), bias: before.bias + by };
        dirty = true;
        showBoundary(unit, { points: X, labels: y });
      }
      yield { before, after: unit, epoch };
    }
  }
}

export function runRule(X: Table, y: readonly number[], options: RunOptions = {}): Run {
  const taken = [...steps(X, y, options)];
  const moved = taken.filter((step) => step.before !== step.after);
  const epochs = taken.filter((_, i) => (i + 1) % X.length === 0);
  const errors = epochs.map(({ epoch }) => moved.filter((step) => step.epoch === epoch).length);
  for (const wrong of errors) track('errors', wrong);
  return { units: [taken[0]!.before, ...moved.map((step) => step.after)], epochs: epochs.map((step) => step.after), errors };
}

const same = (a: Unit, b: Unit): boolean => a.bias === b.bias && a.weights.every((w, i) => w === b.weights[i]);

export function findCycle(units: readonly Unit[]): Cycle | null {
  for (let later = 1; later < units.length; later++) {
    for (let earlier = 0; earlier < later; earlier++) {
      if (same(units[earlier]!, units[later]!)) return { start: earlier, length: later - earlier };
    }
  }
  return null;
}

export function accuracy(unit: Unit, X: Table, y: readonly number[]): number {
  let right = 0;
  for (let i = 0; i < X.length; i++) if (Number(fires(unit, X[i]!)) === y[i]) right++;
  return right / X.length;
}

export function bestLine(X: Table, y: readonly number[], candidates: readonly Unit[]): { accuracies: number[]; best: number } {
  const accuracies: number[] = [];
  let best = 0;
  for (const [i, candidate] of candidates.entries()) {
    accuracies.push(accuracy(candidate, X, y));
    if (accuracies[i]! > accuracies[best]!) best = i;
  }
  return { accuracies, best };
}

export function study(X: Table, y: readonly number[], options: RunOptions = {}): Study {
  const { units, epochs, errors } = runRule(X, y, options);
  const best = units.reduce((highest, unit) => Math.max(highest, accuracy(unit, X, y)), 0);
  return errors.includes(0) ? { converged: true, cycle: null, best } : { converged: false, cycle: findCycle(epochs), best };
}
