import assert from 'node:assert/strict';
import { startEngine } from '../start-engine';
import { assertSameAsCpu } from '../testing/same-as-cpu';

const axes: readonly (readonly [readonly number[], number[] | undefined])[] = [
  [[7], undefined],
  [[3, 17], [0]],
  [[3, 17], [1]],
  [[3, 17], [-1, -2]],
  [[2, 3, 4, 5], [0, 1, 2]],
  [[2, 3, 4, 5], [0, 2]],
  [[2, 3, 4, 5], [1, 3]],
  [[2, 3, 4, 21], [2, 0]],
  [[2, 3, 4, 5], []],
  [[], undefined],
];

for (const name of ['sum', 'mean'] as const) {
  describe(name === 'sum' ? 'Sum' : 'Mean', () => {
    for (const [shape, over] of axes) {
      for (const keepDims of [false, true]) {
        it(`of [${shape}] over ${over ?? 'everything'}${keepDims ? ', keeping axes' : ''}`, () =>
          assertSameAsCpu((tf, x) => tf[name](x!, over, keepDims), [shape], { gradients: !shape.includes(0) && over?.length !== 0, tolerance: 1e-6 }));
      }
    }

    it('of int32 and of bool', async () => {
      await assertSameAsCpu((tf, x) => tf[name](x!, 0), [{ shape: [3, 4], dtype: 'int32' }]);
      await assertSameAsCpu((tf, x) => tf[name](x!, 0), [{ shape: [3, 4], dtype: 'bool' }]);
    });

    it('of NaN and infinities', () => assertSameAsCpu((tf, x) => tf[name](x!, 1), [{ shape: [3, 2], values: [NaN, 1, Infinity, 1, Infinity, -Infinity] }], { gradients: false }));
  });
}

describe('Sum and Mean of nothing', () => {
  it('are 0 and NaN, though cpu says that the mean is 0', async () => {
    const { tf } = await startEngine();
    const [total, average] = tf.tidy(() => [tf.sum(tf.zeros([0, 2]), 0).dataSync(), tf.mean(tf.zeros([0, 2]), 0).dataSync()]);
    assert.deepEqual([[...total], [...average]], [[0, 0], [NaN, NaN]]);
  });

  it('is 0 where there are no integers to add up', () => assertSameAsCpu((tf, x) => tf.sum(x!), [{ shape: [0], dtype: 'int32' }]));

});

describe('Sum', () => {
  it('loses no digits over many numbers', async () => {
    const { tf } = await startEngine();
    const total = tf.tidy(() => tf.sum(tf.fill([1_000_000], 0.1)).dataSync()[0]!);
    assert.ok(Math.abs(total - 100_000) < 0.01, `${total}`);
  });
});
