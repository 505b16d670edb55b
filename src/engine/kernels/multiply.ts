import { combination } from './combine';
import type { WasmKernel } from './wasm-kernel';

/** out = a · b, element by element, with broadcasting. */
export const multiply: WasmKernel = {
  name: 'Multiply',
  why: 'slow',
  create: (tools) => combination('Multiply', tools),
};
