import assert from 'node:assert/strict';
import { runKernel } from '../testing/run-kernel';
import { rotateWithOffset } from './rotate-with-offset';
import { transform } from './transform';

describe('Transform', () => {
  const moved = async (by: number, fillMode: string): Promise<readonly number[]> => {
    const inputs = {
      image: { shape: [1, 1, 4, 1], values: [1, 2, 3, 4] },
      transforms: { shape: [1, 8], values: [1, 0, by, 0, 1, 0, 0, 0] },
    };
    return (await runKernel(transform, { inputs, attrs: { interpolation: 'nearest', fillMode, fillValue: 9 } })).values;
  };

  it('mirrors at either edge', async () => {
    assert.deepEqual(await moved(-2, 'reflect'), [2, 1, 1, 2]);
    assert.deepEqual(await moved(2, 'reflect'), [3, 4, 4, 3]);
  });
  it('wraps, stretches or fills instead', async () => {
    assert.deepEqual(await moved(-2, 'wrap'), [3, 4, 1, 2]);
    assert.deepEqual(await moved(-2, 'nearest'), [1, 1, 1, 2]);
    assert.deepEqual(await moved(-2, 'constant'), [9, 9, 1, 2]);
  });

  it('transforms every image of a batch, each by its own', async () => {
    const image = { shape: [2, 1, 3, 1], values: [1, 2, 3, 4, 5, 6] };
    const transforms = { shape: [2, 8], values: [1, 0, 1, 0, 1, 0, 0, 0, 1, 0, -1, 0, 1, 0, 0, 0] };
    const attrs = { interpolation: 'bilinear', fillMode: 'constant', fillValue: 0 };
    assert.deepEqual((await runKernel(transform, { inputs: { image, transforms }, attrs })).values, [2, 3, 0, 0, 4, 5]);
  });

  it('keeps int32', async () => {
    const inputs = {
      image: { shape: [1, 1, 2, 1], dtype: 'int32' as const, values: [7, 8] },
      transforms: { shape: [1, 8], values: [1, 0, 1, 0, 1, 0, 0, 0] },
    };
    const made = await runKernel(transform, {
      inputs,
      attrs: { interpolation: 'nearest', fillMode: 'constant', fillValue: 0 },
    });
    assert.deepEqual(made, { shape: [1, 1, 2, 1], dtype: 'int32', values: [8, 0] });
  });
});

describe('RotateWithOffset', () => {
  const quarter = (channels: number, fillValue: number | readonly number[]) =>
    runKernel(rotateWithOffset, {
      inputs: { image: [1, 1, 3, channels] },
      attrs: { radians: Math.PI / 2, fillValue, center: 0.5 },
    });

  it('fills with fractions', async () => assert.equal((await quarter(1, 0.25)).values[0], 0.25));
  it('fills every channel with a plain number', async () =>
    assert.deepEqual((await quarter(6, 3)).values.slice(0, 6), [3, 3, 3, 3, 3, 3]));
  it('fills colours with theirs and leaves the fourth channel opaque', async () =>
    assert.deepEqual((await quarter(4, [0.5, 2, 3])).values.slice(0, 4), [0.5, 2, 3, 255]));
});
