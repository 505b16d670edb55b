import { assertSameAsCpu } from '../testing/same-as-cpu';

const operations = ['add', 'sub', 'mul', 'div', 'squaredDifference', 'maximum', 'minimum'] as const;
const shapes: readonly (readonly [readonly number[], readonly number[]])[] = [
  [[7], [7]],
  [[3, 37], [3, 37]],
  [[], [2, 3]],
  [[3, 17], [17]],
  [[3, 17], [3, 1]],
  [[2, 1], [1, 3]],
  [[2, 1, 4], [3, 1]],
  [[1, 2, 1, 3], [4, 1, 5, 1]],
  [[2, 1, 3, 1, 2, 1], [1, 2, 1, 2, 1, 2]],
  [[1], [7]],
  [[0, 3], [1, 3]],
];
const special = [NaN, Infinity, -Infinity, 0, -0, 1, -2.5, 1e38];
const [left, right] = [special.flatMap((x) => special.map(() => x)), special.flatMap(() => special)];

for (const operation of operations) {
  describe(`Arithmetic: ${operation}`, () => {
    for (const [a, b] of shapes) {
      it(`of [${a}] and [${b}]`, () => assertSameAsCpu((tf, x, y) => tf[operation](x!, y!), [a, b], { gradients: !a.includes(0) }));
    }

    it('of NaN, infinities and zeros', () =>
      assertSameAsCpu((tf, x, y) => tf[operation](x!, y!), [{ shape: [64], values: left }, { shape: [64], values: right }], { gradients: false }));

    it('of int32, with itself and with float32', async () => {
      const int = { shape: [4, 5], dtype: 'int32' as const };
      await assertSameAsCpu((tf, x, y) => tf[operation](x!, y!), [int, { shape: [5], dtype: 'int32' }]);
      await assertSameAsCpu((tf, x, y) => tf[operation](x!, y!), [int, [5]], { gradients: false });
    });

    it('refuses shapes that do not broadcast', () => assertSameAsCpu((tf, x, y) => tf[operation](x!, y!), [[2, 3], [3, 2]]));
  });
}
