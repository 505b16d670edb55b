import { engine, type Tensor, type Variable } from '@tensorflow/tfjs-core';
import { address, floats, output } from '../kernels/heap';
import type { WasmBackend } from '../wasm-backend';

/** Whether all of these are float32, of one shape. */
export function areAlike(first: Tensor, ...others: readonly Tensor[]): boolean {
  return first.dtype === 'float32' && others.every(({ dtype, size }) => dtype === 'float32' && size === first.size);
}

/**
 * Where a variable's data may be overwritten. What it shares with other tensors stays theirs: it is given memory of
 * its own first, which may grow the heap.
 */
export function addressToOverwrite(backend: WasmBackend, variable: Variable): number {
  if (backend.refCount(variable.dataId) > 1) detach(backend, variable);
  return address(backend, variable);
}

function detach(backend: WasmBackend, variable: Variable): void {
  const info = output(backend, variable.shape);
  floats(backend, info).set(floats(backend, variable));
  const own = engine().makeTensorFromTensorInfo(info, backend);
  variable.assign(own);
  own.dispose();
}
