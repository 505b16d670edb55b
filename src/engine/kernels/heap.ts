import { util, type DataType, type TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmBackend } from '../wasm-backend';

/**
 * Views and outputs on the backend's heap. Making an output may grow the heap, which empties every view taken before:
 * make outputs first, take views afterwards.
 */

/** Where a tensor's data begins, in bytes. */
export function address(backend: WasmBackend, tensor: TensorInfo): number {
  return backend.dataIdMap.get(tensor.dataId).memoryOffset;
}

/** A tensor's data, float32, in place. */
export function floats(backend: WasmBackend, tensor: TensorInfo): Float32Array {
  return new Float32Array(backend.heap.buffer, address(backend, tensor), util.sizeFromShape(tensor.shape));
}

/** A tensor's data, int32, in place. */
export function ints(backend: WasmBackend, tensor: TensorInfo): Int32Array {
  return new Int32Array(backend.heap.buffer, address(backend, tensor), util.sizeFromShape(tensor.shape));
}

/** A new tensor whose data is not set yet. */
export function output(backend: WasmBackend, shape: readonly number[], dtype: DataType = 'float32'): TensorInfo {
  return backend.makeOutput([...shape], dtype);
}

/** The same data under another shape of the same size: nothing is copied, and nothing more has to be disposed. */
export function reshaped(tensor: TensorInfo, shape: readonly number[]): TensorInfo {
  return { dataId: tensor.dataId, shape: [...shape], dtype: tensor.dtype };
}
