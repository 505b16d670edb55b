import { util, type DataType } from '@tensorflow/tfjs-core';
import { output } from './heap';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * A tensor of one value, a number or a string, of the given shape; the dtype is the value's where none is given.
 * Upstream's throws on strings.
 */
export const fill: WasmKernel = {
  name: 'Fill',
  why: 'wrong',
  create: () => ({ attrs: { shape, value, dtype = util.inferDtype(value) as DataType }, backend }: Args) => {
    if (typeof value === 'string') {
      const bytes = util.encodeString(value);
      return backend.makeOutput([...shape], 'string', undefined, Array.from({ length: util.sizeFromShape([...shape]) }, () => bytes));
    }
    const out = output(backend, shape, dtype);
    backend.typedArrayFromHeap(out).fill(value);
    return out;
  },
};

type Args = KernelArgs<object, { readonly shape: readonly number[]; readonly value: number | string; readonly dtype?: DataType }>;
