import { combination } from './combine';
import type { WasmKernel } from './wasm-kernel';

/** out = a + b, element by element, with broadcasting. */
export const add: WasmKernel = {
  name: 'Add',
  why: 'slow',
  create: (tools) => combination('Add', tools),
};
