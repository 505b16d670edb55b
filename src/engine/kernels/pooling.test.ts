import assert from 'node:assert/strict';
import { createDraw } from '../testing/draw';
import { assertSame, drawInputs, runKernel, runOnCpu } from '../testing/run-kernel';
import { assertSameAsCpu } from '../testing/same-as-cpu';
import { avgPool } from './avg-pool';
import { avgPoolGrad } from './avg-pool-grad';
import { avgPool3dGrad } from './avg-pool3d-grad';
import { maxPool } from './max-pool';
import { maxPoolGrad } from './max-pool-grad';
import { maxPool3d } from './max-pool3d';
import { maxPool3dGrad } from './max-pool3d-grad';

describe('pooling', () => {
  it('handles every number of channels: sixteen at a time, eight, four and what is left', async () => {
    for (let channels = 1; channels <= 37; channels++) {
      await assertSameAsCpu((tf, x) => tf.maxPool(x as never, 3, 2, 'same'), [[2, 5, 6, channels]], { computes: true });
      await assertSameAsCpu((tf, x) => tf.avgPool(x as never, 2, 2, 'valid'), [[2, 5, 6, channels]], { computes: true });
    }
  });

  it('is the same without SIMD', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const draw = createDraw(seed);
      const x = [draw.int(1, 2), draw.int(3, 7), draw.int(3, 7), draw.int(1, 6)];
      const attrs = {
        filterSize: [draw.int(1, 3), draw.int(1, 3)],
        strides: [draw.int(1, 3), draw.int(1, 3)],
        pad: draw.pick(['same', 'valid']),
      };
      for (const kernel of [maxPool, avgPool]) {
        assertSame(
          await runKernel(kernel, { inputs: { x }, attrs }),
          await runKernel(kernel, { inputs: { x }, attrs }, { simd: false }),
        );
      }
      const { shape } = await runKernel(maxPool, { inputs: { x }, attrs });
      for (const kernel of [maxPoolGrad, avgPoolGrad]) {
        const call = { inputs: { dy: shape, input: x }, attrs };
        assertSame(await runKernel(kernel, call), await runKernel(kernel, call, { simd: false }));
      }
    }
  });

  it('returns what a 1×1 window with a stride picks', async () => {
    const call = { inputs: { x: [1, 3, 4, 2] }, attrs: { filterSize: [1, 1], strides: [2, 2], pad: 'valid' } };
    for (const kernel of [maxPool, avgPool]) assertSame(await runKernel(kernel, call), await runOnCpu(kernel.name, call));
  });
});

describe('MaxPoolGrad', () => {
  const attrs = { filterSize: [2, 2], strides: [2, 2], pad: 'valid' };
  const gradient = async (values: readonly number[]): Promise<readonly number[]> =>
    (
      await runKernel(maxPoolGrad, {
        inputs: { dy: { shape: [1, 1, 1, 1], values: [5] }, input: { shape: [1, 2, 2, 1], values } },
        attrs,
      })
    ).values;

  it('finds the largest of negative numbers', async () => assert.deepEqual(await gradient([-4, -2, -3, -9]), [0, 5, 0, 0]));
  it('gives all to the first of equal ones', async () => assert.deepEqual(await gradient([0, 7, 7, 7]), [0, 5, 0, 0]));
  it('passes NaN over', async () => assert.deepEqual(await gradient([NaN, -1, NaN, -2]), [0, 5, 0, 0]));
  it('gives nothing where there is no maximum', async () =>
    assert.deepEqual(await gradient([NaN, NaN, -Infinity, NaN]), [0, 0, 0, 0]));
});

describe('AvgPoolGrad', () => {
  it('shares dy among those that the window has, padding not counted', async () => {
    // The windows at [0, 0], [0, 1], [1, 0] and [1, 1] have 4, 2, 2 and 1 elements.
    const inputs = { dy: { shape: [1, 2, 2, 1], values: [4, 2, 2, 1] }, input: [1, 2, 2, 1] };
    const { values } = await runKernel(avgPoolGrad, {
      inputs,
      attrs: { filterSize: [2, 2], strides: [1, 1], pad: 'same' },
    });
    assert.deepEqual(values, [1, 2, 2, 4]);
  });

  it('does so in three dimensions', async () => {
    const inputs = { dy: { shape: [1, 1, 1, 2, 1], values: [4, 3] }, input: [1, 1, 1, 2, 1] };
    const { values } = await runKernel(avgPool3dGrad, {
      inputs,
      attrs: { filterSize: [1, 1, 2], strides: [1, 1, 1], pad: 'same' },
    });
    assert.deepEqual(values, [2, 5]);
  });
});

describe('MaxPool3DGrad', () => {
  it('gives dy to the maximum, in windows of any shape', async () => {
    for (let seed = 0; seed < 30; seed++) {
      const draw = createDraw(seed);
      const shape = [draw.int(1, 2), draw.int(3, 5), draw.int(3, 5), draw.int(3, 5), draw.int(1, 5)];
      const size = shape.reduce((product, extent) => product * extent);
      // No two are equal, so that y says which of x it is.
      const values = Array.from({ length: size }, (_, i) => ((i * 7919) % size) - size / 2);
      const attrs = {
        filterSize: [draw.int(1, 3), draw.int(1, 3), draw.int(1, 3)],
        strides: [draw.int(1, 2), draw.int(1, 2), draw.int(1, 2)],
        pad: draw.pick(['same', 'valid']),
      };
      if (new Set(values).size < size) continue;
      const y = await runKernel(maxPool3d, { inputs: { x: { shape, values } }, attrs });
      const call = { inputs: { dy: y.shape, input: { shape, values } }, attrs };
      const dy = drawInputs(call.inputs).dy!.values;
      const expected = values.map((x) => y.values.reduce((sum, largest, i) => sum + (largest === x ? dy[i]! : 0), 0));
      assertSame(await runKernel(maxPool3dGrad, call), { shape, dtype: 'float32', values: expected });
      assertSame(await runKernel(maxPool3dGrad, call, { simd: false }), { shape, dtype: 'float32', values: expected });
    }
  });
});
