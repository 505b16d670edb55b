import { assertSameAsCpu } from '../testing/same-as-cpu';

describe('the gradient of taking apart', () => {
  it('is there when there is one part only', async () => {
    await assertSameAsCpu((tf, x) => tf.unstack(x!, 0), [[1, 3]], { computes: true });
    await assertSameAsCpu((tf, x) => tf.split(x!, [4], 1), [[2, 4]], { computes: true });
  });
});
