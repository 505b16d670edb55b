import assert from 'node:assert/strict';
import { createDraw } from '../testing/draw';
import { drawConvolution } from '../testing/draw-convolution';
import { assertSame, drawInputs, runKernel, runOnCpu } from '../testing/run-kernel';
import { depthwiseConv2dNativeBackpropFilter } from './depthwise-conv2d-native-backprop-filter';

const shapeOf = async (x: readonly number[], filter: readonly number[], attrs: object): Promise<readonly number[]> =>
  (await runOnCpu('DepthwiseConv2dNative', { inputs: { x, filter }, attrs: { dilations: 1, ...attrs } })).shape;

describe('DepthwiseConv2dNativeBackpropFilter', () => {
  it('is what cpu computes for any strides, paddings and channels, with SIMD and without', async () => {
    for (let seed = 0; seed < 60; seed++) {
      const draw = createDraw(seed);
      const { x, filter, strides, pad } = drawConvolution(draw, { multiplier: draw.int(1, 3) });
      const attrs = { strides, pad, dilations: [1, 1], filterShape: filter };
      for (const dtype of ['float32', 'int32'] as const) {
        const dy = { shape: await shapeOf(x, filter, attrs), dtype };
        const call = { inputs: { x, dy }, attrs };
        const expected = await runOnCpu('DepthwiseConv2dNativeBackpropFilter', call);
        assertSame(await runKernel(depthwiseConv2dNativeBackpropFilter, call), expected);
        assertSame(await runKernel(depthwiseConv2dNativeBackpropFilter, call, { simd: false }), expected);
      }
    }
  });

  it('dilates: by central differences', async () => {
    for (let seed = 0; seed < 12; seed++) {
      const draw = createDraw(seed);
      const { x, filter, ...attrs } = drawConvolution(draw, { dilated: 'without strides', multiplier: draw.int(1, 2) });
      const dy = await shapeOf(x, filter, attrs);
      const call = { inputs: { x, dy }, attrs: { ...attrs, filterShape: filter } };
      const actual = await runKernel(depthwiseConv2dNativeBackpropFilter, call);
      assertSame(await runKernel(depthwiseConv2dNativeBackpropFilter, call, { simd: false }), actual);
      const drawn = drawInputs(call.inputs);
      for (let at = 0; at < actual.values.length; at += 1 + Math.floor(actual.values.length / 12)) {
        // Linear in each of the two: a step of any size is exact.
        const moved = async (step: number): Promise<number> => {
          const values = actual.values.map((_, index) => (index === at ? step : 0));
          const inputs = { x, filter: { shape: filter, values } };
          const y = await runOnCpu('DepthwiseConv2dNative', { inputs, attrs });
          return y.values.reduce((sum, value, index) => sum + value * drawn['dy']!.values[index]!, 0);
        };
        const expected = ((await moved(1)) - (await moved(-1))) / 2;
        const close = Math.abs(actual.values[at]! - expected) < 1e-4 * Math.max(1, Math.abs(expected));
        assert.ok(close, `seed ${seed}: ${actual.values[at]}, not ${expected}`);
      }
    }
  });
});
