import * as tf from '@tensorflow/tfjs';
import assert from 'node:assert/strict';
import { startEngine } from '../engine/start-engine';
import { noData } from '../datasets/real/no-data';
import type { Probe } from '../protocol/probe';
import { createDatasets } from './create-datasets';
import { createNeurona } from './create-neurona';

/** What a learner writes, as the declarations let them. */
describe('datasets', () => {
  const datasets = createDatasets(async (name) => Promise.reject(noData(name)));
  before(() => startEngine({ backend: 'cpu' }));

  it('gives pictures that become a tensor in one line', async () => {
    const { x, y, classes } = datasets.digits({ count: 20, seed: 7 });
    const [images, labels] = [tf.tensor4d(x.data, x.shape).div(255), tf.oneHot(y, classes.length)];
    assert.deepEqual([images.shape, images.dtype, labels.shape], [[20, 28, 28, 1], 'float32', [20, 10]]);
    const [least, most] = [images.min().dataSync()[0]!, images.max().dataSync()[0]!];
    assert.ok(least >= 0 && most > 0.9 && most <= 1, `${least} ${most}`);
    assert.deepEqual([...(await labels.argMax(-1).data())], y);
  });

  it('gives pictures that can be shown', () => {
    const probes: Probe[] = [];
    const { x } = datasets.shapes({ count: 10 });
    createNeurona((probe) => void probes.push(probe)).show(x, 'shapes');
    const [probe] = probes;
    assert.ok(probe?.kind === 'tensor');
    assert.deepEqual([probe.tensor.shape, probe.tensor.dtype, probe.tensor.data.length], [[10, 32, 32, 3], 'int32', 10 * 32 * 32 * 3]);
    assert.deepEqual([...probe.tensor.data.subarray(0, 9)], [...x.data.subarray(0, 9)]);
    for (const shape of [[10, 32, 32, 4], [2.5, 4096 * 3], [10, 32, 32, 3, 1, 1, 1]]) {
      assert.throws(() => createNeurona(() => {}).show({ data: x.data, shape } as never, 'x'), /give a tensor/);
    }
  });

  it('gives tables that loops walk, tensors are made of, and boundaries are drawn over', () => {
    const { x, y } = datasets.moons({ count: 30 });
    assert.deepEqual(tf.tensor2d(x).shape, [30, 2]);
    createNeurona(() => {}).showBoundary(([a, b]) => a! * b!, { points: x, labels: y });
    const { train, test } = datasets.split(datasets.houses({ count: 50 }), { test: 0.2 });
    assert.deepEqual([train.x.length, test.y.length, train.columns.length], [40, 10, 5]);
    assert.equal(datasets.shuffle(['a', 'b', 'c'], 4).length, 3);
  });

  it('asks for real data what it was given to read them with', async () => {
    await assert.rejects(datasets.mnist(), /files of MNIST/);
    await assert.rejects(datasets.cifar10({ split: 'test' }), /files of CIFAR-10/);
  });
});
