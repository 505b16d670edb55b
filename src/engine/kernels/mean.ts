import { reduction } from './sum';
import type { WasmKernel } from './wasm-kernel';

/** The mean over axes, float32: the sum divided by how many numbers make one. See `sum`. */
export const mean: WasmKernel = {
  name: 'Mean',
  why: 'slow',
  create: (tools) => reduction(tools, 'Mean', (count) => 1 / count),
};
