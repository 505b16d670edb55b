import { createDraw } from '../testing/draw';
import { drawConvolution } from '../testing/draw-convolution';
import { fuzz } from '../testing/fuzz';
import { assertSame, runKernel, runOnCpu } from '../testing/run-kernel';
import { depthwiseConv2dNative } from './depthwise-conv2d-native';

const seeds = (count: number): number[] => Array.from({ length: count }, (_, seed) => seed);

describe('DepthwiseConv2dNative', () => {
  it('is what cpu computes, and so are its gradients, for any strides, paddings and channels', () =>
    fuzz((draw) => {
      const { x, filter, strides, pad } = drawConvolution(draw, { multiplier: draw.int(1, 3) });
      return {
        inputs: [x, filter],
        compute: (tf, a, b) => tf.depthwiseConv2d(a as never, b as never, strides, pad as 'same'),
      };
    }, seeds(80)));

  it('dilates', () =>
    fuzz((draw) => {
      const kind = { dilated: 'without strides', multiplier: draw.int(1, 3) } as const;
      const { x, filter, strides, dilations, pad } = drawConvolution(draw, kind);
      return {
        inputs: [x, filter],
        compute: (tf, a, b) => tf.depthwiseConv2d(a as never, b as never, strides, pad as 'same', 'NHWC', dilations),
      };
    }, seeds(40)));

  it('takes channels first, which cpu takes for channels last', () =>
    fuzz((draw) => {
      const { x, filter, strides, pad } = drawConvolution(draw, { multiplier: draw.int(1, 2) });
      const padFirst = Array.isArray(pad) ? [pad[0], pad[3], pad[1], pad[2]] : pad;
      return {
        inputs: [x, filter],
        gradients: false,
        compute: (tf, a, b) => {
          if (tf.getBackend() === 'cpu') return tf.depthwiseConv2d(a as never, b as never, strides, pad as 'same');
          const first = tf.transpose(a!, [0, 3, 1, 2]);
          const y = tf.depthwiseConv2d(first as never, b as never, strides, padFirst as 'same', 'NCHW');
          return tf.transpose(y, [0, 2, 3, 1]);
        },
      };
    }, seeds(30)));

  it('takes int32, and does without SIMD', async () => {
    for (const seed of seeds(20)) {
      const kind = { dilated: 'without strides', multiplier: 2 } as const;
      const { x, filter, ...rest } = drawConvolution(createDraw(seed), kind);
      const inputs = { x: { shape: x, dtype: 'int32' }, filter: { shape: filter, dtype: 'int32' } } as const;
      const call = { inputs, attrs: { ...rest, dataFormat: 'NHWC' } };
      const expected = await runOnCpu('DepthwiseConv2dNative', call);
      assertSame(await runKernel(depthwiseConv2dNative, call), expected);
      const floats = { ...call, inputs: { x, filter } };
      assertSame(await runKernel(depthwiseConv2dNative, floats, { simd: false }), await runKernel(depthwiseConv2dNative, floats));
    }
  });
});
