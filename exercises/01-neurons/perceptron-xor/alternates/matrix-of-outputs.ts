import { showBoundary, track } from 'neurona';
import type { Cycle, Run, RunOptions, Study, Unit } from '../solution';

/**
 * Everything by tables: units are rows [w…, b], examples rows [x…, 1], and the outputs of many units on many examples
 * are one product. Loops are left only where one step depends on the one before.
 */
type Row = readonly number[];

const dot = (a: Row, b: Row): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const toRow = ({ weights, bias }: Unit): Row => [...weights, bias];
const toUnit = (row: Row): Unit => ({ weights: row.slice(0, -1), bias: row.at(-1)! });
const withOne = (X: readonly Row[]): Row[] => X.map((x) => [...x, 1]);

/** [units, examples] of 0 and 1. */
function outputs(units: readonly Row[], X: readonly Row[]): number[][] {
  return units.map((unit) => X.map((x) => (dot(unit, x) > 0 ? 1 : 0)));
}

/** [units]: the mean of 1 − |target − output|, which is 1 where they agree and 0 where they do not. */
function accuracies(units: readonly Row[], X: readonly Row[], y: readonly number[]): number[] {
  return outputs(units, X).map((row) => row.reduce((sum, output, i) => sum + 1 - Math.abs(y[i]! - output), 0) / y.length);
}

export function runRule(X: readonly Row[], y: readonly number[], options: RunOptions = {}): Run {
  const rows = withOne(X);
  const start: Row = [...(options.initialWeights ?? rows[0]!.slice(0, -1).fill(0)), options.initialBias ?? 0];
  const path: Row[] = [start];
  const marks: number[] = [];
  const errors: number[] = [];
  while (errors.length < (options.maxEpochs ?? 20) && errors.at(-1) !== 0) {
    const before = path.length;
    rows.forEach((x, i) => {
      const unit = path.at(-1)!;
      const error = y[i]! - outputs([unit], [x])[0]![0]!;
      if (error === 0) return;
      const next = unit.map((value, j) => value + (options.rate ?? 1) * error * x[j]!);
      path.push(next);
      showBoundary(toUnit(next), { points: X, labels: y });
    });
    marks.push(path.length - 1);
    errors.push(path.length - before);
    track('errors', errors.at(-1)!);
  }
  return { units: path.map(toUnit), epochs: marks.map((mark) => toUnit(path[mark]!)), errors };
}

export function findCycle(units: readonly Unit[]): Cycle | null {
  const keys = units.map((unit) => JSON.stringify(toRow(unit)));
  const repeat = keys.findIndex((key, i) => keys.indexOf(key) < i);
  if (repeat === -1) return null;
  const start = keys.indexOf(keys[repeat]!);
  return { start, length: repeat - start };
}

export function accuracy(unit: Unit, X: readonly Row[], y: readonly number[]): number {
  return accuracies([toRow(unit)], withOne(X), y)[0]!;
}

export function bestLine(X: readonly Row[], y: readonly number[], candidates: readonly Unit[]): { accuracies: number[]; best: number } {
  const all = accuracies(candidates.map(toRow), withOne(X), y);
  const best = all.reduce((winner, value, i) => (value > all[winner]! ? i : winner), 0);
  return { accuracies: all, best };
}

export function study(X: readonly Row[], y: readonly number[], options: RunOptions = {}): Study {
  const run = runRule(X, y, options);
  const best = Math.max(...accuracies(run.units.map(toRow), withOne(X), y));
  if (run.errors.at(-1) === 0) return { converged: true, cycle: null, best };
  return { converged: false, cycle: findCycle(run.epochs), best };
}
