import { createDraw } from '../testing/draw';
import { drawConvolution } from '../testing/draw-convolution';
import { fuzz } from '../testing/fuzz';
import { assertSame, runKernel, runOnCpu } from '../testing/run-kernel';
import { conv2d } from './conv2d';

const seeds = (count: number): number[] => Array.from({ length: count }, (_, seed) => seed);

describe('Conv2D', () => {
  it('is what cpu computes, and so are its gradients, for any strides, paddings and channels', () =>
    fuzz((draw) => {
      const { x, filter, strides, pad } = drawConvolution(draw);
      return { inputs: [x, filter], compute: (tf, a, b) => tf.conv2d(a as never, b as never, strides, pad as 'same') };
    }, seeds(120)));

  it('dilates', () =>
    fuzz((draw) => {
      const { x, filter, strides, dilations, pad } = drawConvolution(draw, { dilated: 'without strides' });
      return {
        inputs: [x, filter],
        compute: (tf, a, b) => tf.conv2d(a as never, b as never, strides, pad as 'same', 'NHWC', dilations),
      };
    }, seeds(40)));

  it('takes channels first', () =>
    fuzz((draw) => {
      const { x, filter, strides, pad } = drawConvolution(draw);
      const [batch, height, width, channels] = x;
      const padFirst = Array.isArray(pad) ? [pad[0], pad[3], pad[1], pad[2]] : pad;
      return {
        inputs: [[batch, channels, height, width], filter],
        compute: (tf, a, b) => tf.conv2d(a as never, b as never, strides, padFirst as 'same', 'NCHW'),
      };
    }, seeds(30)));

  it('takes strides and dilations together, int32, and does without SIMD', async () => {
    for (const seed of seeds(40)) {
      const { x, filter, ...attrs } = drawConvolution(createDraw(seed), { dilated: 'with strides' });
      for (const dtype of ['float32', 'int32'] as const) {
        const inputs = { x: { shape: x, dtype }, filter: { shape: filter, dtype } };
        const call = { inputs, attrs: { ...attrs, dataFormat: 'NHWC' } };
        const expected = await runOnCpu('Conv2D', call);
        assertSame(await runKernel(conv2d, call), expected);
        assertSame(await runKernel(conv2d, call, { simd: false }), expected);
      }
    }
  });

  it('reads images in groups, some of them copied, without mixing them up', () =>
    fuzz((draw) => {
      const pad = draw.pick(['same', 'valid'] as const);
      const strides = draw.int(1, 2);
      return {
        inputs: [[draw.int(40, 70), 11, 9, 5], [3, 3, 5, 6]],
        compute: (tf, a, b) => tf.conv2d(a as never, b as never, strides, pad),
      };
    }, seeds(4)));

  it('of no images makes none', () =>
    fuzz(
      () => ({
        inputs: [[0, 5, 5, 3], [3, 3, 3, 4]],
        compute: (tf, a, b) => tf.conv2d(a as never, b as never, 1, 'same'),
      }),
      [0],
    ));

  it('keeps NaN where it is read', () =>
    fuzz(
      () => ({
        inputs: [{ shape: [1, 4, 4, 1], values: [1, 2, 3, NaN, ...Array.from({ length: 12 }, (_, i) => i)] }, [2, 2, 1, 4]],
        compute: (tf, a, b) => tf.conv2d(a as never, b as never, 1, 'valid'),
        gradients: false,
      }),
      [0],
    ));
});
