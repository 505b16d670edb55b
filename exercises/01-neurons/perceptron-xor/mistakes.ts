import { mistakes } from 'neurona/course';
import { showBoundary, track } from 'neurona';
import type { Cycle, Run, RunOptions, Study, Unit } from './solution';

type Table = readonly (readonly number[])[];

export default mistakes<typeof import('./solution')>()({
  list: [
    {
      id: 'unmoved-units-recorded',
      tells: {
        en: 'Your list of units grows with every example, also with those that moved nothing. Then units repeat although the rule did no work. Write a unit down only when an update has made it.',
        es: 'Tu lista de unidades crece con cada ejemplo, también con los que no movieron nada. Así hay unidades repetidas sin que la regla haya trabajado. Anota una unidad solo cuando una actualización la ha producido.',
      },
      fails: [
        'writes down every unit the run goes through',
        'runs from other starts, at other rates',
      ],
    },
    {
      id: 'signed-sum',
      tells: {
        en: 'You call it convergence when the errors add up to 0 with their signs. On XOR an error of +1 and one of −1 cancel in the very first epoch, and half of the table is wrong. Count the wrong examples; only 0 of them is convergence.',
        es: 'Llamas convergencia a que los errores sumen 0 con sus signos. En XOR un error de +1 y otro de −1 se cancelan ya en la primera época, con media tabla mal. Cuenta los ejemplos fallados; solo 0 fallos es convergencia.',
      },
      fails: [
        'writes down every unit the run goes through',
        'writes down the end and the errors of every epoch',
        'stops after an epoch without errors',
        'says that AND converges',
        'says that XOR cycles',
        'runs from other starts, at other rates',
        'studies runs from other starts',
        'claims nothing while it cannot know',
      ],
      variants: [
        { id: 'counts-kept' },
        { id: 'sums-kept' },
      ],
    },
    {
      id: 'no-change-called-convergence',
      tells: {
        en: 'You call it convergence when an epoch ends where the one before ended. On XOR four updates bring the unit back to the same place, epoch after epoch: it looks at rest and is going round. Ask how many examples were wrong on the way.',
        es: 'Llamas convergencia a que una época termine donde terminó la anterior. En XOR cuatro actualizaciones devuelven la unidad al mismo sitio, época tras época: parece quieta y está dando vueltas. Pregunta cuántos ejemplos fallaron por el camino.',
      },
      fails: [
        'says that XOR cycles',
        'studies runs from other starts',
      ],
      variants: [
        { id: 'in-study' },
        {
          id: 'ends-the-run',
          fails: [
            'writes down the end and the errors of every epoch',
            'says that XOR cycles',
            'runs from other starts, at other rates',
            'studies runs from other starts',
          ],
        },
      ],
    },
    {
      id: 'newest-only',
      tells: {
        en: 'You compare each unit with one other only: the one before it, or the last of the list. A cycle may take several entries to come round, so each unit has to be compared with all the earlier ones.',
        es: 'Comparas cada unidad con una sola: la anterior, o la última de la lista. Un ciclo puede tardar varias entradas en cerrarse, así que cada unidad se compara con todas las anteriores.',
      },
      fails: [
        'finds where a list begins to repeat itself',
        'finds cycles in longer lists',
        'studies runs from other starts',
      ],
      variants: [
        { id: 'neighbours' },
        {
          id: 'last-of-the-list',
          fails: [
            'finds where a list begins to repeat itself',
            'says that XOR cycles',
            'finds cycles in longer lists',
            'studies runs from other starts',
          ],
        },
      ],
    },
    {
      id: 'bias-left-out',
      tells: {
        en: 'You take two units for the same when their weights are equal. With another bias the line lies elsewhere and the run goes on differently. Compare the bias too.',
        es: 'Das por iguales dos unidades cuando coinciden sus pesos. Con otro sesgo la recta está en otro sitio y el recorrido sigue de otra forma. Compara también el sesgo.',
      },
      fails: [
        'finds no cycle where all units differ',
        'says that XOR cycles',
        'finds cycles in longer lists',
        'studies runs from other starts',
        'claims nothing while it cannot know',
      ],
    },
    {
      id: 'compared-by-identity',
      tells: {
        en: 'You compare units, or their arrays, by identity: two arrays with the same numbers are different objects for `===`, `indexOf` and `includes`, so nothing ever repeats. Compare the numbers inside.',
        es: 'Comparas las unidades, o sus arreglos, por identidad: para `===`, `indexOf` e `includes` dos arreglos con los mismos números son objetos distintos, y nada se repite nunca. Compara los números de dentro.',
      },
      fails: [
        'finds where a list begins to repeat itself',
        'says that XOR cycles',
        'finds cycles in longer lists',
        'studies runs from other starts',
      ],
    },
    {
      id: 'start-at-the-repeat',
      tells: {
        en: 'The start you give is the place where the repetition is noticed. The cycle began earlier, where that unit stood for the first time. Give the earlier index.',
        es: 'El inicio que das es el lugar donde se nota la repetición. El ciclo empezó antes, donde esa unidad apareció por primera vez. Da el índice anterior.',
      },
      fails: [
        'finds where a list begins to repeat itself',
        'says that XOR cycles',
        'finds cycles in longer lists',
        'studies runs from other starts',
      ],
    },
    {
      id: 'either-side',
      tells: {
        en: 'An accuracy below one half comes out as its complement, as though a line could be read from either side. A unit says which side is 1; turned round, it is another unit. Count only what this one gets right.',
        es: 'Una exactitud menor que la mitad sale como su complemento, como si la recta pudiera leerse por cualquiera de sus lados. Una unidad dice qué lado es 1; al revés es otra unidad. Cuenta solo lo que acierta esta.',
      },
      fails: [
        'measures the accuracy of a unit that stays still',
        'finds the best line for XOR, which gets three of four',
        'says that XOR cycles',
        'takes the first of several best lines',
        'studies runs from other starts',
        'claims nothing while it cannot know',
      ],
    },
    {
      id: 'accuracy-as-count',
      tells: {
        en: 'Your accuracy is a number of examples. It is asked for as a fraction from 0 to 1, so that tables of different lengths can be compared.',
        es: 'Tu exactitud es un número de ejemplos. Se pide como fracción de 0 a 1, para poder comparar tablas de distinto tamaño.',
      },
      fails: [
        'measures the accuracy of a unit that stays still',
        'finds the best line for XOR, which gets three of four',
        'says that AND converges',
        'says that XOR cycles',
        'remembers the best unit it passed through',
        'takes the first of several best lines',
        'studies runs from other starts',
        'claims nothing while it cannot know',
      ],
    },
    {
      id: 'best-is-an-accuracy',
      tells: {
        en: '`best` in what `bestLine` returns is an accuracy. The accuracies are already there; what is missing is which candidate it was: its index in the list.',
        es: '`best`, en lo que devuelve `bestLine`, es una exactitud. Las exactitudes ya están; falta saber qué candidata era: su índice en la lista.',
      },
      fails: [
        'finds the best line for XOR, which gets three of four',
        'takes the first of several best lines',
      ],
    },
    {
      id: 'cycle-after-convergence',
      tells: {
        en: 'You report a cycle for a run that converged. A clean epoch leaves the unit where it was, and two equal units in a row look like a cycle of length 1; but nothing moves, so it is rest. Say null there.',
        es: 'Anuncias un ciclo en un entrenamiento que convergió. Una época limpia deja la unidad donde estaba, y dos unidades iguales seguidas parecen un ciclo de longitud 1; pero nada se mueve: es reposo. Ahí va null.',
      },
      fails: [
        'says that AND converges',
      ],
    },
    {
      id: 'cycle-in-updates',
      tells: {
        en: 'The cycle you report is counted in updates. On XOR it takes four updates to come round, and those four are one epoch. Look for the cycle among the units at the end of each epoch.',
        es: 'El ciclo que anuncias está contado en actualizaciones. En XOR hacen falta cuatro para dar la vuelta, y esas cuatro son una época. Busca el ciclo entre las unidades del final de cada época.',
      },
      fails: [
        'says that XOR cycles',
        'studies runs from other starts',
      ],
    },
    {
      id: 'best-at-epoch-ends',
      tells: {
        en: 'You look for the best unit at the ends of epochs only. The run passes through better ones in between, and leaves them again. Look at the start and at every unit an update made.',
        es: 'Buscas la mejor unidad solo al final de las épocas. Entre medias el recorrido pasa por otras mejores, y las abandona. Mira el comienzo y todas las unidades que produjo una actualización.',
      },
      fails: [
        'remembers the best unit it passed through',
        'studies runs from other starts',
      ],
      variants: [
        { id: 'every-epoch' },
        { id: 'last-epoch' },
      ],
    },
    {
      id: 'accuracy-while-moving',
      tells: {
        en: 'Your best accuracy comes from the errors of an epoch, and those were made by several units, because the unit moves from row to row. Accuracy belongs to one unit: hold it still and show it the whole table.',
        es: 'Tu mejor exactitud sale de los errores de una época, y los cometieron varias unidades, porque la unidad se mueve de fila en fila. La exactitud es de una sola: déjala quieta y muéstrale toda la tabla.',
      },
      fails: [
        'remembers the best unit it passed through',
        'studies runs from other starts',
      ],
    },
  ],

  build: (made) => {
    const predict = ({ weights, bias }: Unit, x: readonly number[]): number =>
      weights.reduce((sum, weight, i) => sum + weight * x[i]!, bias) > 0 ? 1 : 0;

    const same = (a: Unit, b: Unit): boolean => {
      if (made('compared-by-identity')) return a === b;
      return (made('bias-left-out') || a.bias === b.bias) && a.weights.every((weight, i) => weight === b.weights[i]);
    };

    const runRule = (X: Table, y: readonly number[], options: RunOptions = {}): Run => {
      const { rate = 1, maxEpochs = 20, initialWeights = X[0]!.map(() => 0), initialBias = 0 } = options;
      let unit: Unit = { weights: initialWeights, bias: initialBias };
      const units: Unit[] = [unit];
      const epochs: Unit[] = [];
      const errors: number[] = [];

      for (let epoch = 1; epoch <= maxEpochs; epoch++) {
        let wrong = 0;
        let signed = 0;
        for (const [i, x] of X.entries()) {
          const error = y[i]! - predict(unit, x);
          if (error === 0 && !made('unmoved-units-recorded')) continue;
          if (error !== 0) wrong++;
          signed += error;
          unit = { weights: unit.weights.map((weight, j) => weight + rate * error * x[j]!), bias: unit.bias + rate * error };
          units.push(unit);
          showBoundary({ weights: unit.weights, bias: unit.bias }, { points: X, labels: y });
        }
        const before = epochs.at(-1);
        epochs.push(unit);
        errors.push(made('signed-sum', 'sums-kept') ? signed : wrong);
        track('errors', wrong);
        if ((made('signed-sum') ? signed : wrong) === 0) break;
        if (made('no-change-called-convergence', 'ends-the-run') && before !== undefined && same(before, unit)) break;
      }
      return { units, epochs, errors };
    };

    const findCycle = (units: readonly Unit[]): Cycle | null => {
      const found = (earlier: number, later: number): Cycle => ({
        start: made('start-at-the-repeat') ? later : earlier,
        length: later - earlier,
      });
      if (made('newest-only', 'last-of-the-list')) {
        const last = units.length - 1;
        const earlier = units.findIndex((unit, i) => i < last && same(unit, units[last]!));
        return earlier === -1 ? null : found(earlier, last);
      }
      for (let later = 1; later < units.length; later++) {
        for (let earlier = made('newest-only', 'neighbours') ? later - 1 : 0; earlier < later; earlier++) {
          if (same(units[earlier]!, units[later]!)) return found(earlier, later);
        }
      }
      return null;
    };

    const accuracy = (unit: Unit, X: Table, y: readonly number[]): number => {
      const right = X.filter((x, i) => predict(unit, x) === y[i]!).length;
      const counted = made('either-side') ? Math.max(right, X.length - right) : right;
      return made('accuracy-as-count') ? counted : counted / X.length;
    };

    const bestLine = (X: Table, y: readonly number[], candidates: readonly Unit[]): { accuracies: number[]; best: number } => {
      const accuracies = candidates.map((candidate) => accuracy(candidate, X, y));
      const highest = Math.max(...accuracies);
      return { accuracies, best: made('best-is-an-accuracy') ? highest : accuracies.indexOf(highest) };
    };

    const bestOf = (run: Run, X: Table, y: readonly number[]): number => {
      if (made('accuracy-while-moving')) {
        const right = Math.max(...run.errors.map((wrong) => X.length - wrong));
        return made('accuracy-as-count') ? right : right / X.length;
      }
      if (made('best-at-epoch-ends', 'last-epoch')) return accuracy(run.epochs.at(-1)!, X, y);
      const units = made('best-at-epoch-ends', 'every-epoch') ? run.epochs : run.units;
      return Math.max(...units.map((unit) => accuracy(unit, X, y)));
    };

    const hasConverged = ({ epochs, errors }: Run, maxEpochs: number): boolean => {
      // Whoever stops at a signed sum of 0 takes an early end for the good one.
      if (made('signed-sum', 'counts-kept') && epochs.length < maxEpochs) return true;
      if (errors.at(-1) === 0) return true;
      return made('no-change-called-convergence') && epochs.length > 1 && same(epochs.at(-1)!, epochs.at(-2)!);
    };

    const study = (X: Table, y: readonly number[], options: RunOptions = {}): Study => {
      const run = runRule(X, y, options);
      const converged = hasConverged(run, options.maxEpochs ?? 20);
      const cycle = findCycle(made('cycle-in-updates') ? run.units : run.epochs);
      return { converged, cycle: converged && !made('cycle-after-convergence') ? null : cycle, best: bestOf(run, X, y) };
    };

    return { runRule, findCycle, accuracy, bestLine, study };
  },
});
