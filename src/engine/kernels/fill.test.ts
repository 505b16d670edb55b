import { assertSameAsCpu } from '../testing/same-as-cpu';

describe('Fill', () => {
  for (const dtype of ['float32', 'int32', 'bool'] as const) {
    it(`fills with numbers, of ${dtype}`, () => assertSameAsCpu((tf) => [tf.fill([2, 3], 1.7, dtype), tf.fill([], 0, dtype), tf.zeros([2], dtype), tf.ones([2], dtype)], []));
  }

  it('fills with strings', () => assertSameAsCpu((tf) => tf.equal(tf.fill([2, 2], 'é'), tf.tensor2d(['é', 'e', 'é', ''], [2, 2])), []));
});
