import { combination } from './combine';
import type { WasmKernel } from './wasm-kernel';

/** out = a / b, element by element, with broadcasting. */
export const realDiv: WasmKernel = {
  name: 'RealDiv',
  why: 'slow',
  create: (tools) => combination('RealDiv', tools),
};
