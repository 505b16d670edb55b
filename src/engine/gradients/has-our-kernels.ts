import { getBackend } from '@tensorflow/tfjs-core';

/** Whether kernels of ours compute: some of them are right, and fast, where other backends' are not. */
export function hasOurKernels(): boolean {
  return getBackend() === 'wasm';
}
