import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmBackend } from '../wasm-backend';
import { output } from './heap';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * out = x as another dtype, of x's shape: floats are cut off towards zero to int32 (NaN to 0), whatever is not 0 is true,
 * complex numbers lose their imaginary part. The same dtype shares x's data.
 * Upstream's keeps 3 or 254 in a bool and knows no complex numbers.
 */
export const cast: WasmKernel = {
  name: 'Cast',
  why: 'wrong',
  anyDtype: true,
  create: () => ({ inputs: { x }, attrs: { dtype }, backend }: KernelArgs<{ readonly x: TensorInfo }, { readonly dtype: DataType }>) =>
    castTo(x, dtype, backend),
};

export function castTo(x: TensorInfo, dtype: DataType, backend: WasmBackend): TensorInfo {
  if (x.dtype === dtype) {
    backend.incRef(x.dataId);
    return { dataId: x.dataId, shape: x.shape, dtype };
  }
  if (x.dtype === 'string' || dtype === 'string') throw new Error(`Error in Cast: failed to cast ${x.dtype} to ${dtype}`);
  if (x.dtype === 'complex64') return castTo({ ...backend.complexParts(x).real, shape: x.shape }, dtype, backend);
  if (dtype === 'complex64') {
    const imag = output(backend, x.shape);
    backend.typedArrayFromHeap(imag).fill(0);
    return backend.makeComplex({ real: castTo(x, 'float32', backend), imag });
  }
  const out = output(backend, x.shape, dtype);
  const [from, to] = [backend.typedArrayFromHeap(x), backend.typedArrayFromHeap(out)];
  if (dtype !== 'bool') to.set(from);
  else for (let i = 0; i < to.length; i++) to[i] = from[i] === 0 ? 0 : 1;
  return out;
}
