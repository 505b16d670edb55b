import * as tf from '@tensorflow/tfjs';
import { showBoundary, track } from 'neurona';
import type { History, TrainOptions, Unit } from '../solution';

/** The error of one example, target − output, and the unit that it leads to; all arithmetic on tensors. */
function learn(unit: Unit, x: readonly number[], target: number, rate: number): { error: number; unit: Unit } {
  return tf.tidy(() => {
    const w = tf.tensor1d([...unit.weights]);
    const input = tf.tensor1d([...x]);
    const output = w.dot(input).add(unit.bias).greater(0).toFloat();
    const error = tf.scalar(target).sub(output);
    const step = error.mul(rate);
    return {
      error: Number(error.dataSync()[0]),
      unit: {
        weights: Array.from(w.add(input.mul(step)).dataSync()),
        bias: unit.bias + Number(step.dataSync()[0]),
      },
    };
  });
}

export function update(unit: Unit, x: readonly number[], target: number, rate: number): Unit {
  return learn(unit, x, target, rate).unit;
}

export function train(X: readonly (readonly number[])[], y: readonly number[], options: TrainOptions = {}): History {
  const { rate = 1, maxEpochs = 100, initialWeights = new Array<number>(X[0]!.length).fill(0), initialBias = 0 } = options;
  const epochs: { unit: Unit; wrong: number }[] = [];
  let unit: Unit = { weights: initialWeights, bias: initialBias };
  do {
    let wrong = 0;
    X.forEach((x, i) => {
      const learned = learn(unit, x, y[i]!, rate);
      unit = learned.unit;
      wrong += Math.abs(learned.error);
    });
    epochs.push({ unit, wrong });
    track('errors', wrong);
    showBoundary(unit, { points: X, labels: y });
  } while (epochs.at(-1)!.wrong > 0 && epochs.length < maxEpochs);
  return {
    weights: epochs.map((epoch) => epoch.unit.weights),
    bias: epochs.map((epoch) => epoch.unit.bias),
    errors: epochs.map((epoch) => epoch.wrong),
  };
}
