import { fromTheStart, type CumulativeArgs } from './cumulative-axis';
import type { WasmKernel } from './wasm-kernel';

/**
 * y[…, i, …] = Π x[…, j, …] over j ≤ i along an axis (j < i if `exclusive`, from the end if `reverse`).
 * Upstream's does not know axes counted from the end, and writes over whatever lies in the heap beside its output.
 */
export const cumprod: WasmKernel = {
  name: 'Cumprod',
  why: 'wrong',
  create: ({ shipped }) => {
    const upstream = shipped('Cumprod');
    return (args: CumulativeArgs) => upstream(fromTheStart(args));
  },
};
