import { util, type KernelFunc, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelArgs } from './wasm-kernel';

export type CumulativeArgs = KernelArgs<{ readonly x: TensorInfo }, NamedAttrMap & { readonly axis: number }>;

/** The same arguments, with the axis counted from the first. Throws on an axis that x does not have. */
export function fromTheStart({ inputs, attrs, backend }: CumulativeArgs): Parameters<KernelFunc>[0] {
  const [axis] = util.parseAxisParam(attrs.axis, inputs.x.shape);
  return { inputs: { ...inputs }, attrs: { ...attrs, axis: axis! }, backend };
}
