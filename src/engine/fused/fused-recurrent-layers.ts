import { engine, reshape, slice, tidy, transpose, zeros, type NamedAttrMap, type NamedTensorMap, type Tensor, type Variable } from '@tensorflow/tfjs-core';
import { RNN } from '@tensorflow/tfjs-layers';
import { GRUCell, LSTMCell, SimpleRNNCell, type RNNCell } from '@tensorflow/tfjs-layers/dist/layers/recurrent';
import type { CellName } from '../kernels/recurrent-cells';
import type { SequenceAttributes } from '../kernels/recurrent-sequence';
import { currentWasm } from './current-wasm';

/** What upstream's types hide of a layer and of its cell. */
interface Layer {
  readonly cell: RNNCell & Internals;
  readonly goBackwards: boolean;
  readonly returnSequences: boolean;
  readonly returnState: boolean;
  readonly stateful: boolean;
  readonly states_: Tensor[] | null;
  resetStates(states: Tensor[], training?: boolean): void;
}

interface Internals {
  readonly units: number;
  readonly activation: { getClassName(): string };
  readonly recurrentActivation?: { getClassName(): string };
  readonly dropout: number;
  readonly recurrentDropout: number;
  readonly kernel: Weight;
  readonly recurrentKernel: Weight;
  readonly bias: Weight | null;
}

interface Weight {
  read(): Variable;
}

interface CallArguments {
  readonly mask?: Tensor | readonly Tensor[] | null;
  readonly training?: boolean | null;
  readonly initialState?: Tensor[] | null;
}

type Call = (this: Layer, inputs: Tensor | Tensor[], kwargs: CallArguments | null) => Tensor | Tensor[];

const installed = Symbol('fused');

/**
 * Lets LSTM, GRU and simple recurrent layers run as one operation on the wasm backend, and one backward. Layers that ask
 * for more than that knows (a mask, dropout while training, other activations, a cell of one's own) run as
 * upstream has them. Doing it again changes nothing.
 */
export function installFusedRecurrentLayers(): void {
  const prototype = RNN.prototype as unknown as { call: Call; [installed]?: boolean };
  if (prototype[installed] === true) return;
  const { call } = prototype;
  prototype.call = function (this: Layer, inputs, kwargs) {
    const run = plainRun(this, inputs, kwargs ?? {});
    return run === undefined ? call.call(this, inputs, kwargs) : tidy(() => runFused(this, run, kwargs ?? {}));
  };
  prototype[installed] = true;
}

/** A run that the fused operation knows how to do. */
interface PlainRun {
  readonly x: Tensor;
  readonly states: readonly Tensor[] | undefined;
  readonly attributes: SequenceAttributes;
}

function plainRun(layer: Layer, inputs: Tensor | Tensor[], { mask, training, initialState }: CallArguments): PlainRun | undefined {
  if (currentWasm()?.simd === undefined || mask != null) return undefined;
  const name = cellName(layer.cell);
  const [x, ...others] = Array.isArray(inputs) ? inputs : [inputs];
  if (name === undefined || x === undefined || others.length > 0) return undefined;
  const { activation, recurrentActivation, dropout, recurrentDropout, units } = layer.cell;
  const gate = recurrentActivation?.getClassName() ?? 'hardSigmoid';
  if (activation.getClassName() !== 'tanh' || (gate !== 'hardSigmoid' && gate !== 'sigmoid')) return undefined;
  if (training === true && (dropout > 0 || recurrentDropout > 0)) return undefined;
  if (x.rank !== 3 || x.dtype !== 'float32' || x.size === 0) return undefined;

  const states = initialState ?? (layer.stateful ? layer.states_ : null) ?? undefined;
  const fits = (state: Tensor) => state.dtype === 'float32' && state.rank === 2 && state.shape[0] === x.shape[0] && state.shape[1] === units;
  if (states !== undefined && !(states.length === (name === 'lstm' ? 2 : 1) && states.every(fits))) return undefined;
  return { x, states, attributes: { cell: name, hard: gate === 'hardSigmoid', backwards: layer.goBackwards } };
}

/** Which of ours a cell is; none when it is a learner's own, be it one that inherits. */
function cellName(cell: RNNCell): CellName | undefined {
  const prototype: unknown = Object.getPrototypeOf(cell);
  if (Object.hasOwn(cell, 'call')) return undefined;
  if (prototype === LSTMCell.prototype) return 'lstm';
  if (prototype === GRUCell.prototype) return 'gru';
  return prototype === SimpleRNNCell.prototype ? 'simple' : undefined;
}

function runFused(layer: Layer, { x, states, attributes }: PlainRun, { training }: CallArguments): Tensor | Tensor[] {
  const { kernel, recurrentKernel, bias, units } = layer.cell;
  const [batch, steps] = x.shape as [number, number];
  const [hidden0, carry0] = states ?? [zeros([batch, units]), zeros([batch, units])];
  const inputs: NamedTensorMap = { x, kernel: kernel.read(), recurrentKernel: recurrentKernel.read(), hidden: hidden0! };
  if (bias !== null) inputs['bias'] = bias.read();
  if (attributes.cell === 'lstm') inputs['carry'] = carry0!;
  const [hidden, , carry] = engine().runKernel('RecurrentSequence', inputs, attributes as unknown as NamedAttrMap) as Tensor[];

  const last = (every: Tensor) => reshape(slice(every, [steps, 0, 0], [1, batch, units]), [batch, units]);
  const lastHidden = last(hidden!);
  const lastStates = layer.stateful || layer.returnState ? [lastHidden, ...(carry === undefined ? [] : [last(carry)])] : [];
  if (layer.stateful) layer.resetStates(lastStates, training === true);
  const output = layer.returnSequences ? transpose(slice(hidden!, [1, 0, 0], [steps, batch, units]), [1, 0, 2]) : lastHidden;
  return layer.returnState ? [output, ...lastStates] : output;
}
