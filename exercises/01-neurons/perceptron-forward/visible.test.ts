import { suite, type Random } from 'neurona/course';

const weightedSum = (x: readonly number[], weights: readonly number[]): number =>
  x.reduce((sum, input, i) => sum + input * weights[i]!, 0);
const fires = (z: number): number => (z > 0 ? 1 : 0);

/** A unit of an odd number of inputs; its scores are odd multiples of 1/64, so none of them is 0. */
function unitOf(random: Random, inputs: 3 | 5 | 7): { readonly weights: number[]; readonly bias: number } {
  return { weights: random.vector(inputs), bias: random.pick([-0.625, -0.375, 0.375, 0.625]) };
}

/**
 * [rows, inputs] where the bias decides: every other row changes class without it, the ones between change class
 * when it is counted once per input.
 */
function rowsThatTell(random: Random, rows: number, weights: readonly number[], bias: number): number[][] {
  return Array.from({ length: rows }, (_, row) => {
    const wrongBias = row % 2 === 0 ? 0 : weights.length * bias;
    for (;;) {
      const x = random.vector(weights.length);
      const sum = weightedSum(x, weights);
      if (fires(sum + bias) !== fires(sum + wrongBias)) return x;
    }
  });
}

export default suite<typeof import('./solution')>(({ test }) => {
  test(
    { en: 'the step fires above 0', es: 'el escalón se activa por encima de 0' },
    { points: 1 },
    async ({ solution, random, expect }) => {
      const sizes = random.vector(6).map(Math.abs);
      const answers = [];
      for (const z of sizes.flatMap((size) => [size, -size])) answers.push({ z, fired: await solution.step(z) });
      for (const { z, fired } of answers) {
        await expect(fired).toEqual(fires(z), { what: { en: `\`step(${z})\``, es: `\`step(${z})\`` } });
      }
    },
  );

  test(
    { en: 'the step is quiet at 0 and fires just above', es: 'el escalón calla en 0 y se activa justo por encima' },
    { points: 1 },
    async ({ solution, expect }) => {
      const [at, above] = [await solution.step(0), await solution.step(2 ** -20)];
      await expect(at).toEqual(0, { what: { en: '`step(0)`', es: '`step(0)`' } });
      await expect(above).toEqual(1, { what: { en: '`step(2 ** -20)`', es: '`step(2 ** -20)`' } });
    },
  );

  test(
    { en: 'the score is the weighted sum plus the bias', es: 'la puntuación es la suma ponderada más el sesgo' },
    { points: 2 },
    async ({ solution, random, expect }) => {
      const scores = [];
      const due = [];
      for (const inputs of [3, 5, 3, 5] as const) {
        const { weights, bias } = unitOf(random, inputs);
        const x = random.vector(inputs);
        scores.push(solution.score(x, weights, bias));
        due.push(weightedSum(x, weights) + bias);
        await scores.at(-1);
      }
      for (const [i, z] of scores.entries()) await expect(z).toBeCloseTo(due[i]!);
    },
  );

  test(
    { en: 'one row gives one decision', es: 'una fila da una decisión' },
    { points: 1 },
    async ({ solution, random, expect }) => {
      const decisions = [];
      const due = [];
      for (const inputs of [5, 3] as const) {
        const { weights, bias } = unitOf(random, inputs);
        for (const x of rowsThatTell(random, 6, weights, bias)) {
          decisions.push(await solution.predict(x, weights, bias));
          due.push(fires(weightedSum(x, weights) + bias));
        }
      }
      await expect(decisions).toEqual(due, {
        what: { en: 'what `predict` decides on twelve rows, one call each', es: 'lo que `predict` decide sobre doce filas, una llamada para cada una' },
      });
    },
  );

  test(
    { en: 'a batch gives one decision per row', es: 'un batch da una decisión por fila' },
    { points: 2 },
    async ({ solution, random, expect, picture }) => {
      const batches = ([[7, 3], [8, 5]] as const).map(([rows, inputs]) => {
        const unit = unitOf(random, inputs);
        return { ...unit, X: rowsThatTell(random, rows, unit.weights, unit.bias) };
      });
      const answers = [];
      for (const { X, weights, bias } of batches) {
        const decisions = solution.predictBatch(X, weights, bias);
        answers.push({ decisions, due: X.map((x) => fires(weightedSum(x, weights) + bias)) });
        await decisions;
      }
      const { X, weights, bias } = batches[0]!;
      const scores = [];
      for (const x of X) scores.push(await solution.score(x, weights, bias));
      picture.tensor(X, 'X');
      picture.tensor(scores, 'z');
      picture.tensor(await answers[0]!.decisions, 'ŷ');
      for (const { decisions, due } of answers) await expect(decisions).toEqual(due);
    },
  );

  test(
    { en: 'every row gets a 1 in front', es: 'cada fila recibe un 1 delante' },
    { points: 1 },
    async ({ solution, random, expect, picture }) => {
      const batches = [random.matrix(4, 3), random.matrix(3, 5)];
      const answers = [];
      for (const X of batches) {
        const extended = solution.withOnes(X);
        answers.push(extended);
        await extended;
      }
      picture.tensor(await answers[0]!, 'withOnes(X)');
      for (const [i, extended] of answers.entries()) await expect(extended).toEqual(batches[i]!.map((x) => [1, ...x]));
    },
  );

  test(
    { en: 'with the bias folded in, the decisions are the same', es: 'con el sesgo entre los pesos, las decisiones son las mismas' },
    { points: 2, after: 'a batch gives one decision per row' },
    async ({ solution, random, expect }) => {
      const answers = [];
      for (const [rows, inputs] of [[8, 3], [7, 5]] as const) {
        const { weights, bias } = unitOf(random, inputs);
        const X = rowsThatTell(random, rows, weights, bias);
        const decisions = solution.predictFolded(X, [bias, ...weights]);
        answers.push({ decisions, due: X.map((x) => fires(weightedSum(x, weights) + bias)) });
        await decisions;
      }
      for (const { decisions, due } of answers) await expect(decisions).toEqual(due);
    },
  );
});
