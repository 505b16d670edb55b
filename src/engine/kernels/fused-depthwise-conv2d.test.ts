import { assertSame, runKernel, runOnCpu } from '../testing/run-kernel';
import { fusedDepthwiseConv2d } from './fused-depthwise-conv2d';

const attrs = { strides: [2, 2], pad: 'same', dilations: [1, 1], dataFormat: 'NHWC', leakyreluAlpha: 0.3 };

describe('FusedDepthwiseConv2D', () => {
  it('adds a bias of any shape that broadcasts, and applies any activation', async () => {
    for (const bias of [undefined, [], [1], [6], [1, 1, 1, 6], [3, 6], [2, 3, 3, 6]]) {
      for (const activation of ['linear', 'relu', 'relu6', 'elu', 'sigmoid', 'leakyrelu', 'prelu']) {
        for (const slopes of activation === 'prelu' ? [[], [6], [3, 3, 6]] : [undefined]) {
          const fused = { ...(bias && { bias }), ...(slopes && { preluActivationWeights: slopes }) };
          const inputs = { x: [2, 5, 6, 3], filter: [3, 2, 3, 2], ...fused };
          const call = { inputs, attrs: { ...attrs, activation } };
          assertSame(await runKernel(fusedDepthwiseConv2d, call), await runOnCpu('FusedDepthwiseConv2D', call));
        }
      }
    }
  });
});
