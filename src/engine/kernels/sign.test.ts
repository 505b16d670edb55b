import { assertSameAsCpu } from '../testing/same-as-cpu';

describe('Sign', () => {
  it('knows the smallest number from 0, and NaN is neither', () =>
    assertSameAsCpu((tf, x) => tf.sign(x!), [{ shape: [8], values: [1e-30, -1e-30, 0, -0, 1e-45, NaN, Infinity, -Infinity] }]));

  it('takes int32', () => assertSameAsCpu((tf, x) => tf.sign(x!), [{ shape: [5], dtype: 'int32' }]));
});
