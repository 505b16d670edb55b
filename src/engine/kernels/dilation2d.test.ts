import assert from 'node:assert/strict';
import { runKernel } from '../testing/run-kernel';
import { dilation2d } from './dilation2d';
import { dilation2dBackpropFilter } from './dilation2d-backprop-filter';
import { dilation2dBackpropInput } from './dilation2d-backprop-input';

const attrs = { strides: 1, pad: 'valid', dilations: 1 };
const x = { shape: [1, 2, 2, 1], values: [-9, -4, -7, -5] };
const filter = { shape: [2, 2, 1], values: [0, -3, 1, -1] };

describe('Dilation2D', () => {
  // Sums: -9, -7, -6, -6.
  it('finds the largest of negative sums', async () =>
    assert.deepEqual((await runKernel(dilation2d, { inputs: { x, filter }, attrs })).values, [-6]));

  it('sends the gradient to the first of equal ones, in x and in the filter', async () => {
    const inputs = { x, filter, dy: { shape: [1, 1, 1, 1], values: [2] } };
    assert.deepEqual((await runKernel(dilation2dBackpropInput, { inputs, attrs })).values, [0, 0, 2, 0]);
    assert.deepEqual((await runKernel(dilation2dBackpropFilter, { inputs, attrs })).values, [0, 0, 2, 0]);
  });

  it('keeps int32', async () => {
    const whole = { x: { ...x, dtype: 'int32' as const }, filter: { ...filter, dtype: 'int32' as const } };
    assert.deepEqual(await runKernel(dilation2d, { inputs: whole, attrs }), {
      shape: [1, 1, 1, 1],
      dtype: 'int32',
      values: [-6],
    });
  });
});
