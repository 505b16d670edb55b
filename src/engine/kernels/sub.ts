import { combination } from './combine';
import type { WasmKernel } from './wasm-kernel';

/** out = a − b, element by element, with broadcasting. */
export const sub: WasmKernel = {
  name: 'Sub',
  why: 'slow',
  create: (tools) => combination('Sub', tools),
};
