import type * as tensorflow from './tfjs';

/**
 * Does what first runs do: a few operations, a gradient, a small model that trains. V8 has then compiled what they need,
 * and a cache that is made now holds it.
 */
export async function exerciseEngine(tf: typeof tensorflow): Promise<void> {
  const x = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
  const y = tf.tensor2d([[0], [1], [1], [0]]);
  tf.tidy(() => {
    const w = tf.variable(tf.randomNormal([2, 1]));
    tf.train.sgd(0.1).minimize(() => x.matMul<tensorflow.Tensor2D>(w).sub(y).square().mean().asScalar());
    tf.softmax(x).add(1).mul(x).transpose().reshape([8]).sum().dataSync();
    w.dispose();
  });
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 4, activation: 'relu', inputShape: [2] }),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: 'adam', loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  await model.fit(x, y, { epochs: 2, verbose: 0 });
  tf.dispose(model.predict(x));
  model.dispose();
  tf.dispose([x, y]);
}
