import { assertSame, runKernel, runOnCpu } from '../testing/run-kernel';
import { assertSameAsCpu } from '../testing/same-as-cpu';
import { conv3d } from './conv3d';
import { conv3dBackpropFilterV2 } from './conv3d-backprop-filter-v2';
import { conv3dBackpropInputV2 } from './conv3d-backprop-input-v2';

describe('Conv3D and its gradients', () => {
  it('handle every number of channels', async () => {
    for (const [inChannels, outChannels] of [
      [1, 1],
      [2, 3],
      [3, 17],
      [4, 8],
      [5, 12],
      [8, 16],
      [9, 4],
      [16, 20],
      [20, 9],
      [37, 2],
    ] as const) {
      await assertSameAsCpu(
        (tf, x, w) => tf.conv3d(x as never, w as never, 1, 'same'),
        [
          [1, 3, 4, 3, inChannels],
          [2, 3, 2, inChannels, outChannels],
        ],
        { computes: true },
      );
    }
  });

  it('stride by different numbers in every direction', () =>
    assertSameAsCpu(
      (tf, x, w) => tf.conv3d(x as never, w as never, [1, 2, 3], 'same'),
      [
        [2, 5, 6, 7, 3],
        [3, 2, 3, 3, 4],
      ],
      { computes: true },
    ));

  it('are the same without SIMD', async () => {
    const [x, filter, attrs] = [[1, 4, 4, 5, 3], [2, 3, 2, 3, 6], { strides: [1, 2, 1], pad: 'same', dilations: 1 }];
    const call = { inputs: { x, filter }, attrs };
    const y = await runOnCpu('Conv3D', call);
    assertSame(await runKernel(conv3d, call, { simd: false }), y);
    for (const [kernel, inputs] of [
      [conv3dBackpropInputV2, { dy: y.shape, filter }],
      [conv3dBackpropFilterV2, { x, dy: y.shape }],
    ] as const) {
      const backward = { inputs, attrs: { ...attrs, inputShape: x, filterShape: filter } };
      assertSame(await runKernel(kernel, backward), await runKernel(kernel, backward, { simd: false }));
    }
  });

  it('transpose: an output that dy does not belong to is cpu’s business', async () => {
    const call = {
      inputs: { dy: [1, 4, 4, 4, 2], filter: [2, 2, 2, 3, 2] },
      attrs: { strides: 1, pad: 'same', inputShape: [1, 2, 2, 2, 3] },
    };
    assertSame(await runKernel(conv3dBackpropInputV2, call), await runOnCpu('Conv3DBackpropInputV2', call));
  });
});
