import { mistakes } from 'neurona/course';

const weighs = 'a unit weighs its inputs against its threshold';
const tie = 'a sum exactly at the threshold fires';
const andTable = 'AND fires only when both inputs are on';
const orTable = 'OR fires when at least one input is on';
const notTable = 'NOT fires when its input is off';
const cuts = 'AND, OR and NOT each cut the plane once';
const xorTable = 'XOR fires when exactly one input is on';
const oneInput = 'a unit of one input';
const sevenInputs = 'a unit of seven inputs, at the threshold and below';
const allInhibit = 'a unit whose inputs all inhibit';

export default mistakes<typeof import('./solution')>()({
  list: [
    {
      id: 'weights-ignored',
      tells: {
        en: '`unit` counts the inputs that are on, whatever their weights. An input should count as much as its weight says: multiply before you add.',
        es: '`unit` cuenta las entradas encendidas, sea cual sea su peso. Cada entrada vale lo que dice su peso: multiplica antes de sumar.',
      },
      fails: [weighs, tie, oneInput, sevenInputs, allInhibit],
    },
    {
      id: 'inhibition-ignored',
      tells: {
        en: 'In your `unit` a negative weight never holds the unit back. An inhibitory input subtracts from the sum: keep the sign of the weight.',
        es: 'En tu `unit` un peso negativo nunca frena la unidad. Una entrada inhibitoria resta de la suma: conserva el signo del peso.',
      },
      fails: [weighs, tie, oneInput, sevenInputs, allInhibit],
      variants: [{ id: 'takes-its-size' }, { id: 'leaves-it-out' }],
    },
    {
      id: 'inhibition-as-veto',
      tells: {
        en: 'In your `unit` one inhibitory input that is on silences everything. So it was in the paper of 1943; here an inhibitory input only subtracts its weight, and enough excitation outweighs it.',
        es: 'En tu `unit` basta una entrada inhibitoria encendida para callarlo todo. Así era en el artículo de 1943; aquí una entrada inhibitoria solo resta su peso, y una excitación suficiente la supera.',
      },
      fails: [weighs, tie, sevenInputs, allInhibit],
    },
    {
      id: 'threshold-ignored',
      tells: {
        en: '`unit` compares the sum with 0, so its third argument changes nothing. Compare the sum with `threshold`.',
        es: '`unit` compara la suma con 0, así que su tercer argumento no cambia nada. Compara la suma con `threshold`.',
      },
      fails: [weighs, tie, oneInput, sevenInputs, allInhibit],
      variants: [{ id: 'at-least-0' }, { id: 'above-0' }],
    },
    {
      id: 'threshold-added',
      tells: {
        en: 'Your `unit` adds the threshold to the sum, so a higher threshold makes it fire more easily. It should make it harder: the threshold stands on the other side of the comparison.',
        es: 'Tu `unit` suma el umbral a la suma ponderada, y así un umbral más alto la dispara con más facilidad. Debe costarle más: el umbral va al otro lado de la comparación.',
      },
      fails: [weighs, tie, oneInput, sevenInputs, allInhibit],
    },
    {
      id: 'fires-below',
      tells: {
        en: 'Your `unit` fires when the sum falls short of the threshold and is quiet when it goes beyond. Turn the comparison round: strong input makes it fire.',
        es: 'Tu `unit` se dispara cuando la suma no llega al umbral y calla cuando lo rebasa. Dale la vuelta a la comparación: una entrada fuerte la dispara.',
      },
      fails: [weighs, tie, oneInput, sevenInputs, allInhibit],
      variants: [{ id: 'below' }, { id: 'at-or-below' }],
    },
    {
      id: 'strictly-above',
      tells: {
        en: 'Your `unit` fires only when the sum is greater than the threshold. A McCulloch–Pitts unit fires on reaching it: a sum equal to the threshold is enough.',
        es: 'Tu `unit` se dispara solo cuando la suma es mayor que el umbral. Una unidad de McCulloch y Pitts se dispara al alcanzarlo: basta una suma igual al umbral.',
      },
      fails: [tie, sevenInputs],
    },
    {
      id: 'logic-instead-of-units',
      tells: {
        en: 'Your gates answer the four corners, but not by weights and a threshold: off the corners they do not behave like units. Write each of AND, OR and NOT as one call to `unit`.',
        es: 'Tus compuertas aciertan en las cuatro esquinas, pero no con pesos y umbral: fuera de ellas no se comportan como unidades. Escribe AND, OR y NOT como una sola llamada a `unit` cada una.',
      },
      fails: [cuts],
      variants: [{ id: 'equality' }, { id: 'truth' }, { id: 'arithmetic' }],
    },
    {
      id: 'and-as-or',
      tells: {
        en: 'Your AND fires with a single input on, as OR does: one weight alone reaches the threshold. Raise the threshold until it takes both.',
        es: 'Tu AND se dispara con una sola entrada encendida, como OR: un peso alcanza el umbral por sí solo. Sube el umbral hasta que hagan falta los dos.',
      },
      fails: [andTable, cuts],
    },
    {
      id: 'or-as-and',
      tells: {
        en: 'Your OR waits for both inputs, as AND does: one weight alone does not reach the threshold. Lower the threshold until either is enough.',
        es: 'Tu OR espera a las dos entradas, como AND: un peso por sí solo no alcanza el umbral. Baja el umbral hasta que cualquiera baste.',
      },
      fails: [orTable, cuts],
    },
    {
      id: 'not-without-inhibition',
      tells: {
        en: 'Turning on the input of your NOT does not silence it: its weight does not inhibit. Only a negative weight can take away what an idle unit has.',
        es: 'Encender la entrada de tu NOT no la calla: su peso no inhibe. Solo un peso negativo puede quitarle a la unidad lo que tiene en reposo.',
      },
      fails: [notTable, cuts],
      variants: [{ id: 'repeats-its-input' }, { id: 'always-fires' }],
    },
    {
      id: 'xor-as-or',
      tells: {
        en: 'Your XOR also fires when both inputs are on: it is OR. One unit can cut off only one corner, and XOR needs two cut off. Let a second unit watch for (1, 1), and a third listen to both.',
        es: 'Tu XOR también se dispara con las dos entradas encendidas: es OR. Una unidad solo separa una esquina, y XOR pide separar dos. Pon otra unidad a vigilar (1, 1) y una tercera que escuche a ambas.',
      },
      fails: [xorTable],
    },
    {
      id: 'xor-second-layer-or',
      tells: {
        en: 'Your XOR fires at all four corners: its last unit is content when either of the first two fires. It should ask for both.',
        es: 'Tu XOR se dispara en las cuatro esquinas: a su última unidad le basta con que se dispare una de las dos primeras. Debe exigir las dos.',
      },
      fails: [xorTable],
    },
  ],
  build: (made) => {
    const weightOf = (weight: number): number => {
      if (made('weights-ignored')) return 1;
      if (made('inhibition-ignored', 'takes-its-size')) return Math.abs(weight);
      if (made('inhibition-ignored', 'leaves-it-out')) return Math.max(0, weight);
      return weight;
    };

    const fires = (sum: number, threshold: number): boolean => {
      const height = made('threshold-ignored') ? 0 : made('threshold-added') ? -threshold : threshold;
      if (made('fires-below', 'below')) return sum < height;
      if (made('fires-below', 'at-or-below')) return sum <= height;
      // Each form of the mistakes above has its own answer to a tie.
      const strict = made('threshold-ignored') ? made('threshold-ignored', 'above-0') : made('strictly-above');
      return strict ? sum > height : sum >= height;
    };

    const unit = (inputs: readonly number[], weights: readonly number[], threshold: number): number => {
      if (made('inhibition-as-veto') && inputs.some((input, i) => input !== 0 && weights[i]! < 0)) return 0;
      const sum = inputs.reduce((total, input, i) => total + weightOf(weights[i]!) * input, 0);
      return fires(sum, threshold) ? 1 : 0;
    };

    const both = (a: number, b: number): number => {
      if (made('logic-instead-of-units', 'equality')) return a === 1 && b === 1 ? 1 : 0;
      if (made('logic-instead-of-units', 'truth')) return a && b ? 1 : 0;
      if (made('logic-instead-of-units', 'arithmetic')) return a * b;
      return unit([a, b], [1, 1], 2);
    };
    const either = (a: number, b: number): number => {
      if (made('logic-instead-of-units', 'equality')) return a === 1 || b === 1 ? 1 : 0;
      if (made('logic-instead-of-units', 'truth')) return a || b ? 1 : 0;
      if (made('logic-instead-of-units', 'arithmetic')) return a + b - a * b;
      return unit([a, b], [1, 1], 1);
    };

    const and = (a: number, b: number): number => (made('and-as-or') ? either(a, b) : both(a, b));
    const or = (a: number, b: number): number => (made('or-as-and') ? both(a, b) : either(a, b));

    const not = (a: number): number => {
      if (made('not-without-inhibition', 'repeats-its-input')) return unit([a], [1], 1);
      if (made('not-without-inhibition', 'always-fires')) return unit([a], [1], 0);
      if (made('logic-instead-of-units', 'equality')) return a === 0 ? 1 : 0;
      if (made('logic-instead-of-units', 'truth')) return a ? 0 : 1;
      if (made('logic-instead-of-units', 'arithmetic')) return 1 - a;
      return unit([a], [-1], 0);
    };

    const xor = (a: number, b: number): number => {
      if (made('xor-as-or')) return or(a, b);
      const notBoth = not(and(a, b));
      return made('xor-second-layer-or') ? or(or(a, b), notBoth) : and(or(a, b), notBoth);
    };

    return { unit, and, or, not, xor, draw: () => undefined };
  },
});
