import assert from 'node:assert/strict';
import { startEngine } from '../start-engine';
import { assertSameAsCpu } from '../testing/same-as-cpu';
import type * as tensorflow from '../tfjs';

type Tensor = tensorflow.Tensor;

describe('Complex numbers', () => {
  it('come apart into what they were made of', () =>
    assertSameAsCpu((tf, re, im) => [tf.real(tf.complex(re!, im!)), tf.imag(tf.complex(re!, im!))], [[2, 3], [2, 3]], { gradients: false }));

  it('have magnitudes', () => assertSameAsCpu((tf, re, im) => tf.abs(tf.complex(re!, im!)), [[2, 3], [2, 3]], { gradients: false }));

  it('are computed with by cpu', () =>
    assertSameAsCpu(
      (tf, re, im, x) => {
        const z = tf.complex(re!, im!);
        const parts = (w: Tensor) => [tf.real(w), tf.imag(w)];
        return [tf.add(z, z), tf.mul(z, x!), tf.sub(x!, z), tf.concat([z, z], 1), tf.zerosLike(z), tf.reshape(z, [3, 2])].flatMap(parts);
      },
      [[2, 3], [2, 3], [3]],
      { gradients: false },
    ));

  it('share their parts, and free them with the last that refers to them', async () => {
    const { tf } = await startEngine();
    const backend = tf.backend();
    const [ids, memory] = [backend.numDataIds(), tf.memory()];
    const [re, im] = [tf.tensor1d([1, 2]), tf.tensor1d([3, 4])];
    const z = tf.complex(re, im);
    const [copy, real] = [z.clone(), tf.real(z)];
    assert.equal(real.dataId, re.dataId);
    tf.dispose([re, im, z]);
    assert.deepEqual([...copy.dataSync()], [1, 3, 2, 4]);
    copy.dispose();
    assert.deepEqual([...real.dataSync()], [1, 2]);
    real.dispose();
    assert.equal(backend.numDataIds(), ids);
    assert.equal(tf.memory().numTensors, memory.numTensors);
    assert.equal(tf.memory().numDataBuffers, memory.numDataBuffers);
  });

  it('are moved here from another backend', async () => {
    const { tf } = await startEngine({ backend: 'cpu' });
    const z = tf.complex([1, 2], [3, 4]);
    await startEngine();
    const doubled = tf.add(z, z);
    assert.deepEqual([...doubled.dataSync()], [2, 6, 4, 8]);
    tf.dispose([z, doubled]);
  });
});
