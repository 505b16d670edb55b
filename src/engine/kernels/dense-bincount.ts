import { countRows, type BincountArgs } from './bincount';
import type { WasmKernel } from './wasm-kernel';

/**
 * Counts as `bincount` does, every row by itself: x: [n] or [rows, n], out: [size] or [rows, size]. With `binaryOutput`
 * it is 1 for whatever occurs, weights or none (cpu's forgets that where x has one axis).
 * Throws where x has more axes; upstream's counts them wrong.
 */
export const denseBincount: WasmKernel = {
  name: 'DenseBincount',
  why: 'wrong',
  create: () => ({ inputs: { x, weights }, attrs: { size, binaryOutput = false }, backend }: BincountArgs) => {
    const rank = x.shape.length;
    if (rank === 0 || rank > 2) throw new Error(`Error in denseBincount: input must be at most rank 2, but got rank ${rank}.`);
    const rows = rank === 1 ? 1 : x.shape[0]!;
    return countRows(x, weights, size, binaryOutput, rows, rank === 1 ? [size] : [rows, size], backend);
  },
};
