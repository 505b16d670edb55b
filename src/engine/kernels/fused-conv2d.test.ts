import { drawConvolution } from '../testing/draw-convolution';
import { fuzz } from '../testing/fuzz';
import { assertSame, runKernel, runOnCpu } from '../testing/run-kernel';
import { fusedConv2d } from './fused-conv2d';

const activations = ['linear', 'relu', 'relu6', 'elu', 'sigmoid', 'leakyrelu', 'prelu'] as const;
const attrs = { strides: [1, 2], pad: 'same', dilations: [1, 1], leakyreluAlpha: 0.3 };
const [x, filter] = [[2, 5, 6, 3], [3, 2, 3, 6]];

describe('FusedConv2D', () => {
  it('adds a bias of any shape that broadcasts, and applies any activation, with SIMD and without', async () => {
    for (const bias of [undefined, [], [1], [6], [1, 6], [1, 1, 1, 6], [3, 6], [5, 3, 6], [2, 5, 3, 6], [5, 3, 1]]) {
      for (const activation of activations) {
        for (const slopes of activation === 'prelu' ? [[], [6], [5, 3, 6], [1, 1, 6]] : [undefined]) {
          const inputs = { x, filter, ...(bias && { bias }), ...(slopes && { preluActivationWeights: slopes }) };
          const call = { inputs, attrs: { ...attrs, dataFormat: 'NHWC', activation } };
          const expected = await runOnCpu('FusedConv2D', call);
          assertSame(await runKernel(fusedConv2d, call), expected);
          assertSame(await runKernel(fusedConv2d, call, { simd: false }), expected);
        }
      }
    }
  });

  it('takes channels first', async () => {
    for (const bias of [undefined, [], [1], [6], [6, 1, 1], [6, 5, 3]]) {
      for (const activation of activations) {
        for (const slopes of activation === 'prelu' ? [[], [6], [6, 5, 3]] : [undefined]) {
          const fused = { ...(bias && { bias }), ...(slopes && { preluActivationWeights: slopes }) };
          const inputs = { x: [2, 3, 5, 6], filter, ...fused };
          const call = { inputs, attrs: { ...attrs, dataFormat: 'NCHW', activation } };
          assertSame(await runKernel(fusedConv2d, call), await runOnCpu('FusedConv2D', call));
        }
      }
    }
  });

  it('has the gradients that cpu has, for any convolution', () =>
    fuzz((draw) => {
      const { x, filter, strides, pad } = drawConvolution(draw);
      return {
        inputs: [x, filter, [filter[3]]],
        compute: (tf, x, filter, bias) =>
          tf.fused.conv2d({ x: x as never, filter: filter as never, strides, pad: pad as 'same', bias: bias! }),
      };
    }, Array.from({ length: 30 }, (_, seed) => seed)));

  it('keeps NaN through a relu', () =>
    fuzz(
      () => ({
        inputs: [{ shape: [1, 2, 2, 1], values: [NaN, 1, -2, 3] }, { shape: [1, 1, 1, 1], values: [1] }],
        compute: (tf, x, filter) =>
          tf.fused.conv2d({ x: x as never, filter: filter as never, strides: 1, pad: 'valid', activation: 'relu' }),
        gradients: false,
      }),
      [0],
    ));
});
