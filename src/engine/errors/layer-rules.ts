import type { Localized } from '../../protocol/localized';
import { kinds } from './known-names';
import { nearestName, parseShape, shapeText, type Explanation, type Rule } from './rule';

/** Models and layers that do not get what they were built for. */
export const layerRules: readonly Rule[] = [
  {
    code: 'layer-input',
    pattern: /^Input \d+ is incompatible with layer (\S+): expected (?:(min|max)_)?ndim=(\d+), found ndim=(\d+)/,
    explain: ([, layer, bound, expected, actual]) => {
      const [en, es] = bound === 'min' ? [`at least ${expected}`, `al menos ${expected}`] : bound === 'max' ? [`at most ${expected}`, `como máximo ${expected}`] : [expected, expected];
      return {
        message: {
          en: `The layer ${layer} takes tensors of rank ${en}, batch axis included, and got rank ${actual}.`,
          es: `La capa ${layer} toma tensores de rango ${es}, contando el eje del lote, y recibió rango ${actual}.`,
        },
        hint: expectedRank(layer!, Number(expected), Number(actual)),
      };
    },
  },
  {
    code: 'layer-input',
    pattern: /^Input \d+ is incompatible with layer (\S+): expected axis (-?\d+) of input shape to have value (\d+) but got shape ([\d,null]*)/,
    explain: ([, layer, axis, expected, shape]) => {
      const actual = parseShape(shape!);
      return {
        message: {
          en: `The layer ${layer} was built for ${expected} at axis ${axis}, and got a tensor of shape ${shapeText(actual)}, which has ${actual.at(Number(axis))} there.`,
          es: `La capa ${layer} se construyó para ${expected} en el eje ${axis}, y recibió un tensor de forma ${shapeText(actual)}, que ahí tiene ${actual.at(Number(axis))}.`,
        },
      };
    },
  },
  {
    code: 'model-shape',
    pattern: /^Error when checking (input|target|): expected (\S+) to have shape \[([\d,null]*)\],? but got array with shape \[([\d,]*)\]/,
    explain: ([, what, layer, expected, actual]) => {
      const [wanted, got] = [parseShape(expected!), parseShape(actual!)];
      return {
        message: {
          en: `${roles[what!]!.en} for ${layer} has shape ${shapeText(got)}; ${shapeText(wanted)} was expected.`,
          es: `${roles[what!]!.es} de ${layer} tiene forma ${shapeText(got)}; se esperaba ${shapeText(wanted)}.`,
        },
        hint: missingBatch(wanted.slice(1), got),
      };
    },
  },
  {
    code: 'model-shape',
    pattern: /^Error when checking (input|target|): expected (\S+) to have (\d+) dimension\(s\)\.? but got array with shape ([\d,]*)/,
    explain: ([, what, layer, rank, actual]) => {
      const got = parseShape(actual!);
      return {
        message: {
          en: `${roles[what!]!.en} for ${layer} has shape ${shapeText(got)}, rank ${got.length}; rank ${rank} was expected.`,
          es: `${roles[what!]!.es} de ${layer} tiene forma ${shapeText(got)}, rango ${got.length}; se esperaba rango ${rank}.`,
        },
        hint: what === 'target' && Number(rank) > got.length
          ? { en: 'The model gives more axes than the labels have: is tf.layers.flatten() missing before the last layer?', es: 'El modelo da más ejes que los que tienen las etiquetas: ¿falta tf.layers.flatten() antes de la última capa?' }
          : Number(rank) === got.length + 1
            ? { en: 'One axis is missing: for a single example, add the batch axis with .expandDims(0).', es: 'Falta un eje: si es un solo ejemplo, agrega el eje del lote con .expandDims(0).' }
            : undefined,
      };
    },
  },
  {
    code: 'model-shape',
    pattern: /^(input|target)\d* expected a batch of elements where each example has shape \[([\d,]*)\] .* received an input with (\d+) examples, each with shape \[([\d,]*)\] \(tensor shape \[([\d,]*)\]\)/,
    explain: ([, what, expected, , actual, whole]) => {
      const [wanted, got] = [parseShape(expected!), parseShape(actual!)];
      return {
        message: {
          en: `${roles[what!]!.en} has shape ${shapeText(parseShape(whole!))}, so each example is ${shapeText(got)}; the model ${what === 'target' ? 'gives' : 'takes'} ${shapeText(wanted)} for each.`,
          es: `${roles[what!]!.es} tiene forma ${shapeText(parseShape(whole!))}, así que cada ejemplo es ${shapeText(got)}; el modelo ${what === 'target' ? 'da' : 'toma'} ${shapeText(wanted)} por cada uno.`,
        },
        hint: what === 'target' ? fittingTarget(wanted, got) : missingBatch(wanted, parseShape(whole!)),
      };
    },
  },
  {
    code: 'not-a-tensor',
    pattern: /^Cannot read properties of (?:undefined|null) \(reading '(?:length|shape)'\)$/,
    within: /\b(?:checkArrayLengths|checkInputData|checkNumSamples|standardizeInputData)\b/,
    explain: () => ({
      message: {
        en: 'A model takes tensors, and was given something else, such as an array, or nothing.',
        es: 'Un modelo toma tensores, y recibió otra cosa, como un arreglo, o nada.',
      },
      hint: { en: 'Make a tensor of the rows: tf.tensor2d([[1, 2], [3, 4]]).', es: 'Crea un tensor con las filas: tf.tensor2d([[1, 2], [3, 4]]).' },
    }),
  },
  {
    code: 'sample-count',
    pattern: /^Input Tensors should have the same number of samples as target Tensors\. Found (\d+) input sample\(s\) and (\d+) target sample\(s\)/,
    explain: ([, inputs, targets]) => ({
      message: {
        en: `There are ${inputs} examples and ${targets} labels; each example needs its own.`,
        es: `Hay ${inputs} ejemplos y ${targets} etiquetas; cada ejemplo necesita la suya.`,
      },
    }),
  },
  {
    code: 'not-compiled',
    pattern: /^The model needs to be compiled before being used\.|^You must compile a model before training\/testing/,
    explain: () => notCompiled,
  },
  {
    code: 'not-compiled',
    pattern: /^Cannot read properties of undefined \(reading '(?:trainOnBatch|fitDataset)'\)$/,
    within: /\b(?:trainOnBatch|fitDataset)\b/,
    explain: () => notCompiled,
  },
  {
    code: 'input-shape',
    pattern: /^The first layer in a Sequential model must get an `inputShape` or `batchInputShape` argument/,
    explain: () => ({
      message: { en: 'The first layer of a model does not know the shape of its input.', es: 'La primera capa de un modelo no conoce la forma de su entrada.' },
      hint: { en: 'Give it inputShape, the shape of one example without the batch axis: inputShape: [4].', es: 'Dale inputShape, la forma de un ejemplo sin el eje del lote: inputShape: [4].' },
    }),
  },
  {
    code: 'empty-model',
    pattern: /^Sequential model cannot be built: model is empty/,
    explain: () => ({
      message: { en: 'The model has no layers yet.', es: 'El modelo todavía no tiene capas.' },
      hint: { en: 'Add some with model.add(…).', es: 'Agrega algunas con model.add(…).' },
    }),
  },
  {
    code: 'too-small',
    pattern: /^Negative dimension size caused by adding layer (\S+) with input shape \[([\d,]*)\]/,
    explain: ([, layer, shape]) => ({
      message: {
        en: `The layer ${layer} gets ${shapeText(parseShape(shape!))}, which is smaller than its window.`,
        es: `La capa ${layer} recibe ${shapeText(parseShape(shape!))}, que es más pequeño que su ventana.`,
      },
      hint: { en: "Use padding: 'same', a smaller kernelSize, or fewer layers that shrink.", es: "Usa padding: 'same', un kernelSize menor, o menos capas que reduzcan." },
    }),
  },
  {
    code: 'layer-setting',
    pattern: /^Expected (\w+) to be a positive integer, but got (.+)\.$/,
    explain: ([, setting, value]) => ({
      message: { en: `${setting} is a whole number above 0; it is ${value}.`, es: `${setting} es un número entero mayor que 0; es ${value}.` },
      hint: value === 'undefined' ? { en: `Give it: { ${setting}: 8 }.`, es: `Indícalo: { ${setting}: 8 }.` } : undefined,
    }),
  },
  {
    code: 'layer-setting',
    pattern: /^Convolution layer expected config\.filters to be a 'number' > 0 but got (.+)$/,
    explain: ([, value]) => ({
      message: { en: `A convolution needs filters, a whole number above 0; it is ${value}.`, es: `Una convolución necesita filters, un número entero mayor que 0; es ${value}.` },
    }),
  },
  {
    code: 'layer-setting',
    pattern: /^required key '(\w+)' not in config/,
    explain: ([, key]) => ({ message: { en: `The layer needs ${key}.`, es: `La capa necesita ${key}.` } }),
  },
  {
    code: 'unknown-name',
    pattern: /^Unknown (activation|initializer|regularizer|constraint|layer|loss|[Oo]ptimizer|metric):? (\S+?)(?:\.|$)/,
    explain: ([, kind, name]) => {
      const word = kinds[kind!.toLowerCase()];
      if (word === undefined) return undefined;
      const meant = nearestName(name!, word.names);
      return {
        message: { en: `There is no ${word.en} called "${name}".`, es: `No hay ${word.es} que se llame «${name}».` },
        hint: meant === undefined
          ? { en: `Some that there are: ${word.names.slice(0, 6).join(', ')}.`, es: `Entre los que hay: ${word.names.slice(0, 6).join(', ')}.` }
          : { en: `Did you mean "${meant}"?`, es: `¿Querías decir «${meant}»?` },
      };
    },
  },
  {
    code: 'merge',
    pattern: /^A merge layer should be called on an Array of at least 2 inputs\. Got (\d+) input/,
    explain: ([, count]) => ({
      message: { en: `A layer that merges takes two inputs or more, in an array, and got ${count}.`, es: `Una capa que combina toma dos entradas o más, en un arreglo, y recibió ${count}.` },
      hint: { en: 'Write layer.apply([a, b]).', es: 'Escribe layer.apply([a, b]).' },
    }),
  },
  {
    code: 'merge',
    pattern: /^A `Concatenate` layer requires inputs with matching shapes except for the concat axis\. Got input shapes: (\[\[.*\]\])/,
    explain: ([, shapes]) => {
      const all = shapes!.slice(1, -1).split(/(?<=\]),/).map((shape) => shapeText(parseShape(shape)));
      return {
        message: {
          en: `concatenate joins along one axis, and all others have to be equal; its inputs are ${all.join(' and ')}.`,
          es: `concatenate une a lo largo de un eje, y los demás tienen que ser iguales; sus entradas son ${all.join(' y ')}.`,
        },
      };
    },
  },
  {
    code: 'weights',
    pattern: /^Layer weight shape ([\d,]*) not compatible with provided weight shape ([\d,]*)/,
    explain: ([, own, given]) => ({
      message: {
        en: `A weight of the layer has shape ${shapeText(parseShape(own!))}; the one given has ${shapeText(parseShape(given!))}.`,
        es: `Un peso de la capa tiene forma ${shapeText(parseShape(own!))}; el que se da tiene ${shapeText(parseShape(given!))}.`,
      },
    }),
  },
  {
    code: 'weights',
    pattern: /^You called setWeights\(weights\) on layer "([^"]+)" with a weight list of length (\d+), but the layer was expecting (\d+) weights/,
    explain: ([, layer, given, own]) => ({
      message: {
        en: `The layer ${layer} has ${own} weights, and setWeights was given ${given}.`,
        es: `La capa ${layer} tiene ${own} pesos, y setWeights recibió ${given}.`,
      },
      hint: own === '2' && given === '1' ? { en: 'The bias comes second: setWeights([kernel, bias]).', es: 'El sesgo va en segundo lugar: setWeights([kernel, bias]).' } : undefined,
    }),
  },
  {
    code: 'no-layer',
    pattern: /^No such layer: (.+)$/,
    explain: ([, name]) => ({
      message: { en: `The model has no layer called "${name}".`, es: `El modelo no tiene una capa llamada «${name}».` },
      hint: { en: 'model.summary() lists their names.', es: 'model.summary() muestra sus nombres.' },
    }),
  },
  {
    code: 'disconnected',
    pattern: /^Graph disconnected: cannot obtain value for tensor .* at layer "([^"]+)"/,
    explain: ([, layer]) => ({
      message: {
        en: `The output needs ${layer}, which is not among the inputs of the model.`,
        es: `La salida necesita ${layer}, que no está entre las entradas del modelo.`,
      },
      hint: { en: 'Give tf.model the same input that the layers were applied to.', es: 'Dale a tf.model la misma entrada a la que se aplicaron las capas.' },
    }),
  },
  {
    code: 'layer-disposed',
    pattern: /^Layer '([^']+)' is already disposed\./,
    explain: ([, layer]) => ({
      message: { en: `The layer ${layer} is used after its model was disposed of.`, es: `La capa ${layer} se usa después de haberse liberado su modelo.` },
    }),
  },
  {
    code: 'fit-ongoing',
    pattern: /^Cannot start training because another fit\(\) call is ongoing/,
    explain: () => ({
      message: { en: 'The model is being trained already.', es: 'El modelo ya se está entrenando.' },
      hint: { en: 'Wait for the first one: await model.fit(…).', es: 'Espera a que termine el primero: await model.fit(…).' },
    }),
  },
];

const notCompiled: Explanation = {
  message: { en: 'The model was not compiled, so it has neither a loss nor an optimizer.', es: 'El modelo no se compiló, así que no tiene pérdida ni optimizador.' },
  hint: { en: "Before it: model.compile({ optimizer: 'adam', loss: 'meanSquaredError' }).", es: "Antes de usarlo: model.compile({ optimizer: 'adam', loss: 'meanSquaredError' })." },
};

const roles: Readonly<Record<string, Localized>> = {
  input: { en: 'The input', es: 'La entrada' },
  target: { en: 'The label tensor', es: 'El tensor de etiquetas' },
  // Nor does predict say which it is.
  '': { en: 'The input', es: 'La entrada' },
};

/** An example that lacks the batch axis, and nothing else. */
function missingBatch(example: readonly number[], got: readonly number[]): Localized | undefined {
  // A vector reaches the model as a column, [n, 1].
  const flat = example.length === 1 && got.length === 2 && got[1] === 1 && got[0] === example[0] && example[0] !== 1;
  if (!flat && !(got.length === example.length && got.every((extent, axis) => extent === example[axis]))) return undefined;
  return {
    en: 'The batch axis is missing: for a single example, use .expandDims(0).',
    es: 'Falta el eje del lote: si es un solo ejemplo, usa .expandDims(0).',
  };
}

function expectedRank(layer: string, expected: number, actual: number): Localized | undefined {
  if (/^conv2d|pooling2d/i.test(layer) && expected === 4) {
    return actual === 3
      ? { en: 'Its input is [batch, height, width, channels], and inputShape leaves out the batch: [28, 28, 1].', es: 'Su entrada es [lote, alto, ancho, canales], e inputShape omite el lote: [28, 28, 1].' }
      : { en: 'Its input is [batch, height, width, channels]; tf.layers.reshape makes an image of a vector.', es: 'Su entrada es [lote, alto, ancho, canales]; tf.layers.reshape convierte un vector en imagen.' };
  }
  if (/^(?:simple_?rnn|lstm|gru)/i.test(layer) && expected === 3) {
    return { en: 'Its input is [batch, time, features]; a recurrent layer before another needs returnSequences: true.', es: 'Su entrada es [lote, tiempo, rasgos]; una capa recurrente antes de otra necesita returnSequences: true.' };
  }
  return actual === expected - 1 ? { en: 'If the batch axis is missing, use .expandDims(0).', es: 'Si falta el eje del lote, usa .expandDims(0).' } : undefined;
}

function fittingTarget(wanted: readonly number[], got: readonly number[]): Localized | undefined {
  if (wanted.length !== 1 || got.length !== 1) return undefined;
  const [units, width] = [wanted[0]!, got[0]!];
  if (width === 1) {
    return {
      en: `If the labels are class numbers, use tf.oneHot(labels.toInt(), ${units}), or the loss sparseCategoricalCrossentropy.`,
      es: `Si las etiquetas son números de clase, usa tf.oneHot(labels.toInt(), ${units}), o la pérdida sparseCategoricalCrossentropy.`,
    };
  }
  return units === 1
    ? { en: `For one-hot labels, the last layer needs ${width} units and the loss categoricalCrossentropy; class numbers come from labels.argMax(-1).`, es: `Para etiquetas one-hot, la última capa necesita ${width} unidades y la pérdida categoricalCrossentropy; los números de clase salen de labels.argMax(-1).` }
    : { en: `The last layer needs ${width} units.`, es: `La última capa necesita ${width} unidades.` };
}
