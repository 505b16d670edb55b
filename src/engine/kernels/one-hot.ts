import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';
import { floats, ints, output } from './heap';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * y[…, k] = onValue where k = indices[…], offValue elsewhere; an index outside [0, depth) is nowhere.
 * indices: int32, y: [...indices.shape, depth] of the dtype asked for.
 * Upstream's writes onValue for such an index as well: into another row, or past the ends of its output.
 */
export const oneHot: WasmKernel = {
  name: 'OneHot',
  why: 'wrong',
  create: ({ onCpu }) => {
    const cpu = onCpu('OneHot');
    return (args: Args) => {
      const { inputs: { indices }, attrs: { depth, onValue, offValue, dtype = 'float32' }, backend } = args;
      if (dtype === 'bool') return cpu(args as never);
      const y = output(backend, [...indices.shape, depth], dtype);
      const [at, to] = [ints(backend, indices), (dtype === 'float32' ? floats : ints)(backend, y)];
      to.fill(offValue);
      for (let i = 0; i < at.length; i++) {
        const k = at[i]!;
        if (k >= 0 && k < depth) to[i * depth + k] = onValue;
      }
      return y;
    };
  },
};

interface Attributes {
  readonly depth: number;
  readonly onValue: number;
  readonly offValue: number;
  readonly dtype?: DataType;
}
type Args = KernelArgs<{ readonly indices: TensorInfo }, Attributes>;
