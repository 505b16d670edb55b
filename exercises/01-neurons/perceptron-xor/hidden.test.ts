import { suite, type Random } from 'neurona/course';

const inputs = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
const xor = [0, 1, 1, 0];

/** The eight rows of three inputs, in binary order. */
const cube = Array.from({ length: 8 }, (_, i) => [(i >> 2) & 1, (i >> 1) & 1, i & 1]);
const parity = cube.map((x) => x.reduce((sum, value) => sum + value, 0) % 2);

/** Five points of the plane, the middle one of another class than those around it: no line separates them. */
const five = [...inputs, [0.5, 0.5]];
const middle = [0, 0, 0, 0, 1];

const anyStart = (random: Random, maxEpochs: number) => ({
  rate: random.pick([1 / 4, 1 / 2, 2]),
  initialWeights: random.vector(2),
  initialBias: random.eighth(),
  maxEpochs,
});

export default suite<typeof import('./solution')>(({ test }) => {
  test(
    { en: 'runs from other starts, at other rates', es: 'recorre desde otros comienzos, con otras tasas' },
    { points: 2 },
    async ({ solution, reference, random, expect }) => {
      const asked = [];
      for (let i = 0; i < 6; i++) {
        const [X, y] = i % 2 === 0 ? [inputs, xor] : [five, middle];
        const options = anyStart(random, 6);
        asked.push({ expected: reference.runRule(X, y, options), run: await solution.runRule(X, y, options) });
      }
      for (const { expected, run } of asked) await expect(run).toBeCloseTo(expected);
    },
  );

  test(
    { en: 'finds cycles in longer lists', es: 'encuentra ciclos en listas más largas' },
    { points: 2 },
    async ({ solution, reference, random, expect }) => {
      const asked = [];
      for (let i = 0; i < 6; i++) {
        // Few different values, so that weights alone or the bias alone repeat before the whole unit does.
        const pool = Array.from({ length: 12 }, () => ({ weights: [random.pick([0.5, -0.5]), random.pick([1, 2])], bias: random.pick([0, 1, 3]) }));
        const units = Array.from({ length: 20 }, (_, j) => pool[j < 3 ? j : 3 + ((j - 3) % 9)]!);
        asked.push({ expected: reference.findCycle(units), cycle: await solution.findCycle(units) });
      }
      for (const { expected, cycle } of asked) await expect(cycle).toBeCloseTo(expected as never);
    },
  );

  test(
    { en: 'takes the first of several best lines', es: 'toma la primera de varias rectas igual de buenas' },
    { points: 1 },
    async ({ solution, reference, random, expect }) => {
      const asked = [];
      for (let i = 0; i < 4; i++) {
        const candidates = Array.from({ length: 24 }, () => ({ weights: random.vector(3), bias: random.eighth() }));
        asked.push({ expected: reference.bestLine(cube, parity, candidates), found: await solution.bestLine(cube, parity, candidates) });
      }
      for (const { expected, found } of asked) await expect(found).toBeCloseTo(expected);
    },
  );

  test(
    { en: 'studies runs from other starts', es: 'estudia recorridos desde otros comienzos' },
    { points: 3 },
    async ({ solution, reference, random, expect }) => {
      const asked = [];
      for (let i = 0; i < 10; i++) {
        const [X, y] = i % 2 === 0 ? [five, middle] : [inputs, xor];
        const options = anyStart(random, 24);
        asked.push({ expected: reference.study(X, y, options), study: await solution.study(X, y, options) });
      }
      for (const { expected, study } of asked) await expect(study).toBeCloseTo(expected);
    },
  );

  test(
    { en: 'claims nothing while it cannot know', es: 'no afirma nada mientras no puede saberlo' },
    { points: 1 },
    async ({ solution, expect }) => {
      const early = await solution.study(inputs, xor, { maxEpochs: 2 });
      await expect(early).toBeCloseTo({ converged: false, cycle: null, best: 0.5 });
    },
  );
});
