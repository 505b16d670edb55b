import assert from 'node:assert/strict';
import { runKernel } from '../testing/run-kernel';
import { cumprod } from './cumprod';
import { cumsum } from './cumsum';

const x = { shape: [2, 3, 1], values: [1, 2, 3, 4, 5, 6] };
const attrs = { axis: -2, exclusive: false, reverse: false };

describe('Cumsum and Cumprod', () => {
  it('count axes from the end', async () => {
    assert.deepEqual(await runKernel(cumsum, { inputs: { x }, attrs }), {
      shape: [2, 3, 1],
      dtype: 'float32',
      values: [1, 3, 6, 4, 9, 15],
    });
    assert.deepEqual(await runKernel(cumprod, { inputs: { x }, attrs }), {
      shape: [2, 3, 1],
      dtype: 'float32',
      values: [1, 2, 6, 4, 20, 120],
    });
  });

  it('throw on an axis that x does not have', () =>
    assert.rejects(runKernel(cumsum, { inputs: { x }, attrs: { ...attrs, axis: 3 } }), /axis/));
});
