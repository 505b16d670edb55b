import { suite } from 'neurona/course';

export default suite<typeof import('./solution')>(({ test }) => {
  test(
    { en: 'updates a unit with any number of inputs', es: 'mueve una unidad con cualquier número de entradas' },
    { points: 2 },
    async ({ solution, reference, random, expect }) => {
      const asked = [];
      for (const inputs of [5, 3, 4, 7, 1, 5, 3, 4, 6, 1, 5, 3]) {
        const unit = { weights: random.vector(inputs), bias: random.eighth() };
        const x = random.vector(inputs);
        const target = random.integer(2);
        const rate = random.pick([1 / 8, 1 / 2, 4]);
        asked.push({ expected: reference.update(unit, x, target, rate), answer: await solution.update(unit, x, target, rate) });
      }
      for (const { expected, answer } of asked) await expect(answer).toBeCloseTo(expected);
    },
  );

  test(
    { en: 'takes a score of exactly 0 as a 0', es: 'toma una suma de exactamente 0 como un 0' },
    { points: 1 },
    async ({ solution, random, expect }) => {
      const asked = [];
      for (const target of [0, 1, 1, 0]) {
        const [weights, x, rate] = [random.vector(3), random.vector(3), random.pick([1 / 2, 2])];
        const bias = -weights.reduce((sum, weight, i) => sum + weight * x[i]!, 0);
        const expected = { weights: weights.map((w, i) => w + rate * target * x[i]!), bias: bias + rate * target };
        asked.push({ expected, answer: await solution.update({ weights, bias }, x, target, rate) });
      }
      for (const { expected, answer } of asked) await expect(answer).toBeCloseTo(expected);
    },
  );

  test(
    { en: 'trains from other starts, at other rates, on other tables', es: 'entrena desde otros comienzos, con otras tasas y otras tablas' },
    { points: 3 },
    async ({ solution, reference, random, expect }) => {
      const asked = [];
      for (let i = 0; i < 6; i++) {
        const { X, y } = separable(random.vector(2), random.eighth(), () => random.vector(2));
        const options = {
          rate: random.pick([1 / 8, 1 / 4, 1 / 2]),
          maxEpochs: 12,
          initialWeights: random.vector(2),
          initialBias: random.eighth(),
        };
        asked.push({ expected: reference.train(X, y, options), answer: await solution.train(X, y, options) });
      }
      for (const { expected, answer } of asked) await expect(answer).toBeCloseTo(expected);
    },
  );

  test(
    { en: 'stops at once when there is nothing to learn', es: 'para enseguida cuando no hay nada que aprender' },
    { points: 1 },
    async ({ solution, expect }) => {
      const options = { initialWeights: [0.875, 0.625], initialBias: -1.125, rate: 0.5, maxEpochs: 9 };
      const history = await solution.train([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1], options);
      await expect(history).toBeCloseTo({ weights: [[0.875, 0.625]], bias: [-1.125], errors: [0] });
    },
  );
});

/** Seven points of the plane that a line separates, both classes among them. */
function separable(
  weights: readonly number[],
  bias: number,
  draw: () => number[],
): { X: number[][]; y: number[] } {
  const centre = draw();
  const classOf = (x: readonly number[]): number => (weights.reduce((sum, w, i) => sum + w * (x[i]! - centre[i]!), bias / 64) > 0 ? 1 : 0);
  const X = [...Array.from({ length: 5 }, draw), weights.map((w, i) => centre[i]! + w), weights.map((w, i) => centre[i]! - w)];
  return { X, y: X.map(classOf) };
}
