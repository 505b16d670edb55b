import { combination } from './combine';
import type { WasmKernel } from './wasm-kernel';

/** out = min(a, b), element by element, with broadcasting; NaN if either is. Upstream's loses NaN in a. */
export const minimum: WasmKernel = {
  name: 'Minimum',
  why: 'wrong',
  create: (tools) => combination('Minimum', tools),
};
