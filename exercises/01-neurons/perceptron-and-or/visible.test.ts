import { suite, type Random } from 'neurona/course';
import type { Unit } from './solution';

const inputs = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
const and = [0, 0, 0, 1];
const or = [0, 1, 1, 1];

/** An example that the unit answers with `output`: the bias is chosen to put the score on that side of 0. */
function example(random: Random, output: 0 | 1): { unit: Unit; x: number[]; rate: number } {
  const [weights, x] = [random.vector(3), random.vector(3)];
  const score = weights.reduce((sum, weight, i) => sum + weight * x[i]!, 0);
  const margin = Math.abs(random.eighth());
  return { unit: { weights, bias: (output === 1 ? margin : -margin) - score }, x, rate: random.pick([1 / 4, 1 / 2, 2]) };
}

export default suite<typeof import('./solution')>(({ test }) => {
  test(
    { en: 'leaves the unit alone when it is right', es: 'no toca la unidad cuando acierta' },
    { points: 1 },
    async ({ solution, random, expect }) => {
      const asked = [];
      for (const target of [0, 1, 1, 0, 1, 0] as const) {
        const { unit, x, rate } = example(random, target);
        asked.push({ unit, answer: await solution.update(unit, x, target, rate) });
      }
      for (const { unit, answer } of asked) {
        await expect(answer).toBeCloseTo(unit, {
          next: {
            en: 'target − prediction is 0 when the unit is right. What does the rule add then?',
            es: 'objetivo − predicción vale 0 cuando la unidad acierta. ¿Qué suma entonces la regla?',
          },
        });
      }
    },
  );

  test(
    { en: 'moves the weights towards a missed 1', es: 'acerca los pesos a un 1 que se le escapó' },
    { points: 2 },
    async ({ solution, random, expect }) => {
      const asked = [];
      for (let i = 0; i < 6; i++) {
        const { unit, x, rate } = example(random, 0);
        asked.push({ expected: unit.weights.map((w, j) => w + rate * x[j]!), answer: await solution.update(unit, x, 1, rate) });
      }
      for (const { expected, answer } of asked) {
        await expect(answer.weights).toBeCloseTo(expected, { what: { en: 'the weights after the update', es: 'los pesos tras la actualización' } });
      }
    },
  );

  test(
    { en: 'moves the weights away from a false 1', es: 'aleja los pesos de un 1 que no debía dar' },
    { points: 2 },
    async ({ solution, random, expect }) => {
      const asked = [];
      for (let i = 0; i < 6; i++) {
        const { unit, x, rate } = example(random, 1);
        asked.push({ expected: unit.weights.map((w, j) => w - rate * x[j]!), answer: await solution.update(unit, x, 0, rate) });
      }
      for (const { expected, answer } of asked) {
        await expect(answer.weights).toBeCloseTo(expected, { what: { en: 'the weights after the update', es: 'los pesos tras la actualización' } });
      }
    },
  );

  test({ en: 'moves the bias too', es: 'mueve también el sesgo' }, { points: 2 }, async ({ solution, random, expect }) => {
    const asked = [];
    for (const target of [1, 0, 1, 0, 0, 1] as const) {
      const { unit, x, rate } = example(random, target === 1 ? 0 : 1);
      asked.push({ expected: unit.bias + (target === 1 ? rate : -rate), answer: await solution.update(unit, x, target, rate) });
    }
    for (const { expected, answer } of asked) {
      await expect(answer.bias).toBeCloseTo(expected, { what: { en: 'the bias after the update', es: 'el sesgo tras la actualización' } });
    }
  });

  test({ en: 'learns OR in four epochs', es: 'aprende OR en cuatro épocas' }, { points: 2 }, async ({ solution, expect }) => {
    const history = await solution.train(inputs, or, {});
    await expect(history).toBeCloseTo({
      errors: [1, 2, 1, 0],
      weights: [
        [0, 1],
        [1, 1],
        [1, 1],
        [1, 1],
      ],
      bias: [1, 1, 0, 0],
    });
  });

  test({ en: 'learns AND in six epochs', es: 'aprende AND en seis épocas' }, { points: 3 }, async ({ solution, expect }) => {
    const history = await solution.train(inputs, and, {});
    await expect(history).toBeCloseTo({
      errors: [1, 3, 3, 2, 1, 0],
      weights: [
        [1, 1],
        [2, 1],
        [2, 1],
        [2, 2],
        [2, 1],
        [2, 1],
      ],
      bias: [1, 0, -1, -1, -2, -2],
    });
  });

  test(
    { en: 'starts where it is told and uses the rate', es: 'empieza donde se le dice y usa la tasa' },
    { points: 2 },
    async ({ solution, expect }) => {
      const history = await solution.train(inputs, and, { rate: 0.5, initialWeights: [0.375, -0.875], initialBias: 0.625 });
      await expect(history).toBeCloseTo({
        errors: [3, 2, 3, 1, 0],
        weights: [
          [0.375, -0.375],
          [0.875, 0.125],
          [0.875, 0.625],
          [0.875, 0.125],
          [0.875, 0.125],
        ],
        bias: [0.125, 0.125, -0.375, -0.875, -0.875],
      });
    },
  );

  test({ en: 'gives up after maxEpochs epochs', es: 'se rinde tras maxEpochs épocas' }, { points: 1 }, async ({ solution, expect }) => {
    const history = await solution.train(inputs, and, { maxEpochs: 3 });
    await expect(history.errors).toBeCloseTo([1, 3, 3], { what: { en: 'the errors per epoch', es: 'los errores por época' } });
  });
});
