import assert from 'node:assert/strict';
import { startEngine } from '../start-engine';
import { assertSameAsCpu } from '../testing/same-as-cpu';

describe('Identity', () => {
  it('shares data, which lives as long as anything refers to it', async () => {
    const { tf } = await startEngine();
    const backend = tf.backend();
    const before = backend.numDataIds();
    const x = tf.tensor1d([1, 2, 3]);
    const copy = x.clone();
    assert.equal(copy.dataId, x.dataId);
    assert.equal(backend.refCount(x.dataId), 2);
    x.dispose();
    assert.deepEqual([...copy.dataSync()], [1, 2, 3]);
    copy.dispose();
    assert.equal(backend.numDataIds(), before);
  });

  it('leaves a copy of a variable as it was when the variable is assigned', async () => {
    const { tf } = await startEngine();
    const before = tf.memory();
    const variable = tf.variable(tf.tensor1d([1, 2]));
    const copy = variable.clone();
    const next = tf.tensor1d([3, 4]);
    variable.assign(next);
    next.dispose();
    assert.deepEqual([...copy.dataSync()], [1, 2]);
    assert.deepEqual([...variable.dataSync()], [3, 4]);
    tf.dispose([variable, copy]);
    assert.equal(tf.memory().numTensors, before.numTensors + 1, 'the first value is still there');
    assert.equal(tf.memory().numDataBuffers, before.numDataBuffers + 1);
  });

  it('moves to another backend together with what shares it', async () => {
    const { tf } = await startEngine();
    const x = tf.tensor1d([1, 2, 3]);
    const copy = x.clone();
    await startEngine({ backend: 'cpu' });
    const sum = tf.add(x, copy);
    assert.deepEqual([...sum.dataSync()], [2, 4, 6]);
    x.dispose();
    await startEngine();
    const doubled = tf.mul(copy, 2);
    assert.deepEqual([...doubled.dataSync()], [2, 4, 6]);
    tf.dispose([copy, sum, doubled]);
  });

  it('is differentiable', () => assertSameAsCpu((tf, x) => tf.mul(x!.clone(), x!), [[2, 3]]));

  it('trains a layer for as long as one likes without a leak', async () => {
    const { tf } = await startEngine();
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 4, inputShape: [3], activation: 'relu' }), tf.layers.dense({ units: 1 })] });
    model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
    const [x, y] = [tf.ones([8, 3]), tf.ones([8, 1])];
    const step = async () => void (await model.trainOnBatch(x, y));
    await step();
    const [tensors, ids] = [tf.memory().numTensors, tf.backend().numDataIds()];
    for (let i = 0; i < 5; i++) await step();
    assert.deepEqual([tf.memory().numTensors, tf.backend().numDataIds()], [tensors, ids]);
    tf.dispose([x, y]);
    model.dispose();
  });
});
