import assert from 'node:assert/strict';
import { createDraw } from '../testing/draw';
import { drawConvolution } from '../testing/draw-convolution';
import { assertSame, drawInputs, runKernel, runOnCpu, type Made } from '../testing/run-kernel';
import { conv2dBackpropFilter } from './conv2d-backprop-filter';

const shapeOf = async (x: readonly number[], filter: readonly number[], attrs: object): Promise<readonly number[]> =>
  (await runOnCpu('Conv2D', { inputs: { x, filter }, attrs: { dilations: 1, ...attrs } })).shape;

describe('Conv2DBackpropFilter', () => {
  it('is what cpu computes for any strides, paddings and channels, with SIMD and without', async () => {
    for (let seed = 0; seed < 60; seed++) {
      const { x, filter, strides, pad } = drawConvolution(createDraw(seed));
      const attrs = { strides, pad, dataFormat: 'NHWC', filterShape: filter };
      for (const dtype of ['float32', 'int32'] as const) {
        const call = { inputs: { x: { shape: x, dtype }, dy: await shapeOf(x, filter, attrs) }, attrs };
        const expected = await runOnCpu('Conv2DBackpropFilter', call);
        assertSame(await runKernel(conv2dBackpropFilter, call), expected);
        assertSame(await runKernel(conv2dBackpropFilter, call, { simd: false }), expected);
      }
    }
  });

  it('dilates, with strides as well: by central differences', async () => {
    for (let seed = 0; seed < 12; seed++) {
      const { x, filter, ...rest } = drawConvolution(createDraw(seed), { dilated: 'with strides' });
      const attrs = { ...rest, dataFormat: 'NHWC' };
      const call = { inputs: { x, dy: await shapeOf(x, filter, attrs) }, attrs: { ...attrs, filterShape: filter } };
      const actual = await runKernel(conv2dBackpropFilter, call);
      assertSame(await runKernel(conv2dBackpropFilter, call, { simd: false }), actual);
      const { dy } = drawInputs(call.inputs);
      for (let at = 0; at < actual.values.length; at += 1 + Math.floor(actual.values.length / 12)) {
        // A convolution is linear in its filter: a step of any size is exact.
        const moved = async (step: number): Promise<number> => {
          const values = actual.values.map((_, index) => (index === at ? step : 0));
          return inner(await runOnCpu('Conv2D', { inputs: { x, filter: { shape: filter, values } }, attrs }), dy!);
        };
        const expected = ((await moved(1)) - (await moved(-1))) / 2;
        const close = Math.abs(actual.values[at]! - expected) < 1e-4 * Math.max(1, Math.abs(expected));
        assert.ok(close, `seed ${seed}: ${actual.values[at]}, not ${expected}`);
      }
    }
  });

  it('takes channels first', async () => {
    const attrs = { strides: [2, 1], pad: 'same', dataFormat: 'NCHW', filterShape: [3, 2, 5, 6] };
    const call = { inputs: { x: [2, 5, 7, 6], dy: [2, 6, 4, 6] }, attrs };
    assertSame(await runKernel(conv2dBackpropFilter, call), await runOnCpu('Conv2DBackpropFilter', call));
  });

  it('sums up a large batch exactly enough', async () => {
    const attrs = { strides: 1, pad: 'same', dataFormat: 'NHWC', filterShape: [3, 3, 2, 4] };
    const call = { inputs: { x: [48, 24, 24, 2], dy: [48, 24, 24, 4] }, attrs };
    const expected = await runKernel(conv2dBackpropFilter, call, { simd: false });
    assertSame(await runKernel(conv2dBackpropFilter, call), expected, 2e-6);
  });
});

function inner(a: Made, b: Made): number {
  return a.values.reduce((sum, value, index) => sum + value * b.values[index]!, 0);
}
