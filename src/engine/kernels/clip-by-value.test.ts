import { assertSameAsCpu } from '../testing/same-as-cpu';

describe('ClipByValue', () => {
  it('clips, and keeps NaN', () =>
    assertSameAsCpu((tf, x) => tf.clipByValue(x!, -1, 1.5), [{ shape: [9], values: [NaN, -3, -1, -0.5, 0, 1, 2, Infinity, -Infinity] }]));

  it('clips any number of them', () => assertSameAsCpu((tf, x) => tf.clipByValue(x!, -1, 1), [[7, 11]]));

  it('clips int32', () => assertSameAsCpu((tf, x) => tf.clipByValue(x!, -1.5, 2), [{ shape: [9], dtype: 'int32' }]));
});
