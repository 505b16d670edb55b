import { isTensor } from './to-wire-tensor';
import { misuse } from './misuse';

/** How many examples of the input go through the model: a picture of each is more than anyone looks at. */
const MAX_EXAMPLES = 8;

/** What this needs of a tensor and of a `tf.LayersModel`: it knows no tensor library. */
interface Tensor {
  readonly shape: readonly number[];
  slice(begin: number, size: number): Tensor;
  dispose(): void;
}
interface Layer {
  readonly name: string;
  readonly weights: readonly { readonly name: string; read(): Tensor }[];
  readonly layers?: readonly Layer[];
  call(inputs: unknown, options: unknown): Tensor | Tensor[];
}
interface Model {
  readonly layers: readonly Layer[];
  predict(input: Tensor): Tensor | Tensor[];
}

/** Shows one tensor under a name. */
type Show = (tensor: unknown, name: string) => void;

/**
 * Shows what is inside a model: every weight of every layer as `layer/kernel`, and, for an input, what every layer
 * makes of it as `layer/output`. The model is as it was afterwards. Throws HumanError for what is no model.
 */
export function visualizeModel(model: unknown, input: unknown, show: Show): void {
  if (!isModel(model)) {
    throw misuse({
      en: 'visualize: give a model, such as tf.sequential(…) returns.',
      es: 'visualize: pásale un modelo, como el que devuelve tf.sequential(…).',
    });
  }
  for (const layer of leaves(model.layers)) {
    for (const weight of layer.weights) show(weight.read(), shortName(layer, weight.name));
  }
  if (input === undefined) return;
  if (!isBatch(input)) {
    throw misuse({
      en: 'visualize: the input must be a tensor with a batch axis first, such as [1, 28, 28, 1].',
      es: 'visualize: la entrada debe ser un tensor cuyo primer eje es el lote, como [1, 28, 28, 1].',
    });
  }
  showOutputs(model, input, show);
}

/** Runs the model and shows each layer's output as it passes. */
function showOutputs(model: Model, input: Tensor, show: Show): void {
  const layers = leaves(model.layers);
  for (const layer of layers) {
    const { call } = layer;
    // An own property, in front of the class's method: deleting it puts things right.
    layer.call = (inputs, options) => {
      const outputs = call.call(layer, inputs, options);
      const list = Array.isArray(outputs) ? outputs : [outputs];
      list.forEach((output, index) => show(output, `${layer.name}/output${list.length > 1 ? ` ${index + 1}` : ''}`));
      return outputs;
    };
  }
  const examples = input.slice(0, Math.min(MAX_EXAMPLES, input.shape[0]!));
  try {
    const outputs = model.predict(examples);
    for (const output of Array.isArray(outputs) ? outputs : [outputs]) output.dispose();
  } finally {
    examples.dispose();
    for (const layer of layers) delete (layer as Partial<Layer>).call;
  }
}

/** The layers that compute: those of models within the model, in place of these. */
function leaves(layers: readonly Layer[]): readonly Layer[] {
  return layers.flatMap((layer) => (layer.layers === undefined ? [layer] : leaves(layer.layers)));
}

/** `conv2d_1/kernel`: TensorFlow.js has the layer in a weight's name already, and numbers those of a name used twice. */
function shortName(layer: Layer, weight: string): string {
  return `${layer.name}/${weight.split('/').at(-1)!}`;
}

function isModel(value: unknown): value is Model {
  if (typeof value !== 'object' || value === null) return false;
  const { layers, predict } = value as Partial<Model>;
  return Array.isArray(layers) && typeof predict === 'function';
}

function isBatch(value: unknown): value is Tensor {
  return isTensor(value) && value.shape.length > 1 && typeof (value as unknown as Tensor).slice === 'function';
}
