import { combination } from './combine';
import type { WasmKernel } from './wasm-kernel';

/** out = max(a, b), element by element, with broadcasting; NaN if either is. Upstream's loses NaN in a. */
export const maximum: WasmKernel = {
  name: 'Maximum',
  why: 'wrong',
  create: (tools) => combination('Maximum', tools),
};
