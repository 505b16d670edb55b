import { suite } from 'neurona/course';

const sumOf = (inputs: readonly number[], weights: readonly number[]): number =>
  inputs.reduce((sum, input, i) => sum + weights[i]! * input, 0);

export default suite<typeof import('./solution')>(({ test }) => {
  test(
    { en: 'a unit of one input', es: 'una unidad de una sola entrada' },
    { points: 1 },
    async ({ solution, random, expect }) => {
      const answers = [];
      for (const sign of [1, -1, 1, -1]) {
        const weight = sign * Math.abs(random.eighth());
        // Half-way between the two sums, 0 and the weight: the input decides.
        for (const input of [0, 1]) answers.push(await solution.unit([input], [weight], weight / 2));
      }
      await expect(answers).toEqual([0, 1, 1, 0, 0, 1, 1, 0], {
        what: { en: 'what `unit` answers with one input', es: 'lo que `unit` responde con una sola entrada' },
      });
    },
  );

  test(
    { en: 'a unit of seven inputs, at the threshold and below', es: 'una unidad de siete entradas, en el umbral y por debajo' },
    { points: 1 },
    async ({ solution, random, expect }) => {
      const answers = [];
      const due = [];
      for (let i = 0; i < 7; i++) {
        const weights = random.vector(7).map((weight, input) => (input === i ? -Math.abs(weight) : weight));
        const inputs = Array.from({ length: 7 }, (_, input) => (input === i ? 1 : random.integer(2)));
        const sum = sumOf(inputs, weights);
        answers.push(await solution.unit(inputs, weights, sum), await solution.unit(inputs, weights, sum + 1 / 8));
        due.push(1, 0);
      }
      await expect(answers).toEqual(due, {
        what: {
          en: 'what `unit` answers with seven inputs, exactly at the threshold and an eighth below it, by turns',
          es: 'lo que `unit` responde con siete entradas, justo en el umbral y un octavo por debajo, por turnos',
        },
      });
    },
  );

  test(
    { en: 'a unit whose inputs all inhibit', es: 'una unidad cuyas entradas solo inhiben' },
    { points: 1 },
    async ({ solution, random, expect }) => {
      const answers = [];
      const due = [];
      for (let draw = 0; draw < 4; draw++) {
        const weights = random.vector(3).map((weight) => -Math.abs(weight));
        // Nothing on; the first on, which the threshold still lets pass; all on.
        const threshold = weights[0]! - 1 / 16;
        for (const inputs of [[0, 0, 0], [1, 0, 0], [1, 1, 1]]) {
          answers.push(await solution.unit(inputs, weights, threshold));
          due.push(sumOf(inputs, weights) >= threshold ? 1 : 0);
        }
      }
      await expect(answers).toEqual(due, {
        what: { en: 'what `unit` answers when every weight is negative', es: 'lo que `unit` responde cuando todos los pesos son negativos' },
      });
    },
  );
});
