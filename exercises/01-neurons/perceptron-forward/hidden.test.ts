import { suite, type Random } from 'neurona/course';

const weightedSum = (x: readonly number[], weights: readonly number[]): number =>
  x.reduce((sum, input, i) => sum + input * weights[i]!, 0);
const fires = (z: number): number => (z > 0 ? 1 : 0);

/** A unit of an odd number of inputs; its scores are odd multiples of 1/64, so none of them is 0. */
function unitOf(random: Random, inputs: 3 | 5 | 7 | 9): { readonly weights: number[]; readonly bias: number } {
  return { weights: random.vector(inputs), bias: random.pick([-0.625, -0.375, 0.375, 0.625]) };
}

/** [rows, inputs] where the bias decides, as in the visible tests: missing in one row, once per input in the next. */
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
  test({ en: 'a batch of one', es: 'un batch de una sola fila' }, { points: 1 }, async ({ solution, random, expect }) => {
    const answers = [];
    for (const inputs of [5, 3, 7] as const) {
      const { weights, bias } = unitOf(random, inputs);
      for (const x of rowsThatTell(random, 4, weights, bias)) {
        const decisions = solution.predictBatch([x], weights, bias);
        answers.push({ decisions, due: [fires(weightedSum(x, weights) + bias)] });
        await decisions;
      }
    }
    for (const { decisions, due } of answers) await expect(decisions).toEqual(due);
  });

  test({ en: 'fewer rows than inputs', es: 'menos filas que entradas' }, { points: 1 }, async ({ solution, random, expect }) => {
    const answers = [];
    for (const [rows, inputs] of [[5, 7], [6, 9]] as const) {
      const { weights, bias } = unitOf(random, inputs);
      const X = rowsThatTell(random, rows, weights, bias);
      const decisions = solution.predictBatch(X, weights, bias);
      answers.push({ decisions, due: X.map((x) => fires(weightedSum(x, weights) + bias)) });
      await decisions;
    }
    for (const { decisions, due } of answers) await expect(decisions).toEqual(due);
  });

  test(
    { en: 'a row that lands exactly on 0 is quiet', es: 'una fila que cae justo en 0 calla' },
    { points: 1 },
    async ({ solution, random, expect }) => {
      const answers = [];
      const due = [];
      for (const sign of [1, -1, 1, -1]) {
        const weights = random.vector(4);
        const x = weights.map((weight) => sign * Math.sign(weight) * Math.abs(random.eighth()));
        const bias = -weightedSum(x, weights);
        answers.push(await solution.predict(x, weights, bias), await solution.predict(x, weights, bias + 1 / 64));
        due.push(0, 1);
      }
      await expect(answers).toEqual(due, {
        what: {
          en: 'what `predict` decides where the score is 0 and where it is 1/64, by turns',
          es: 'lo que `predict` decide donde la puntuación es 0 y donde es 1/64, por turnos',
        },
      });
    },
  );

  const onesOfOne = { en: 'ones for a batch of one', es: 'unos para un batch de una sola fila' };
  test(onesOfOne, { points: 1 }, async ({ solution, random, expect }) => {
    const batches = [random.matrix(1, 4), random.matrix(1, 3)];
    const answers = [];
    for (const X of batches) {
      const extended = solution.withOnes(X);
      answers.push(extended);
      await extended;
    }
    for (const [i, extended] of answers.entries()) await expect(extended).toEqual(batches[i]!.map((x) => [1, ...x]));
  });

  test(
    { en: 'folded, in other shapes', es: 'con el sesgo entre los pesos, en otras formas' },
    { points: 1, after: 'a batch gives one decision per row' },
    async ({ solution, random, expect }) => {
      const answers = [];
      for (const [rows, inputs] of [[5, 7], [1, 3], [4, 9], [1, 5]] as const) {
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
