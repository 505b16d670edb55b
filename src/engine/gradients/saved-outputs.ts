import { engine, type Tensor } from '@tensorflow/tfjs-core';

interface TapeNode {
  readonly inputs: Readonly<Record<string, Tensor>>;
}

/** What upstream's types hide of the engine. */
interface Recorder {
  readonly state: { readonly activeTape: TapeNode[] | null };
  addTapeNode: AddTapeNode;
  [installed]?: boolean;
}

type AddTapeNode = (
  kernel: string,
  inputs: Readonly<Record<string, Tensor>>,
  outputs: readonly Tensor[],
  gradient: unknown,
  saved: readonly Tensor[],
  attributes: unknown,
) => void;

const installed = Symbol('saved outputs');

/**
 * Makes second derivatives right where a gradient is written in terms of the op's own output, as those of tanh, sigmoid, exp
 * and softmax are. Upstream records the copy of the output that it keeps before the op that makes the output, so that, read
 * forwards, the tape has the copy depend on nothing: what goes through it is left out of the second derivative, silently
 * where there is another path. Here the op is recorded first. Doing it again changes nothing.
 */
export function installSavedOutputs(): void {
  const recorder = engine() as unknown as Recorder;
  if (recorder[installed] === true) return;
  const { addTapeNode } = recorder;
  recorder.addTapeNode = function (this: Recorder, kernel, inputs, outputs, gradient, saved, attributes) {
    addTapeNode.call(this, kernel, inputs, outputs, gradient, saved, attributes);
    const tape = this.state.activeTape;
    if (tape === null || saved.length === 0) return;
    // The copies are the last that were recorded, those of inputs before those of outputs.
    const last = tape.length - 1;
    let first = last;
    while (first > 0 && first > last - saved.length && copies(tape[first - 1]!, outputs)) first--;
    if (first < last) tape.splice(first, 0, tape.pop()!);
  };
  recorder[installed] = true;
}

function copies({ inputs: { x } }: TapeNode, outputs: readonly Tensor[]): boolean {
  return x !== undefined && outputs.includes(x);
}
