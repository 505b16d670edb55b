import type * as tensorflow from '../../../src/engine/tfjs';

type Tf = typeof tensorflow;

/** One step of training, or one product; what it returns has been read back. */
export type Step = () => unknown;

/**
 * The nets that every engine runs, by name; `engine.py` has their twins. The small ones come first: who learns with XOR
 * runs it in a process whose code V8 has compiled for nothing else.
 */
export const nets: Readonly<Record<string, (tf: Tf) => Step>> = {
  'xor-by-hand': xorByHand,
  'xor-eager': eagerXor,
  xor: (tf) => {
    const { dense } = tf.layers;
    const model = tf.sequential({ layers: [dense({ units: 8, activation: 'tanh', inputShape: [2] }), dense({ units: 1, activation: 'sigmoid' })] });
    return trainOnBatch(model, ...xor(tf), 'binaryCrossentropy');
  },
  mlp: (tf) => {
    const { dense } = tf.layers;
    const layers = [dense({ units: 128, activation: 'relu', inputShape: [784] }), dense({ units: 10, activation: 'softmax' })];
    return trainOnBatch(tf.sequential({ layers }), tf.randomNormal([64, 784], 0, 1, 'float32', 1), classes(tf, 64));
  },
  lstm: (tf) => {
    const layers = [tf.layers.lstm({ units: 64, inputShape: [20, 32] }), tf.layers.dense({ units: 10, activation: 'softmax' })];
    return trainOnBatch(tf.sequential({ layers }), tf.randomNormal([32, 20, 32], 0, 1, 'float32', 1), classes(tf, 32));
  },
  'matmul-batched': (tf) => multiply(tf, [4, 256, 256], [4, 256, 256], false),
  'matmul-transposed': (tf) => multiply(tf, [512, 512], [512, 512], true),
  cnn: (tf) => convolutional(tf, 'valid'),
  'cnn-same': (tf) => convolutional(tf, 'same'),
};

function convolutional(tf: Tf, padding: 'valid' | 'same'): Step {
  const { conv2d, maxPooling2d, flatten, dense } = tf.layers;
  const model = tf.sequential({
    layers: [
      conv2d({ filters: 16, kernelSize: 3, activation: 'relu', inputShape: [32, 32, 3], padding }),
      maxPooling2d({ poolSize: 2 }),
      conv2d({ filters: 32, kernelSize: 3, activation: 'relu', padding }),
      maxPooling2d({ poolSize: 2 }),
      flatten(),
      dense({ units: 64, activation: 'relu' }),
      dense({ units: 10, activation: 'softmax' }),
    ],
  });
  return trainOnBatch(model, tf.randomNormal([64, 32, 32, 3], 0, 1, 'float32', 1), classes(tf, 64));
}

function trainOnBatch(model: tensorflow.Sequential, x: tensorflow.Tensor, y: tensorflow.Tensor, loss = 'categoricalCrossentropy'): Step {
  model.compile({ optimizer: 'adam', loss });
  return () => model.trainOnBatch(x, y);
}

/** Labels 0, 1, … 9, 0, 1, …, one-hot: [batch, 10]. */
function classes(tf: Tf, batch: number): tensorflow.Tensor {
  const labels = Array.from({ length: batch }, (_, index) => index % 10);
  return tf.tidy(() => tf.oneHot(tf.tensor1d(labels, 'int32'), 10).toFloat());
}

function xor(tf: Tf): [tensorflow.Tensor2D, tensorflow.Tensor2D] {
  return [tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]), tf.tensor2d([[0], [1], [1], [0]])];
}

function xorWeights(tf: Tf): tensorflow.Variable[] {
  const draw = (shape: number[], seed: number) => tf.randomNormal(shape, 0, 1, 'float32', seed).variable();
  return [draw([2, 8], 1), tf.zeros([8]).variable(), draw([8, 1], 2), tf.zeros([1]).variable()];
}

/** A loop as a learner writes it: a loss in plain operations, and an optimiser that minimises it. */
function eagerXor(tf: Tf): Step {
  const [x, y] = xor(tf);
  const [w1, b1, w2, b2] = xorWeights(tf);
  const optimizer = tf.train.sgd(0.5);
  return () =>
    optimizer.minimize(() => {
      const hidden = x.matMul(w1!).add(b1!).tanh();
      const output = hidden.matMul(w2!).add(b2!).sigmoid();
      return output.sub(y).square().mean();
    });
}

/** The same without automatic gradients. */
function xorByHand(tf: Tf): Step {
  const [x, y] = xor(tf);
  const weights = xorWeights(tf);
  const [w1, b1, w2, b2] = weights;
  return () =>
    tf.tidy(() => {
      const hidden = x.matMul(w1!).add(b1!).tanh();
      const output = hidden.matMul(w2!).add(b2!).sigmoid();
      const dz2 = output.sub(y).mul(output).mul(tf.sub(1, output)).mul(0.5);
      const dz1 = dz2.matMul(w2!, false, true).mul(tf.sub(1, hidden.square()));
      const gradients = [x.matMul(dz1, true), dz1.sum(0), hidden.matMul(dz2, true), dz2.sum(0)];
      gradients.forEach((gradient, index) => weights[index]!.assign(weights[index]!.sub(gradient.mul(0.5))));
    });
}

function multiply(tf: Tf, a: number[], b: number[], transposeA: boolean): Step {
  const left = tf.randomNormal(a, 0, 1, 'float32', 1);
  const right = tf.randomNormal(b, 0, 1, 'float32', 2);
  return () => tf.matMul(left, right, transposeA).dispose();
}
