import { assertSameAsCpu } from '../testing/same-as-cpu';

describe('Prelu', () => {
  for (const alpha of [[], [1], [7], [1, 7], [3, 7], [3, 1], [2, 3, 7]]) {
    it(`takes alpha [${alpha}]`, () => assertSameAsCpu((tf, x, a) => tf.prelu(x!, a!), [[2, 3, 7], alpha], { gradients: false }));
  }

  it('keeps NaN, and lets infinities be', () =>
    assertSameAsCpu((tf, x, a) => tf.prelu(x!, a!), [{ shape: [5], values: [NaN, Infinity, -Infinity, -0, 1] }, [5]], { gradients: false }));
});

describe('Relu6', () => {
  it('cuts off at 0 and 6, and keeps NaN', () => assertSameAsCpu((tf, x) => tf.relu6(x!), [{ shape: [7], values: [NaN, -1, 0, 3, 6, 9, Infinity] }]));
  it('takes int32', () => assertSameAsCpu((tf, x) => tf.relu6(x!), [{ shape: [4], dtype: 'int32' }]));
});
