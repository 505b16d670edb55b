import assert from 'node:assert/strict';
import { startEngine } from '../engine/start-engine';
import { HumanError } from '../protocol/human-error';
import type { Probe } from '../protocol/probe';
import { createNeurona } from './create-neurona';

describe('visualize', () => {
  const shown: { name: string; shape: readonly number[]; data: readonly number[] }[] = [];
  const neurona = createNeurona((probe: Probe) => {
    assert.ok(probe.kind === 'tensor');
    shown.push({ name: probe.name, shape: probe.tensor.shape, data: [...probe.tensor.data] });
  });
  beforeEach(() => void (shown.length = 0));

  it('shows every weight and every output, and leaves the model and the memory as they were', async () => {
    const { tf } = await startEngine();
    const inner = tf.sequential({ name: 'inner', layers: [tf.layers.dense({ name: 'last', units: 2, inputShape: [12], useBias: false })] });
    const model = tf.sequential({
      layers: [
        tf.layers.conv2d({ name: 'edges', filters: 3, kernelSize: 3, inputShape: [4, 4, 1] }),
        tf.layers.flatten({ name: 'flat' }),
        inner,
      ],
    });
    const input = tf.ones([10, 4, 4, 1]);
    const before = tf.memory().numTensors;
    neurona.visualize(model, input);
    assert.equal(tf.memory().numTensors, before);
    assert.deepEqual(
      shown.map(({ name, shape }) => [name, [...shape]]),
      [
        ['edges/kernel', [3, 3, 1, 3]],
        ['edges/bias', [3]],
        ['last/kernel', [12, 2]],
        ['edges/output', [8, 2, 2, 3]],
        ['flat/output', [8, 12]],
        ['last/output', [8, 2]],
      ],
    );
    const expected = model.predict(input.slice(0, 8)) as ReturnType<typeof tf.zeros>;
    assert.deepEqual(shown.at(-1)!.data, [...expected.dataSync()]);
    assert.ok(model.layers.every((layer) => !Object.hasOwn(layer, 'call')));
  });

  it('puts the layers right when the model throws', async () => {
    const { tf } = await startEngine();
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [3] })] });
    assert.throws(() => neurona.visualize(model, tf.ones([1, 4])));
    assert.ok(!Object.hasOwn(model.layers[0]!, 'call'));
  });

  it('says what it needs', async () => {
    const { tf } = await startEngine();
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [3] })] });
    assert.throws(() => neurona.visualize(tf.ones([2]) as never), (error) => error instanceof HumanError && /give a model/.test(error.localized.en));
    assert.throws(() => neurona.visualize(model, tf.ones([3])), (error) => error instanceof HumanError && /batch axis/.test(error.localized.en));
  });
});
