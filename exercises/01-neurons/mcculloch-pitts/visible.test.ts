import { suite, type Expect, type ExpectationOptions, type Random } from 'neurona/course';

const corners: [number, number][] = [[0, 0], [0, 1], [1, 0], [1, 1]];

/** [rows, n] of 0 and 1. */
function switches(random: Random, rows: number, n: number): number[][] {
  return Array.from({ length: rows }, () => Array.from({ length: n }, () => random.integer(2)));
}

/** Every row of n inputs that are on or off, [2ⁿ, n]. */
function everySwitch(n: number): number[][] {
  return Array.from({ length: 2 ** n }, (_, row) => Array.from({ length: n }, (_, input) => (row >> input) & 1));
}

/** [n] weights: the first excites strongly, the second weakly, the third inhibits by more than the second excites. */
function mixedWeights(random: Random, n: number): number[] {
  const [strong = 0, weak = 0, inhibiting = 0, ...others] = random.vector(n).map(Math.abs);
  const signed = others.map((weight) => random.pick([-1, 1]) * weight);
  return [2 + strong, Math.min(weak, inhibiting), -Math.max(weak, inhibiting), ...signed];
}

const sumOf = (inputs: readonly number[], weights: readonly number[]): number =>
  inputs.reduce((sum, input, i) => sum + weights[i]! * input, 0);

/** One call into the learner's code, as the learner would write it, and the answer due. */
interface Question {
  readonly call: string;
  readonly ask: () => Promise<number>;
  readonly due: number;
}

/** Asks everything before it compares anything: which answers are wrong tells more than that one is. */
async function examine(expect: Expect, questions: readonly Question[], options: ExpectationOptions = {}): Promise<void> {
  const asked = [];
  for (const { call, ask, due } of questions) {
    const answer = ask();
    await answer;
    asked.push({ call, answer, due });
  }
  for (const { call, answer, due } of asked) await expect(answer).toEqual(due, { ...options, what: { en: call, es: call } });
}

export default suite<typeof import('./solution')>(({ test }) => {
  test(
    { en: 'a unit weighs its inputs against its threshold', es: 'una unidad compara la suma ponderada con su umbral' },
    { points: 2 },
    async ({ solution, random, expect }) => {
      const questions = [3, 3, 5].flatMap((n) => {
        const weights = mixedWeights(random, n);
        // The first three together just fire; the strong one fires alone, but not when it is inhibited.
        // Sums are eighths: a sixteenth less is never equal to any of them.
        const threshold = weights[0]! + weights[1]! + weights[2]! - 1 / 16;
        return everySwitch(n).map((inputs): Question => ({
          call: unitCall(inputs, weights, threshold),
          ask: () => solution.unit(inputs, weights, threshold),
          due: sumOf(inputs, weights) > threshold ? 1 : 0,
        }));
      });
      await examine(expect, questions);
    },
  );

  test(
    { en: 'a sum exactly at the threshold fires', es: 'una suma igual al umbral dispara la unidad' },
    { points: 2 },
    async ({ solution, random, expect }) => {
      const questions = [5, 4, 6].flatMap((n) => {
        const weights = mixedWeights(random, n);
        // Two exciting inputs and one inhibiting are on, at least.
        const rows = switches(random, 4, n).map((inputs) => inputs.map((input, i) => (i < 3 ? 1 : input)));
        return rows.flatMap((inputs) => {
          const sum = sumOf(inputs, weights);
          return [{ threshold: sum, due: 1 }, { threshold: sum + 1 / 8, due: 0 }].map(({ threshold, due }): Question => ({
            call: unitCall(inputs, weights, threshold),
            ask: () => solution.unit(inputs, weights, threshold),
            due,
          }));
        });
      });
      await examine(expect, questions, {
        next: {
          en: 'A total equal to the threshold is enough; an eighth less is not.',
          es: 'Un total igual al umbral basta; un octavo menos, no.',
        },
      });
    },
  );

  const afterUnit = 'a sum exactly at the threshold fires';

  test(
    { en: 'AND fires only when both inputs are on', es: 'AND se dispara solo con las dos entradas encendidas' },
    { points: 1, after: afterUnit },
    ({ solution, expect }) => examine(expect, table('and', solution.and, corners, [0, 0, 0, 1])),
  );

  test(
    { en: 'OR fires when at least one input is on', es: 'OR se dispara cuando al menos una entrada está encendida' },
    { points: 1, after: afterUnit },
    ({ solution, expect }) => examine(expect, table('or', solution.or, corners, [0, 1, 1, 1])),
  );

  test(
    { en: 'NOT fires when its input is off', es: 'NOT se dispara cuando su entrada está apagada' },
    { points: 1, after: afterUnit },
    ({ solution, expect }) => examine(expect, table('not', solution.not, [[0], [1]], [1, 0])),
  );

  test(
    { en: 'AND, OR and NOT each cut the plane once', es: 'AND, OR y NOT cortan el plano una sola vez' },
    { points: 1, after: afterUnit },
    async ({ solution, expect }) => {
      await solution.draw();
      await examine(expect, [
        ...table('and', solution.and, corners, [0, 0, 0, 1]),
        ...table('or', solution.or, corners, [0, 1, 1, 1]),
        ...table('not', solution.not, [[0], [1]], [1, 0]),
      ]);
      // Whatever the weights, a unit that is right at the corners is bound to answer like this beyond and between them.
      const elsewhere = [
        ...table('and', solution.and, [[2, 2], [3, 1], [-1, -1], [0, -1], [0.5, 0], [0.5, 0.5]], [1, 1, 0, 0, 0, 0]),
        ...table('or', solution.or, [[2, 2], [3, 1], [-1, -1], [0, 2], [1, 0.5], [0.5, 0.5]], [1, 1, 0, 1, 1, 1]),
        ...table('not', solution.not, [[-1], [-0.5], [1.5], [2]], [1, 1, 0, 0]),
      ];
      await examine(expect, elsewhere, {
        next: {
          en: 'One unit is one straight cut: write each gate as one call to `unit`, and nothing else.',
          es: 'Una unidad es un solo corte recto: escribe cada compuerta como una llamada a `unit`, y nada más.',
        },
      });
    },
  );

  test(
    { en: 'XOR fires when exactly one input is on', es: 'XOR se dispara con exactamente una entrada encendida' },
    { points: 2, after: 'AND, OR and NOT each cut the plane once' },
    ({ solution, expect }) => examine(expect, table('xor', solution.xor, corners, [0, 1, 1, 0])),
  );
});

function unitCall(inputs: readonly number[], weights: readonly number[], threshold: number): string {
  return `\`unit([${inputs.join(', ')}], [${weights.join(', ')}], ${threshold})\``;
}

/** A gate asked at each point. */
function table<Inputs extends number[]>(
  name: string,
  gate: (...inputs: Inputs) => Promise<number>,
  points: readonly Inputs[],
  due: readonly number[],
): Question[] {
  return points.map((inputs, i) => ({ call: `\`${name}(${inputs.join(', ')})\``, ask: () => gate(...inputs), due: due[i]! }));
}
