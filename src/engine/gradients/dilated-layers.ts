import { add, conv2d, tidy, transpose, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import { Conv2D } from '@tensorflow/tfjs-layers/dist/layers/convolutional';

/** What upstream's types hide of a layer. */
interface Layer {
  readonly rank: number;
  readonly strides: readonly number[];
  readonly dilationRate: number | readonly number[];
  readonly padding: 'valid' | 'same' | 'causal';
  readonly dataFormat: 'channelsFirst' | 'channelsLast';
  readonly kernel: { read(): Tensor };
  readonly bias: { read(): Tensor } | null;
  readonly activation: { apply(x: Tensor): Tensor } | null;
}

type Call = (this: Layer, inputs: Tensor | Tensor[], kwargs: object) => Tensor | Tensor[];

const installed = Symbol('dilated');

/**
 * Lets a dilated `tf.layers.conv2d` be trained. Its convolution, bias and activation are one operation upstream, whose
 * gradient knows no dilation and cannot be replaced from outside; here they are three, and each has its gradient.
 * Doing it again changes nothing.
 */
export function installDilatedLayers(): void {
  const prototype = Conv2D.prototype as unknown as { call: Call; [installed]?: boolean };
  if (prototype[installed] === true) return;
  const { call } = prototype;
  prototype.call = function (this: Layer, inputs, kwargs) {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    const dilated = this.rank === 2 && [this.dilationRate].flat().some((rate) => rate !== 1);
    return dilated && x?.rank === 4 ? tidy(() => callDilated(this, x)) : call.call(this, inputs, kwargs);
  };
  prototype[installed] = true;
}

function callDilated(layer: Layer, inputs: Tensor): Tensor {
  const first = layer.dataFormat === 'channelsFirst';
  const x = first ? transpose(inputs, [0, 2, 3, 1]) : inputs;
  const [strides, dilations] = [layer.strides as [number, number], layer.dilationRate as [number, number]];
  const padding = layer.padding === 'same' ? 'same' : 'valid';
  let y: Tensor = conv2d(x as Tensor4D, layer.kernel.read() as Tensor4D, strides, padding, 'NHWC', dilations);
  if (layer.bias !== null) y = add(y, layer.bias.read());
  // As upstream has it: the activation sees the channels where the layer's own format puts them.
  if (first) y = transpose(y, [0, 3, 1, 2]);
  return layer.activation === null ? y : layer.activation.apply(y);
}
