import { cast, engine, env, type Tensor } from '@tensorflow/tfjs-core';
import { currentWasm } from './current-wasm';

/** What upstream's types hide of its engine. */
interface Internals {
  clone(x: Tensor): Tensor;
  addTapeNode(scope: string, inputs: { x: Tensor }, outputs: Tensor[], gradient: (dy: Tensor) => { x: () => Tensor }, saved: Tensor[], attributes: object): void;
  readonly state: { readonly activeScope: { readonly name: string } };
}

const installed = Symbol('shared');

/**
 * Lets what an operation saves for its gradient be the same data under another tensor, straight away. Upstream runs a
 * kernel for it, with all that belongs to one: in a small net every third kernel of a step is such a copy.
 * The tape is told all the same, for gradients of gradients. Doing it again changes nothing.
 */
export function shareSavedTensors(): void {
  const core = engine() as unknown as Internals & { [installed]?: boolean };
  if (core[installed] === true) return;
  const { clone } = core;
  core.clone = function (this: Internals, x) {
    const backend = currentWasm();
    if (backend === undefined || engine().state.profiling || env().getBool('DEBUG')) return clone.call(this, x);
    // First: it brings here what lies on another backend.
    backend.incRef(x.dataId);
    const y = engine().makeTensorFromTensorInfo({ dataId: x.dataId, shape: x.shape, dtype: x.dtype }, backend);
    this.addTapeNode(this.state.activeScope.name, { x }, [y], (dy) => ({ x: () => cast(dy, 'float32') }), [], {});
    return y;
  };
  core[installed] = true;
}
