import * as tf from '@tensorflow/tfjs';
import { showBoundary } from 'neurona';

/** A layer of units at once: inputs [n], weights [units, n], thresholds [units] → [units]. */
function layer(inputs: readonly number[], weights: readonly (readonly number[])[], thresholds: readonly number[]): number[] {
  return tf.tidy(() => {
    const sums = tf.dot(
      weights.map((row) => [...row]),
      [...inputs],
    );
    return [...tf.cast(tf.greaterEqual(sums, [...thresholds]), 'int32').dataSync()];
  });
}

export function unit(inputs: readonly number[], weights: readonly number[], threshold: number): number {
  return layer(inputs, [weights], [threshold])[0]!;
}

export function and(a: number, b: number): number {
  return unit([a, b], [0.25, 0.5], 0.75);
}

export function or(a: number, b: number): number {
  return unit([a, b], [3, 2], 2);
}

export function not(a: number): number {
  return unit([a], [-4], -3);
}

/** Counts how many inputs are on: at least one excites the output, at least two inhibit it more strongly. */
export function xor(a: number, b: number): number {
  const atLeast = layer([a, b], [[1, 1], [1, 1]], [1, 2]);
  return unit(atLeast, [1, -2], 1);
}

export function draw(): void {
  const points = [[0, 0], [0, 1], [1, 0], [1, 1]];
  showBoundary({ weights: [0.25, 0.5], bias: -0.75 }, { points, labels: [0, 0, 0, 1] }, 'AND');
  showBoundary({ weights: [3, 2], bias: -2 }, { points, labels: [0, 1, 1, 1] }, 'OR');
}
