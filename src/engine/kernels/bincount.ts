import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmBackend } from '../wasm-backend';
import { ints, output } from './heap';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * out[v] = Σ weights[i] over every i with x[i] = v, or how many there are where `weights` is empty; values from `size` on
 * are left out. x: int32 of any shape, weights: of x's shape or empty, out: [size], of the weights' dtype.
 * Throws on negative values, as cpu does. Upstream's makes [x.shape[0], size] of an x of more axes.
 */
export const bincount: WasmKernel = {
  name: 'Bincount',
  why: 'wrong',
  create: () => ({ inputs: { x, weights }, attrs: { size }, backend }: BincountArgs) =>
    countRows(x, weights, size, false, 1, [size], backend),
};

export type BincountArgs = KernelArgs<
  { readonly x: TensorInfo; readonly weights: TensorInfo },
  { readonly size: number; readonly binaryOutput?: boolean }
>;

/** Counts each of `rows` equal parts of x by itself, into the rows of an output of shape `shape`. */
export function countRows(
  x: TensorInfo,
  weights: TensorInfo,
  size: number,
  binary: boolean,
  rows: number,
  shape: readonly number[],
  backend: WasmBackend,
): TensorInfo {
  if (ints(backend, x).some((value) => value < 0)) throw new Error('Input x must be non-negative!');
  const out = output(backend, shape, weights.dtype);
  const [values, sums] = [ints(backend, x), backend.typedArrayFromHeap(out)];
  const weight = util.sizeFromShape(weights.shape) > 0 ? backend.typedArrayFromHeap(weights) : undefined;
  sums.fill(0);
  const perRow = values.length / rows;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value >= size) continue;
    const at = Math.floor(i / perRow) * size + value;
    if (binary) sums[at] = 1;
    else sums[at]! += weight === undefined ? 1 : weight[i]!;
  }
  return out;
}
