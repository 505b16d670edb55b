import assert from 'node:assert/strict';
import { createDraw } from '../testing/draw';
import { drawConvolution } from '../testing/draw-convolution';
import { fuzz } from '../testing/fuzz';
import { assertSame, drawInputs, runKernel, runOnCpu } from '../testing/run-kernel';
import { conv2dBackpropInput } from './conv2d-backprop-input';

const shapeOf = async (x: readonly number[], filter: readonly number[], attrs: object): Promise<readonly number[]> =>
  (await runOnCpu('Conv2D', { inputs: { x, filter }, attrs: { dilations: 1, ...attrs } })).shape;

describe('Conv2DBackpropInput', () => {
  it('is what cpu computes for any strides, paddings and channels, with SIMD and without', async () => {
    for (let seed = 0; seed < 60; seed++) {
      const { x, filter, strides, pad } = drawConvolution(createDraw(seed));
      const attrs = { strides, pad, dataFormat: 'NHWC', inputShape: x };
      for (const dtype of ['float32', 'int32'] as const) {
        const call = { inputs: { dy: { shape: await shapeOf(x, filter, attrs), dtype }, filter }, attrs };
        const expected = await runOnCpu('Conv2DBackpropInput', call);
        assertSame(await runKernel(conv2dBackpropInput, call), expected);
        assertSame(await runKernel(conv2dBackpropInput, call, { simd: false }), expected);
      }
    }
  });

  it('dilates, with strides as well: by central differences', async () => {
    for (let seed = 0; seed < 12; seed++) {
      const { x, filter, ...rest } = drawConvolution(createDraw(seed), { dilated: 'with strides' });
      const attrs = { ...rest, dataFormat: 'NHWC' };
      const call = { inputs: { dy: await shapeOf(x, filter, attrs), filter }, attrs: { ...attrs, inputShape: x } };
      const actual = await runKernel(conv2dBackpropInput, call);
      assertSame(await runKernel(conv2dBackpropInput, call, { simd: false }), actual);
      const { dy, filter: weights } = drawInputs(call.inputs);
      for (let at = 0; at < actual.values.length; at += 1 + Math.floor(actual.values.length / 12)) {
        // A convolution is linear in its input: a step of any size is exact.
        const moved = async (step: number): Promise<number> => {
          const values = actual.values.map((_, index) => (index === at ? step : 0));
          const inputs = { x: { shape: x, values }, filter: { shape: filter, values: weights!.values } };
          const y = await runOnCpu('Conv2D', { inputs, attrs });
          return y.values.reduce((sum, value, index) => sum + value * dy!.values[index]!, 0);
        };
        const expected = ((await moved(1)) - (await moved(-1))) / 2;
        const close = Math.abs(actual.values[at]! - expected) < 1e-4 * Math.max(1, Math.abs(expected));
        assert.ok(close, `seed ${seed}: ${actual.values[at]}, not ${expected}`);
      }
    }
  });

  it('is a transposed convolution, with gradients of its own', () =>
    fuzz((draw) => {
      const { x, filter, strides } = drawConvolution(draw);
      const pad = draw.pick(['same', 'valid'] as const);
      const [batch, height, width, inChannels] = x;
      const over = (tap: number) => (pad === 'same' ? 0 : tap - 1);
      const rows = (height - 1) * strides[0] + 1 + over(filter[0]);
      const into = [batch, rows, (width - 1) * strides[1] + 1 + over(filter[1]), filter[2]];
      return {
        inputs: [x, [filter[0], filter[1], filter[2], inChannels]],
        compute: (tf, a, b) => tf.conv2dTranspose(a as never, b as never, into as never, strides, pad),
      };
    }, Array.from({ length: 40 }, (_, seed) => seed)));

  it('leaves out what there is too much of in the upstream gradient', () =>
    fuzz(
      () => ({
        inputs: [[1, 8, 8, 3], [2, 2, 5, 3]],
        compute: (tf, dy, filter) => tf.conv2dTranspose(dy as never, filter as never, [1, 4, 4, 5], 1, 'same'),
        gradients: false,
      }),
      [0],
    ));

  it('refuses an upstream gradient that is too small', async () => {
    const attrs = { strides: 1, pad: 'same', dataFormat: 'NHWC', inputShape: [1, 8, 8, 2] };
    const inputs = { dy: [1, 4, 4, 3], filter: [3, 3, 2, 3] };
    await assert.rejects(runKernel(conv2dBackpropInput, { inputs, attrs }), /1,4,4,3.*1,8,8,3/);
  });

  it('spares taps that meet nothing, where that pays', async () => {
    const sizes = [[[48, 5, 5, 8], [5, 5, 8, 24]], [[64, 10, 9, 12], [5, 5, 12, 16]], [[64, 9, 6, 12], [4, 6, 12, 16]]] as const;
    for (const [x, filter] of sizes) {
      const attrs = { strides: [1, 1], pad: 'valid', dataFormat: 'NHWC', inputShape: x };
      const call = { inputs: { dy: [x[0], x[1] - filter[0] + 1, x[2] - filter[1] + 1, filter[3]], filter }, attrs };
      assertSame(await runKernel(conv2dBackpropInput, call), await runKernel(conv2dBackpropInput, call, { simd: false }));
    }
  });

  it('takes channels first', async () => {
    const attrs = { strides: [2, 1], pad: 'same', dataFormat: 'NCHW', inputShape: [2, 5, 7, 6] };
    const call = { inputs: { dy: [2, 6, 4, 6], filter: [3, 2, 5, 6] }, attrs };
    assertSame(await runKernel(conv2dBackpropInput, call), await runOnCpu('Conv2DBackpropInput', call));
  });
});
