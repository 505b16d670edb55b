import assert from 'node:assert/strict';
import { runKernel } from '../testing/run-kernel';
import { assertSameAsCpu } from '../testing/same-as-cpu';
import { gatherV2 } from './gather-v2';
import { oneHot } from './one-hot';

describe('GatherV2', () => {
  it('gathers from every batch its own rows, of any dtype', async () => {
    for (const dtype of ['float32', 'int32', 'bool'] as const) {
      const indices = { shape: [3, 2], dtype: 'int32' as const, values: [0, 1, 1, 1, 3, 0] };
      await assertSameAsCpu((tf, x, i) => tf.gather(x!, i!, 1, 1), [{ shape: [3, 4, 2], dtype }, indices], {
        computes: true,
      });
      await assertSameAsCpu((tf, x, i) => tf.gather(x!, i!, 2, 1), [{ shape: [3, 2, 4], dtype }, indices], {
        computes: true,
      });
    }
  });

  it('throws on an index that x does not have', () =>
    assert.rejects(
      runKernel(gatherV2, {
        inputs: { x: [2, 3], indices: { shape: [2, 1], dtype: 'int32', values: [0, 3] } },
        attrs: { axis: 1, batchDims: 1 },
      }),
      /not in \[0, 2\]/,
    ));
});

describe('OneHot', () => {
  it('leaves out indices that the depth does not have', async () => {
    const indices = { shape: [4], dtype: 'int32' as const, values: [-1, 2, 0, 3] };
    const made = await runKernel(oneHot, {
      inputs: { indices },
      attrs: { depth: 3, onValue: 5, offValue: 1, dtype: 'float32' },
    });
    assert.deepEqual(made.values, [1, 1, 1, 1, 1, 5, 5, 1, 1, 1, 1, 1]);
  });
});
