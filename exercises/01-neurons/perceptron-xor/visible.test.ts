import { suite, type Random } from 'neurona/course';
import type { Unit } from './solution';

const inputs = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
const xor = [0, 1, 1, 0];
const and = [0, 0, 0, 1];

const unit = (w1: number, w2: number, bias: number): Unit => ({ weights: [w1, w2], bias });

/** The unit's own answer, 0 or 1; its scores are never 0 here. */
const answer = ({ weights, bias }: Unit, x: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * x[i]!, bias) > 0 ? 1 : 0;

/** Units that all differ: the first weight counts up. */
const different = (random: Random, count: number): Unit[] =>
  Array.from({ length: count }, (_, i) => ({ weights: [i + random.eighth() / 4, random.eighth(), random.eighth()], bias: random.eighth() }));

/** `before` units, and then `period` others, over and over, up to `total`. */
function repeating(random: Random, before: number, period: number, total: number): Unit[] {
  const units = different(random, before + period);
  return Array.from({ length: total }, (_, i) => units[i < before ? i : before + ((i - before) % period)]!);
}

export default suite<typeof import('./solution')>(({ test }) => {
  test(
    { en: 'writes down every unit the run goes through', es: 'anota todas las unidades por las que pasa el recorrido' },
    { points: 2 },
    async ({ solution, expect }) => {
      const run = await solution.runRule(inputs, xor, { maxEpochs: 3 });
      const zeros = [unit(0, 0, 0), unit(0, 1, 1), unit(-1, 0, 0), unit(-1, 1, 1), unit(0, 1, 2), unit(-1, 0, 1)];
      await expect(run.units).toBeCloseTo([...zeros, unit(-1, 0, 0), unit(-1, 1, 1), unit(0, 1, 2), unit(-1, 0, 1)], {
        what: { en: 'the units', es: 'las unidades' },
      });
    },
  );

  test(
    { en: 'writes down the end and the errors of every epoch', es: 'anota el final y los errores de cada época' },
    { points: 2 },
    async ({ solution, expect }) => {
      const run = await solution.runRule(inputs, xor, { maxEpochs: 5 });
      await expect(run.errors).toBeCloseTo([2, 3, 4, 4, 4], { what: { en: 'the errors per epoch', es: 'los errores por época' } });
      await expect(run.epochs).toBeCloseTo([unit(-1, 0, 0), unit(-1, 0, 1), unit(-1, 0, 1), unit(-1, 0, 1), unit(-1, 0, 1)], {
        what: { en: 'the unit at the end of each epoch', es: 'la unidad al final de cada época' },
      });
    },
  );

  test(
    { en: 'stops after an epoch without errors', es: 'para tras una época sin errores' },
    { points: 1 },
    async ({ solution, expect }) => {
      const run = await solution.runRule(inputs, and, {});
      await expect(run.errors).toBeCloseTo([1, 3, 3, 2, 1, 0], { what: { en: 'the errors per epoch', es: 'los errores por época' } });
    },
  );

  test(
    { en: 'finds where a list begins to repeat itself', es: 'encuentra dónde empieza a repetirse una lista' },
    { points: 2 },
    async ({ solution, random, expect }) => {
      const asked = [];
      for (const [before, period, total] of [[2, 3, 9], [0, 4, 7], [3, 1, 6], [1, 5, 14]] as const) {
        const cycle = await solution.findCycle(repeating(random, before, period, total));
        asked.push({ expected: { start: before, length: period }, cycle });
      }
      for (const { expected, cycle } of asked) await expect(cycle).toBeCloseTo(expected);
    },
  );

  test(
    { en: 'finds no cycle where all units differ', es: 'no encuentra ciclo donde todas las unidades difieren' },
    { points: 1 },
    async ({ solution, random, expect }) => {
      const asked = [];
      for (const count of [6, 3]) {
        const weights = random.vector(3);
        const onlyTheBias = Array.from({ length: count }, (_, i) => ({ weights, bias: i + random.eighth() / 4 }));
        asked.push(await solution.findCycle(different(random, count)), await solution.findCycle(onlyTheBias));
      }
      for (const cycle of asked) {
        await expect(cycle).toEqual(null, {
          next: {
            en: 'Two units are equal when all their weights and their bias are.',
            es: 'Dos unidades son iguales cuando lo son todos sus pesos y su sesgo.',
          },
        });
      }
    },
  );

  test(
    { en: 'measures the accuracy of a unit that stays still', es: 'mide la exactitud de una unidad quieta' },
    { points: 1 },
    async ({ solution, random, expect }) => {
      const asked = [];
      for (const wrong of [1, 4, 0, 2]) {
        const [X, still] = [random.matrix(5, 3), { weights: random.vector(3), bias: random.eighth() / 16 }];
        const y = X.map((x, i) => (i < wrong ? 1 - answer(still, x) : answer(still, x)));
        asked.push({ expected: (5 - wrong) / 5, accuracy: await solution.accuracy(still, X, y) });
      }
      for (const { expected, accuracy } of asked) await expect(accuracy).toBeCloseTo(expected);
    },
  );

  test(
    { en: 'finds the best line for XOR, which gets three of four', es: 'encuentra la mejor recta para XOR, que acierta tres de cuatro' },
    { points: 2 },
    async ({ solution, random, expect, picture }) => {
      const steps = [-1.125, -0.625, 0.375, 1.125];
      const grid = steps.flatMap((w1) => steps.flatMap((w2) => steps.map((bias) => unit(w1, w2, bias / 2))));
      const candidates = random.shuffle(grid);
      const expected = candidates.map((line) => inputs.filter((x, i) => answer(line, x) === xor[i]).length / 4);
      const found = await solution.bestLine(inputs, xor, candidates);
      const chosen = candidates[found.best];
      if (chosen !== undefined) await picture.boundary(chosen, { points: inputs, labels: xor }, 'best line');
      await expect(found).toBeCloseTo({ accuracies: expected, best: expected.indexOf(0.75) });
    },
  );

  test({ en: 'says that AND converges', es: 'dice que AND converge' }, { points: 1 }, async ({ solution, expect }) => {
    await expect(solution.study(inputs, and, {})).toBeCloseTo({ converged: true, cycle: null, best: 1 });
  });

  test({ en: 'says that XOR cycles', es: 'dice que XOR da vueltas' }, { points: 2 }, async ({ solution, expect }) => {
    await expect(solution.study(inputs, xor, {})).toBeCloseTo({ converged: false, cycle: { start: 1, length: 1 }, best: 0.5 });
  });

  test(
    { en: 'remembers the best unit it passed through', es: 'recuerda la mejor unidad por la que pasó' },
    { points: 2 },
    async ({ solution, expect }) => {
      const starts = [
        { rate: 0.25, initialWeights: [-1.125, -0.375], initialBias: -1.375 },
        { rate: 0.25, initialWeights: [-0.625, 0.125], initialBias: -0.375 },
      ];
      const studies = [];
      for (const start of starts) studies.push(await solution.study(inputs, xor, { ...start, maxEpochs: 12 }));
      for (const { best } of studies) await expect(best).toBeCloseTo(0.75, { what: { en: 'the best accuracy', es: 'la mejor exactitud' } });
    },
  );
});
