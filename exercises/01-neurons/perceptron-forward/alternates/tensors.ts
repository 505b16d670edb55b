import * as tf from '@tensorflow/tfjs';

/** As a tensor, so that one operation serves a row and a whole batch. */
const matrix = (rows: readonly (readonly number[])[]): tf.Tensor2D => tf.tensor2d(rows.map((row) => [...row]));

export function step(z: number): number {
  return tf.tidy(() => tf.step(tf.scalar(z)).dataSync()[0]!);
}

export function score(x: readonly number[], weights: readonly number[], bias: number): number {
  return tf.tidy(() => tf.dot([...x], [...weights]).add(bias).dataSync()[0]!);
}

export function predict(x: readonly number[], weights: readonly number[], bias: number): number {
  return predictBatch([x], weights, bias)[0]!;
}

export function predictBatch(X: readonly (readonly number[])[], weights: readonly number[], bias: number): number[] {
  return tf.tidy(() => {
    const scores = tf.dot(matrix(X), tf.tensor1d([...weights])).add(bias);
    return [...scores.greater(0).cast('int32').dataSync()];
  });
}

export function withOnes(X: readonly (readonly number[])[]): number[][] {
  return tf.tidy(() => {
    const inputs = matrix(X);
    return tf.concat([tf.ones([inputs.shape[0], 1]), inputs], 1).arraySync() as number[][];
  });
}

export function predictFolded(X: readonly (readonly number[])[], w: readonly number[]): number[] {
  return tf.tidy(() => {
    const scores = tf.matMul(matrix(withOnes(X)), tf.tensor2d([...w], [w.length, 1]));
    return [...scores.squeeze([1]).greater(0).cast('int32').dataSync()];
  });
}
