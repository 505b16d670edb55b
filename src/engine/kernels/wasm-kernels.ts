import { unsortedSegmentSum } from './unsorted-segment-sum';
import type { WasmKernel } from './wasm-kernel';

/** Every kernel of ours for the wasm backend. */
export const wasmKernels: readonly WasmKernel[] = [
  unsortedSegmentSum,
];
