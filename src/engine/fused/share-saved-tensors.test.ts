import assert from 'node:assert/strict';
import { startEngine } from '../start-engine';
import * as tf from '../tfjs';

describe('tensors saved for a gradient', () => {
  before(() => startEngine());

  it('share the data of what they are saved from, and go with the tape', () => {
    const x = tf.tensor1d([1, 2, 3]);
    const { numTensors, numDataBuffers } = tf.memory();
    let during = 0;
    const gradient = tf.grad((t) => {
      const y = t.square();
      during = tf.memory().numDataBuffers;
      return y.sum() as tf.Scalar;
    })(x);
    assert.equal(during, numDataBuffers + 1);
    assert.deepEqual([...gradient.dataSync()], [2, 4, 6]);
    gradient.dispose();
    assert.equal(tf.memory().numTensors, numTensors);
    assert.equal(tf.memory().numDataBuffers, numDataBuffers);
    x.dispose();
  });

  it('keep what was there when a variable is assigned', () => {
    const variable = tf.variable(tf.tensor1d([3]));
    const { grads } = tf.variableGrads(() => {
      const y = variable.square().sum() as tf.Scalar;
      variable.assign(tf.tensor1d([5]));
      return y;
    });
    assert.deepEqual([...grads[variable.name]!.dataSync()], [6]);
    variable.dispose();
  });

  it('keep what was there when an optimiser steps within', () => {
    const variable = tf.variable(tf.tensor1d([3]));
    const { grads } = tf.variableGrads(() => {
      const y = variable.square().sum() as tf.Scalar;
      tf.train.sgd(1).applyGradients([{ name: variable.name, tensor: tf.tensor1d([1]) }]);
      return y;
    });
    assert.deepEqual([...grads[variable.name]!.dataSync()], [6]);
    assert.deepEqual([...variable.dataSync()], [2]);
    variable.dispose();
  });

  it('take part in gradients of gradients, also of what was computed outside of the inner one', () => {
    const cube = (x: tf.Tensor): tf.Scalar => x.mul(x).mul(x).sum() as tf.Scalar;
    const second = tf.grad((x) => tf.grad(cube)(x).sum() as tf.Scalar)(tf.tensor1d([1, 2]));
    assert.deepEqual([...second.dataSync()], [6, 12]);
    const outside = tf.grad((x) => {
      const y = cube(x);
      return tf.grads((...xs: tf.Tensor[]) => y.add(xs[0]!.sum().mul(0)) as tf.Scalar)([x])[0]!.sum() as tf.Scalar;
    });
    assert.deepEqual([...outside(tf.tensor1d([1, 2])).dataSync()], [6, 12]);
  });

  it('move here from another backend', async () => {
    await startEngine({ backend: 'cpu' });
    const x = tf.tensor1d([1, 2, 3]);
    await startEngine();
    assert.deepEqual([...tf.grad((t) => t.square().sum() as tf.Scalar)(x).dataSync()], [2, 4, 6]);
    assert.deepEqual([...x.dataSync()], [1, 2, 3]);
    x.dispose();
  });
});
