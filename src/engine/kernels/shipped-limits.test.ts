import assert from 'node:assert/strict';
import { startEngine } from '../start-engine';
import { assertSameAsCpu } from '../testing/same-as-cpu';

const unary = [
  'abs', 'acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'ceil', 'cos', 'cosh', 'elu', 'erf', 'exp', 'expm1', 'floor', 'isFinite',
  'isInf', 'isNaN', 'leakyRelu', 'log', 'log1p', 'neg', 'reciprocal', 'relu', 'round', 'rsqrt', 'selu', 'sigmoid', 'sign', 'sin',
  'sinh', 'softplus', 'sqrt', 'square', 'step', 'tan', 'tanh',
] as const;

describe('What is beyond upstream’s kernels', () => {
  for (const name of unary) {
    it(`${name} of int32 and of bool`, async () => {
      await assertSameAsCpu((tf, x) => tf[name](x!), [{ shape: [6], dtype: 'int32', values: [0, 1, -1, 7, -7, 100] }]);
      await assertSameAsCpu((tf, x) => tf[name](x!), [{ shape: [4], dtype: 'bool' }]);
    });
  }

  for (const name of ['floorDiv', 'mod', 'pow', 'atan2'] as const) {
    it(`${name} of integers, by 0 too`, () =>
      assertSameAsCpu((tf, x, y) => tf[name](x!, y!), [
        { shape: [6], dtype: 'int32', values: [7, -7, 7, -7, 5, 0] },
        { shape: [6], dtype: 'int32', values: [2, 2, -2, -2, 0, 0] },
      ]));
  }

  for (const name of ['all', 'any', 'max', 'min', 'prod'] as const) {
    it(`${name} of nothing`, () =>
      assertSameAsCpu((tf, x) => tf[name](x as never), [{ shape: [0], dtype: name === 'all' || name === 'any' ? 'bool' : 'int32', values: [] }]));
  }

  const index = (values: readonly number[]) => ({ shape: [1, values.length], dtype: 'int32' as const, values });
  for (const at of [[1, 0], [5, 0], [-1, 0]]) {
    it(`indices ${at}, which may lie outside`, async () => {
      await assertSameAsCpu((tf, x, i) => tf.gatherND(x!, i!), [[2, 2], index(at)], { gradients: false });
      await assertSameAsCpu((tf, x, i) => tf.scatterND(i!, x!, [2, 2]), [[1], index(at)], { gradients: false });
      await assertSameAsCpu((tf, x, i) => tf.sparseToDense(i!, x!, [2, 2], tf.scalar(9)), [[1], index(at)], { gradients: false });
      await assertSameAsCpu((tf, x, y, i) => tf.tensorScatterUpdate(x!, i!, y!), [[2, 2], [1], index(at)], { gradients: false });
    });
  }

  it('reverse and where of bool', async () => {
    await assertSameAsCpu((tf, x) => tf.reverse(x!), [{ shape: [7], dtype: 'bool' }]);
    await assertSameAsCpu((tf, c, x, y) => tf.where(c!, x!, y!), [{ shape: [3, 1], dtype: 'bool' }, { shape: [3, 5], dtype: 'bool' }, { shape: [1, 5], dtype: 'bool' }]);
  });

  it('draws from a multinomial by the seed', async () => {
    await assertSameAsCpu((tf) => tf.multinomial(tf.tensor1d([0.1, 0.2, 0.7]), 20, 42), []);
    const { tf } = await startEngine();
    const draw = () => tf.tidy(() => [...tf.multinomial(tf.tensor1d([0.1, 0.2, 0.7]), 20, 7).dataSync()]);
    assert.deepEqual(draw(), draw());
  });
});
