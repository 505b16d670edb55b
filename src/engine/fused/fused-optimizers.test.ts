import assert from 'node:assert/strict';
import { createSeededRandom } from '../../protocol/seeded-random';
import { startEngine } from '../start-engine';
import * as tf from '../tfjs';

const optimizers: Readonly<Record<string, () => tf.Optimizer>> = {
  sgd: () => tf.train.sgd(0.25),
  momentum: () => tf.train.momentum(0.125, 0.9),
  'momentum, Nesterov': () => tf.train.momentum(0.125, 0.9, true),
  adam: () => tf.train.adam(0.05),
  adamax: () => tf.train.adamax(0.05, 0.9, 0.999, 1e-7, 0.1),
  rmsprop: () => tf.train.rmsprop(0.05, 0.9, 0.5),
  'rmsprop, centred': () => tf.train.rmsprop(0.05, 0.9, 0.5, 1e-4, true),
  adagrad: () => tf.train.adagrad(0.1),
  adadelta: () => tf.train.adadelta(0.5),
};
// Sizes that four divides and that it does not.
const shapes = [[4, 4], [3], [1], [5, 7], []];

/** Upstream's Adamax cannot be saved. */
function savable(optimizer: tf.Optimizer): boolean {
  return optimizer.getClassName() !== 'Adamax';
}

/** Values of every variable after some steps on gradients that are drawn, and the optimiser's weights. */
async function train(create: () => tf.Optimizer, steps = 5): Promise<readonly number[][]> {
  const { next } = createSeededRandom(3);
  const draw = (shape: number[]) => tf.tensor(Array.from({ length: tf.util.sizeFromShape(shape) }, () => next() * 2 - 1), shape);
  const variables = shapes.map((shape) => draw(shape).variable());
  const optimizer = create();
  for (let step = 0; step < steps; step++) {
    // Every other step leaves a variable out.
    const gradients = variables.map(({ name, shape }, i) => ({ name, tensor: step % 2 === 1 && i === 1 ? null : draw(shape) }));
    optimizer.applyGradients(gradients as never);
  }
  const weights = savable(optimizer) ? await optimizer.getWeights() : [];
  const all = [...variables, ...weights.map(({ tensor }) => tensor)].map((tensor) => [...tensor.dataSync()]);
  variables.forEach((variable) => variable.dispose());
  return all;
}

describe('fused optimisers', () => {
  before(() => startEngine());

  for (const [name, create] of Object.entries(optimizers)) {
    it(`${name}: the bits of upstream's composition`, async () => {
      const fused = await train(create);
      // While kernels are profiled, upstream's code runs.
      let composed: readonly number[][] = [];
      await tf.profile(async () => {
        composed = await train(create);
        return [];
      });
      assert.deepEqual(fused, composed);
    });

    if (name === 'adamax') continue;

    it(`${name}: goes on from weights that were saved`, async () => {
      const variable = tf.variable(tf.tensor1d([1, 2, 3, 4, 5]));
      const step = (optimizer: tf.Optimizer) => optimizer.applyGradients([{ name: variable.name, tensor: tf.tensor1d([1, -1, 0.5, 0.25, 2]) }]);
      const first = create();
      for (let i = 0; i < 3; i++) step(first);
      const saved = (await first.getWeights()).map(({ name: weight, tensor }) => ({ name: weight, tensor: tf.tensor(tensor.dataSync(), tensor.shape, tensor.dtype) }));
      const at = tf.tensor1d(variable.dataSync());
      step(first);
      const expected = [...variable.dataSync()];
      variable.assign(at);
      const second = create();
      await second.setWeights(saved);
      step(second);
      const [actual, iterations] = [[...variable.dataSync()], second.iterations];
      variable.dispose();
      assert.equal(iterations, 4);
      actual.forEach((value, i) => assert.ok(Math.abs(value - expected[i]!) < 1e-6, `${value} instead of ${expected[i]}`));
    });
  }

  it('makes no tensor, and writes in place', () => {
    const variable = tf.variable(tf.zeros([100]));
    const optimizer = tf.train.adam(0.1);
    const gradient = tf.ones([100]);
    const step = () => optimizer.applyGradients([{ name: variable.name, tensor: gradient }]);
    step();
    const [{ numTensors, numDataBuffers }, dataId] = [tf.memory(), variable.dataId];
    step();
    assert.equal(tf.memory().numTensors, numTensors);
    assert.equal(tf.memory().numDataBuffers, numDataBuffers);
    assert.equal(variable.dataId, dataId);
    variable.dispose();
  });

  it('leaves tensors that share the memory of a variable as they were', () => {
    const source = tf.tensor1d([1, 2, 3, 4, 5]);
    const variable = tf.variable(source);
    const clone = variable.clone();
    const reshaped = variable.reshape([5, 1]);
    const optimizer = tf.train.sgd(1);
    optimizer.applyGradients([{ name: variable.name, tensor: tf.ones([5]) }]);
    assert.deepEqual([...variable.dataSync()], [0, 1, 2, 3, 4]);
    for (const other of [source, clone, reshaped]) assert.deepEqual([...other.dataSync()], [1, 2, 3, 4, 5]);
    // Its own memory by now.
    optimizer.applyGradients([{ name: variable.name, tensor: tf.ones([5]) }]);
    assert.deepEqual([...variable.dataSync()], [-1, 0, 1, 2, 3]);
    assert.deepEqual([...source.dataSync()], [1, 2, 3, 4, 5]);
    variable.dispose();
  });

  it('takes the variable itself for its gradient', () => {
    const variable = tf.variable(tf.tensor1d([1, 2, 3, 4, 5]));
    tf.train.sgd(0.5).applyGradients({ [variable.name]: variable });
    assert.deepEqual([...variable.dataSync()], [0.5, 1, 1.5, 2, 2.5]);
    variable.dispose();
  });

  it('is upstream’s on cpu', async () => {
    const fused = await train(optimizers['adam']!);
    await startEngine({ backend: 'cpu' });
    const onCpu = await train(optimizers['adam']!);
    await startEngine();
    fused.forEach((values, i) => values.forEach((value, j) => assert.ok(Math.abs(value - onCpu[i]![j]!) < 1e-5)));
  });
});
