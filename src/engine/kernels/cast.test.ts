import { assertSameAsCpu } from '../testing/same-as-cpu';

const numbers = [0, -0, 1, -1, 0.4, -0.6, 3, 254, 1e10, -1e10, NaN, Infinity];

describe('Cast', () => {
  for (const from of ['float32', 'int32', 'bool'] as const) {
    for (const to of ['float32', 'int32', 'bool', 'complex64'] as const) {
      const values = from === 'float32' ? numbers : from === 'int32' ? [0, 1, -7, 2147483647] : [0, 1];
      it(`from ${from} to ${to}`, () =>
        assertSameAsCpu((tf, x) => tf.cast(x!, to), [{ shape: [values.length], dtype: from, values }], { gradients: false }));
    }
  }

  it('takes the real part of complex numbers', () =>
    assertSameAsCpu((tf, re, im) => [tf.cast(tf.complex(re!, im!), 'float32'), tf.cast(tf.complex(re!, im!), 'int32')], [[4], [4]], { gradients: false }));

  it('does not make numbers of strings', () => assertSameAsCpu((tf) => tf.cast(tf.tensor(['1']), 'float32'), []));
});
