import { assertSameAsCpu } from '../testing/same-as-cpu';

describe('UnsortedSegmentSum', () => {
  it('sums rows by their segment, and leaves out what belongs to none', () =>
    assertSameAsCpu((tf, x) => tf.unsortedSegmentSum(x!, tf.tensor1d([0, 2, 2, -1, 4], 'int32'), 3), [[5, 3]], { gradients: false }));

  it('keeps int32, of which cpu makes float32', () =>
    assertSameAsCpu((tf, x) => tf.unsortedSegmentSum(x!, tf.tensor1d([1, 1, 0], 'int32'), 2).toInt(), [{ shape: [3, 4], dtype: 'int32' }]));

  it('is the gradient of gather', () =>
    assertSameAsCpu((tf, x) => tf.gather(x!, tf.tensor1d([0, 2, 2, 1], 'int32'), 0), [[4, 3]]));
});
