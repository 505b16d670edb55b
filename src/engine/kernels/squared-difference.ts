import { combination } from './combine';
import type { WasmKernel } from './wasm-kernel';

/** out = (a − b)², element by element, with broadcasting. */
export const squaredDifference: WasmKernel = {
  name: 'SquaredDifference',
  why: 'slow',
  create: (tools) => combination('SquaredDifference', tools),
};
