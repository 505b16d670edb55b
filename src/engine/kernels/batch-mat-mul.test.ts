import assert from 'node:assert/strict';
import { startEngine } from '../start-engine';
import { assertSameAsCpu } from '../testing/same-as-cpu';

describe('BatchMatMul', () => {
  // Sizes around the tiles of 4 × 8 and the blocks of 64 rows and 256 steps.
  for (const [m, k, n] of [[1, 1, 1], [4, 2, 8], [3, 5, 1], [5, 3, 9], [13, 300, 17], [70, 31, 12], [8, 257, 64]] as const) {
    for (const transposeA of [false, true]) {
      for (const transposeB of [false, true]) {
        const [a, b] = [transposeA ? [k, m] : [m, k], transposeB ? [n, k] : [k, n]];
        it(`multiplies ${m}×${k} by ${k}×${n}${transposeA ? ', the first transposed' : ''}${transposeB ? ', the second transposed' : ''}`, () =>
          assertSameAsCpu((tf, x, y) => tf.matMul(x!, y!, transposeA, transposeB), [a, b]));
      }
    }
  }

  for (const [a, b] of [[[3, 4, 5], [3, 5, 2]], [[2, 3, 4, 5], [2, 3, 5, 7]], [[1, 4, 5], [3, 5, 2]], [[3, 4, 5], [5, 2]], [[2, 4, 5], [1, 5, 3]]]) {
    it(`multiplies batches, [${a}] by [${b}]`, () => assertSameAsCpu((tf, x, y) => tf.matMul(x!, y!), [a!, b!], { gradients: false }));
  }

  it('broadcasts batches along different axes, where cpu gets lost', async () => {
    const { tf } = await startEngine();
    tf.tidy(() => {
      const [a, b] = [tf.randomUniform([2, 1, 3, 4]), tf.randomUniform([1, 3, 4, 5])];
      const expected = tf.matMul(tf.tile(a, [1, 3, 1, 1]), tf.tile(b, [2, 1, 1, 1]));
      assert.ok(tf.max(tf.abs(tf.sub(tf.matMul(a, b), expected))).dataSync()[0]! < 1e-6);
    });
  });

  it('multiplies int32, and float32 with int32', async () => {
    const int = (shape: readonly number[]) => ({ shape, dtype: 'int32' as const });
    await assertSameAsCpu((tf, x, y) => tf.matMul(x!, y!), [int([3, 4]), int([4, 5])]);
    await assertSameAsCpu((tf, x, y) => tf.matMul(x!, y!, true, true), [int([2, 4, 3]), int([2, 5, 4])]);
    await assertSameAsCpu((tf, x, y) => tf.matMul(x!, y!), [[3, 4], int([4, 5])], { gradients: false });
  });

  it('keeps NaN and infinities', () =>
    assertSameAsCpu((tf, x, y) => tf.matMul(x!, y!), [{ shape: [2, 2], values: [NaN, 1, Infinity, 2] }, [2, 9]], { gradients: false }));

  it('multiplies matrices of nothing', async () => {
    await assertSameAsCpu((tf, x, y) => tf.matMul(x!, y!), [[0, 3], [3, 2]], { gradients: false });
    await assertSameAsCpu((tf, x, y) => tf.matMul(x!, y!), [[2, 0], [0, 3]], { gradients: false });
  });

  it('refuses inner sizes that differ', () => assertSameAsCpu((tf, x, y) => tf.matMul(x!, y!), [[2, 3], [2, 3]]));
});
