import { mistakes } from 'neurona/course';
import { showBoundary, track } from 'neurona';
import type { History, TrainOptions, Unit } from './solution';

export default mistakes<typeof import('./solution')>()({
  list: [
    {
      id: 'minus-one-test',
      tells: {
        en: 'Your rule asks whether y(w·x + b) ≤ 0. That test belongs to labels −1 and 1; here a target of 0 makes the product 0, so an example of class 0 never moves the unit. Compare the target with the prediction instead.',
        es: 'Tu regla pregunta si y(w·x + b) ≤ 0. Esa prueba es para etiquetas −1 y 1; aquí un objetivo 0 hace que el producto sea 0, y un ejemplo de la clase 0 nunca mueve la unidad. Compara el objetivo con la predicción.',
      },
      fails: [
        'moves the weights away from a false 1',
        'moves the bias too',
        'learns OR in four epochs',
        'learns AND in six epochs',
        'starts where it is told and uses the rate',
        'updates a unit with any number of inputs',
        'trains from other starts, at other rates, on other tables',
      ],
      variants: [
        { id: 'counts-wrong-outputs' },
        {
          id: 'counts-by-the-test',
          fails: [
            'moves the weights away from a false 1',
            'moves the bias too',
            'learns OR in four epochs',
            'learns AND in six epochs',
            'starts where it is told and uses the rate',
            'gives up after maxEpochs epochs',
            'updates a unit with any number of inputs',
            'trains from other starts, at other rates, on other tables',
            'stops at once when there is nothing to learn',
          ],
        },
      ],
    },
    {
      id: 'error-from-score',
      tells: {
        en: 'Your error is the target minus w·x + b, before the step. The perceptron learns from its output, which is 0 or 1, so an example it gets right leaves it where it is. Take the step first, then the difference.',
        es: 'Tu error es el objetivo menos w·x + b, antes del escalón. El perceptrón aprende de su salida, que es 0 o 1, y un ejemplo acertado lo deja donde está. Aplica primero el escalón y después resta.',
      },
      fails: [
        'leaves the unit alone when it is right',
        'moves the weights towards a missed 1',
        'moves the weights away from a false 1',
        'moves the bias too',
        'learns OR in four epochs',
        'learns AND in six epochs',
        'starts where it is told and uses the rate',
        'updates a unit with any number of inputs',
        'trains from other starts, at other rates, on other tables',
        'stops at once when there is nothing to learn',
      ],
    },
    {
      id: 'error-reversed',
      tells: {
        en: 'Your unit moves away from what it should learn: the error is prediction − target where target − prediction is needed, or its sign is turned later. Follow one missed 1 by hand: should its score rise or fall?',
        es: 'Tu unidad se aleja de lo que debe aprender: el error es predicción − objetivo donde hace falta objetivo − predicción, o su signo se invierte después. Sigue a mano un 1 que se le escapó: ¿su suma debe subir o bajar?',
      },
      fails: [
        'moves the weights towards a missed 1',
        'moves the weights away from a false 1',
        'moves the bias too',
        'learns OR in four epochs',
        'learns AND in six epochs',
        'starts where it is told and uses the rate',
        'gives up after maxEpochs epochs',
        'updates a unit with any number of inputs',
        'takes a score of exactly 0 as a 0',
        'trains from other starts, at other rates, on other tables',
      ],
    },
    {
      id: 'rate-ignored',
      tells: {
        en: 'The learning rate does not reach the whole update. With a rate of 1 nobody can tell; with any other, the weights or the bias move too far or not far enough. Look for the place where the rate is missing.',
        es: 'La tasa de aprendizaje no llega a toda la actualización. Con una tasa de 1 no se nota; con cualquier otra, los pesos o el sesgo se mueven de más o de menos. Busca dónde falta la tasa.',
      },
      fails: [
        'moves the weights towards a missed 1',
        'moves the weights away from a false 1',
        'moves the bias too',
        'starts where it is told and uses the rate',
        'updates a unit with any number of inputs',
        'takes a score of exactly 0 as a 0',
        'trains from other starts, at other rates, on other tables',
      ],
      variants: [
        { id: 'everywhere' },
        {
          id: 'in-the-bias',
          fails: [
            'moves the bias too',
            'starts where it is told and uses the rate',
            'updates a unit with any number of inputs',
            'takes a score of exactly 0 as a 0',
            'trains from other starts, at other rates, on other tables',
          ],
        },
        {
          id: 'in-the-weights',
          fails: [
            'moves the weights towards a missed 1',
            'moves the weights away from a false 1',
            'starts where it is told and uses the rate',
            'updates a unit with any number of inputs',
            'takes a score of exactly 0 as a 0',
            'trains from other starts, at other rates, on other tables',
          ],
        },
      ],
    },
    {
      id: 'input-forgotten',
      tells: {
        en: 'Every weight moves by the same amount, whatever its input was. A weight shares the blame only as far as its own input took part: an input of 0 leaves its weight alone. One factor is missing.',
        es: 'Todos los pesos se mueven lo mismo, sea cual sea su entrada. Un peso tiene parte en el error solo en la medida en que participó su entrada: una entrada 0 deja su peso como está. Falta un factor.',
      },
      fails: [
        'moves the weights towards a missed 1',
        'moves the weights away from a false 1',
        'learns OR in four epochs',
        'learns AND in six epochs',
        'starts where it is told and uses the rate',
        'gives up after maxEpochs epochs',
        'updates a unit with any number of inputs',
        'takes a score of exactly 0 as a 0',
        'trains from other starts, at other rates, on other tables',
      ],
    },
    {
      id: 'bias-frozen',
      tells: {
        en: 'Your bias never moves. OR can still be learned that way, from zeros; AND cannot, because its line has to leave the origin. The bias is a weight whose input is always 1: let it follow the same rule.',
        es: 'Tu sesgo nunca se mueve. Así todavía se puede aprender OR desde ceros; AND no, porque su recta tiene que apartarse del origen. El sesgo es un peso cuya entrada siempre vale 1: aplícale la misma regla.',
      },
      fails: [
        'moves the bias too',
        'learns OR in four epochs',
        'learns AND in six epochs',
        'starts where it is told and uses the rate',
        'updates a unit with any number of inputs',
        'takes a score of exactly 0 as a 0',
        'trains from other starts, at other rates, on other tables',
      ],
    },
    {
      id: 'predictions-from-epoch-start',
      tells: {
        en: 'Within an epoch, your predictions come from the weights the epoch began with. Each update counts at once: the next example is judged by the unit as it is now.',
        es: 'Dentro de una época, tus predicciones salen de los pesos con que la época empezó. Cada actualización cuenta enseguida: al ejemplo siguiente lo juzga la unidad tal como está ahora.',
      },
      fails: [
        'learns OR in four epochs',
        'learns AND in six epochs',
        'starts where it is told and uses the rate',
        'gives up after maxEpochs epochs',
        'trains from other starts, at other rates, on other tables',
      ],
    },
    {
      id: 'errors-counted-afterwards',
      tells: {
        en: 'You count the errors in a second pass, once the epoch is over. The count asked for is taken as each example comes up, before it moves the unit; yours is already next epoch’s question, so training ends one epoch early.',
        es: 'Cuentas los errores en una segunda pasada, cuando la época ya terminó. Se pide contarlos según llega cada ejemplo, antes de que mueva la unidad; tu cuenta ya es la pregunta de la época siguiente, y el entrenamiento acaba una época antes.',
      },
      fails: [
        'learns OR in four epochs',
        'learns AND in six epochs',
        'starts where it is told and uses the rate',
        'gives up after maxEpochs epochs',
        'trains from other starts, at other rates, on other tables',
      ],
    },
    {
      id: 'signed-sum',
      tells: {
        en: 'Training stops when the errors add up to 0 with their signs. An error of +1 and one of −1 cancel, so it can stop with half of the table wrong: AND does, at epoch 4. Count how many examples were wrong.',
        es: 'El entrenamiento para cuando los errores suman 0 con sus signos. Un error de +1 y otro de −1 se cancelan, así que puede parar con media tabla mal: a AND le pasa en la época 4. Cuenta cuántos ejemplos fallaron.',
      },
      fails: [
        'learns OR in four epochs',
        'learns AND in six epochs',
        'starts where it is told and uses the rate',
        'trains from other starts, at other rates, on other tables',
      ],
      variants: [
        { id: 'counts-kept' },
        {
          id: 'sums-kept',
          fails: [
            'learns OR in four epochs',
            'learns AND in six epochs',
            'starts where it is told and uses the rate',
            'gives up after maxEpochs epochs',
            'trains from other starts, at other rates, on other tables',
          ],
        },
      ],
    },
  ],

  build: (made) => {
    const scoreOf = ({ weights, bias }: Unit, x: readonly number[]): number => weights.reduce((sum, weight, i) => sum + weight * x[i]!, bias);
    const predict = (unit: Unit, x: readonly number[]): number => (scoreOf(unit, x) > 0 ? 1 : 0);

    /** What drives an update; `judge` is the unit whose answer is taken. */
    const errorOf = (judge: Unit, x: readonly number[], target: number): number => {
      if (made('minus-one-test')) {
        const error = target * scoreOf(judge, x) <= 0 ? target : 0;
        return made('error-reversed') ? -error : error;
      }
      const output = made('error-from-score') ? scoreOf(judge, x) : predict(judge, x);
      return made('error-reversed') ? output - target : target - output;
    };

    const move = ({ weights, bias }: Unit, error: number, x: readonly number[], rate: number): Unit => {
      const unscaled = made('rate-ignored', 'everywhere');
      const forWeights = unscaled || made('rate-ignored', 'in-the-weights') ? error : rate * error;
      const forBias = unscaled || made('rate-ignored', 'in-the-bias') ? error : rate * error;
      return {
        weights: weights.map((weight, i) => weight + forWeights * (made('input-forgotten') ? 1 : x[i]!)),
        bias: made('bias-frozen') ? bias : bias + forBias,
      };
    };

    const isWrong = (unit: Unit, x: readonly number[], target: number): boolean =>
      made('minus-one-test', 'counts-by-the-test') ? target * scoreOf(unit, x) <= 0 : predict(unit, x) !== target;

    const update = (unit: Unit, x: readonly number[], target: number, rate: number): Unit =>
      move(unit, errorOf(unit, x, target), x, rate);

    const train = (X: readonly (readonly number[])[], y: readonly number[], options: TrainOptions = {}): History => {
      const { rate = 1, maxEpochs = 100, initialWeights = X[0]!.map(() => 0), initialBias = 0 } = options;
      let unit: Unit = { weights: initialWeights, bias: initialBias };
      const history: { weights: (readonly number[])[]; bias: number[]; errors: number[] } = { weights: [], bias: [], errors: [] };

      for (let epoch = 1; epoch <= maxEpochs; epoch++) {
        const atStart = unit;
        let wrong = 0;
        let signed = 0;
        const count = (judge: Unit, i: number): void => {
          if (isWrong(judge, X[i]!, y[i]!)) wrong++;
          signed += y[i]! - predict(judge, X[i]!);
        };
        for (const [i, x] of X.entries()) {
          const judge = made('predictions-from-epoch-start') ? atStart : unit;
          if (!made('errors-counted-afterwards')) count(judge, i);
          unit = move(unit, errorOf(judge, x, y[i]!), x, rate);
        }
        if (made('errors-counted-afterwards')) for (const i of X.keys()) count(unit, i);

        history.weights.push(unit.weights);
        history.bias.push(unit.bias);
        history.errors.push(made('signed-sum', 'sums-kept') ? signed : wrong);
        track('errors', wrong);
        showBoundary({ weights: unit.weights, bias: unit.bias }, { points: X, labels: y });
        if ((made('signed-sum') ? signed : wrong) === 0) break;
      }
      return history;
    };

    return { update, train };
  },
});
