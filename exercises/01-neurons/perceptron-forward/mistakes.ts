import { mistakes } from 'neurona/course';

const stepFires = 'the step fires above 0';
const stepAtZero = 'the step is quiet at 0 and fires just above';
const scoreTest = 'the score is the weighted sum plus the bias';
const oneRow = 'one row gives one decision';
const batch = 'a batch gives one decision per row';
const ones = 'every row gets a 1 in front';
const folded = 'with the bias folded in, the decisions are the same';
const batchOfOne = 'a batch of one';
const fewRows = 'fewer rows than inputs';
const onZero = 'a row that lands exactly on 0 is quiet';
const onesOfOne = 'ones for a batch of one';
const foldedShapes = 'folded, in other shapes';

/** The folded form is asked for only after the batch is right. */
const everyDecision = [oneRow, batch, batchOfOne, fewRows, onZero];

type Rows = readonly (readonly number[])[];

export default mistakes<typeof import('./solution')>()({
  list: [
    {
      id: 'step-turned-round',
      tells: {
        en: 'Your `step` answers 1 below 0 and 0 above it. Some notes print it so, by a misprint: a score above 0 fires.',
        es: 'Tu `step` responde 1 por debajo de 0 y 0 por encima. Algunos apuntes lo imprimen así, por errata: una puntuación mayor que 0 activa la unidad.',
      },
      fails: [stepFires, stepAtZero, ...everyDecision],
      variants: [{ id: 'below-0' }, { id: 'not-above-0' }],
    },
    {
      id: 'step-to-minus-one',
      tells: {
        en: 'Your `step` answers −1 for a quiet unit. That belongs to labels −1 and 1; here the classes are 0 and 1.',
        es: 'Tu `step` responde −1 cuando la unidad calla. Eso va con etiquetas −1 y 1; aquí las clases son 0 y 1.',
      },
      fails: [stepFires, stepAtZero, ...everyDecision],
      variants: [{ id: 'minus-one-at-0' }, { id: 'sign', fails: [stepFires, oneRow, batch, batchOfOne, fewRows] }],
    },
    {
      id: 'step-fires-at-0',
      tells: {
        en: 'Your unit fires at a score of exactly 0. The perceptron fires above 0 only; it was the McCulloch–Pitts unit that fired on reaching its threshold.',
        es: 'Tu unidad se activa con una puntuación de exactamente 0. El perceptrón se activa solo por encima de 0; la que se disparaba al alcanzar su umbral era la unidad de McCulloch y Pitts.',
      },
      fails: [stepAtZero, onZero],
    },
    {
      id: 'bias-per-input',
      tells: {
        en: 'Your score adds the bias once for every input. It belongs to the unit, not to an input: add it once, outside the loop over the inputs.',
        es: 'Tu puntuación suma el sesgo una vez por cada entrada. Es de la unidad, no de una entrada: súmalo una sola vez, fuera del bucle que recorre las entradas.',
      },
      fails: [scoreTest, oneRow, batch, batchOfOne, fewRows, onZero],
    },
    {
      id: 'bias-forgotten',
      tells: {
        en: 'Your score is the weighted sum alone: the bias never enters. Add it before the step.',
        es: 'Tu puntuación es solo la suma ponderada: el sesgo no interviene. Súmalo antes del escalón.',
      },
      fails: [scoreTest, oneRow, batch, batchOfOne, fewRows, onZero],
    },
    {
      id: 'bias-subtracted',
      tells: {
        en: 'Your score takes the bias away, as if it were a threshold. A bias is a threshold with its sign changed: it is added.',
        es: 'Tu puntuación resta el sesgo, como si fuera un umbral. Un sesgo es un umbral con el signo cambiado: se suma.',
      },
      fails: [scoreTest, oneRow, batch, batchOfOne, fewRows, onZero],
    },
    {
      id: 'step-left-out',
      tells: {
        en: 'Your decisions are scores: the step is missing. Pass each score through `step` before you return it.',
        es: 'Tus decisiones son puntuaciones: falta el escalón. Pasa cada puntuación por `step` antes de devolverla.',
      },
      fails: everyDecision,
      variants: [{ id: 'everywhere' }, { id: 'in-batches', fails: [batch, batchOfOne, fewRows] }],
    },
    {
      id: 'columns-as-rows',
      tells: {
        en: 'Your `predictBatch` gives one decision per input. The rows of X are the examples: one decision per row, `[batch]`.',
        es: 'Tu `predictBatch` da una decisión por entrada. Las filas de X son los ejemplos: una decisión por fila, `[batch]`.',
      },
      fails: [batch, batchOfOne, fewRows],
      variants: [{ id: 'sum-over-weights' }, { id: 'sum-over-column' }],
    },
    {
      id: 'sum-carried-over',
      tells: {
        en: 'In your `predictBatch` each row starts from the sum of the rows before it. Start the sum anew inside the loop over the rows.',
        es: 'En tu `predictBatch` cada fila parte de la suma de las filas anteriores. Empieza la suma de nuevo dentro del bucle que recorre las filas.',
      },
      fails: [batch, fewRows],
      variants: [{ id: 'bias-each-row' }, { id: 'bias-at-the-start' }, { id: 'bias-at-the-step' }],
    },
    {
      id: 'ones-at-the-end',
      tells: {
        en: 'Your `withOnes` puts the 1 after the inputs, where it meets the last weight and not `w[0]`. Both ends would do as long as they agree; here x₀ comes first.',
        es: 'Tu `withOnes` pone el 1 detrás de las entradas, donde se encuentra con el último peso y no con `w[0]`. Serviría cualquiera de los extremos si los dos coincidieran; aquí x₀ va primero.',
      },
      fails: [ones, folded, onesOfOne, foldedShapes],
    },
    {
      id: 'ones-as-a-row',
      tells: {
        en: 'Your `withOnes` adds a row of ones: an example that nobody gave. What every example needs is one more input, so it is each row that grows.',
        es: 'Tu `withOnes` añade una fila de unos: un ejemplo que nadie dio. Lo que cada ejemplo necesita es una entrada más, así que lo que crece es cada fila.',
      },
      fails: [ones, folded, onesOfOne, foldedShapes],
      variants: [{ id: 'sum-over-inputs' }, { id: 'sum-over-weights' }],
    },
    {
      id: 'folded-without-ones',
      tells: {
        en: 'Your `predictFolded` never gives the rows their x₀, so `w[0]` is not the weight of a constant 1. Extend the rows with `withOnes` first.',
        es: 'Tu `predictFolded` no da a las filas su x₀, y así `w[0]` no es el peso de un 1 constante. Alarga antes las filas con `withOnes`.',
      },
      fails: [folded, foldedShapes],
      variants: [{ id: 'shifted' }, { id: 'first-weight-dropped' }, { id: 'sum-over-weights' }],
    },
  ],
  build: (made) => {
    const step = (z: number): number => {
      if (made('step-turned-round', 'below-0')) return z < 0 ? 1 : 0;
      if (made('step-turned-round', 'not-above-0')) return z > 0 ? 0 : 1;
      const fires = made('step-fires-at-0') ? z >= 0 : z > 0;
      if (made('step-to-minus-one', 'sign')) return fires ? 1 : Math.sign(z);
      return fires ? 1 : made('step-to-minus-one') ? -1 : 0;
    };

    /** Over the inputs, or over the weights: not the same where the two differ in length. */
    const weightedSum = (x: readonly number[], weights: readonly number[], over: 'x' | 'weights' = 'x'): number =>
      (over === 'x' ? x : weights).reduce((sum, _, i) => sum + x[i]! * weights[i]!, 0);

    const biasOf = (inputs: number, bias: number): number => {
      if (made('bias-forgotten')) return 0;
      return (made('bias-subtracted') ? -bias : bias) * (made('bias-per-input') ? inputs : 1);
    };
    const score = (x: readonly number[], weights: readonly number[], bias: number): number =>
      weightedSum(x, weights) + biasOf(x.length, bias);

    const decide = (z: number): number => (made('step-left-out') ? z : step(z));
    const predict = (x: readonly number[], weights: readonly number[], bias: number): number =>
      made('step-left-out', 'in-batches') ? step(score(x, weights, bias)) : decide(score(x, weights, bias));

    const predictBatch = (X: Rows, weights: readonly number[], bias: number): number[] => {
      if (made('columns-as-rows')) {
        const over = made('columns-as-rows', 'sum-over-weights') ? 'weights' : 'x';
        return X[0]!.map((_, column) => {
          const values = X.map((x) => x[column]!);
          return decide(weightedSum(values, weights, over) + biasOf(weights.length, bias));
        });
      }
      let before = 0;
      return X.map((x, row) => {
        const own = weightedSum(x, weights, made('ones-as-a-row', 'sum-over-weights') ? 'weights' : 'x');
        const added = biasOf(x.length, bias);
        if (!made('sum-carried-over')) return decide(own + added);
        if (made('sum-carried-over', 'bias-at-the-step')) return decide((before += own) + added);
        before += own + (row === 0 || made('sum-carried-over', 'bias-each-row') ? added : 0);
        return decide(before);
      });
    };

    const withOnes = (X: Rows): number[][] => {
      if (made('ones-as-a-row')) return [X[0]!.map(() => 1), ...X.map((x) => [...x])];
      return X.map((x) => (made('ones-at-the-end') ? [...x, 1] : [1, ...x]));
    };

    const predictFolded = (X: Rows, w: readonly number[]): number[] => {
      if (made('folded-without-ones', 'shifted')) return predictBatch(X, w.slice(0, X[0]!.length), 0);
      if (made('folded-without-ones', 'first-weight-dropped')) return predictBatch(X, w.slice(1), 0);
      if (made('folded-without-ones', 'sum-over-weights')) return X.map((x) => decide(weightedSum(x, w, 'weights')));
      return predictBatch(withOnes(X), w, 0);
    };

    return { step, score, predict, predictBatch, withOnes, predictFolded };
  },
});
