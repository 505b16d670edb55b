import * as tf from './tfjs';
import '@tensorflow/tfjs-backend-cpu';
import { installGradients } from './gradients/install-gradients';
import { installKernels } from './kernels/install-kernels';
import { seedDatasets } from './seed-datasets';
import { createWasmBackend } from './wasm-backend';

export type Backend = 'wasm' | 'cpu';

/** A TensorFlow.js that is ready to compute. */
export interface Engine {
  readonly tf: typeof tf;
  /** For the report: the backend, and TensorFlow.js's version. */
  readonly name: Backend;
  readonly version: string;
}

/**
 * Starts TensorFlow.js on a backend: wasm, whose binaries lie beside the running bundle and whose kernels are
 * corrected (`kernels/`), or cpu.
 * Leaves the process as it was: no listeners of the backend's, nothing printed. Randomness is seeded elsewhere
 * (`seedMathRandom`), but importing the library draws from `Math.random`: seed after this.
 * Throws when the backend cannot be had.
 */
export async function startEngine({ backend = 'wasm' }: { readonly backend?: Backend } = {}): Promise<Engine> {
  installGradients();
  await quietly(async () => {
    if (backend === 'wasm') registerWasm();
    if (!(await tf.setBackend(backend))) throw new Error(`the ${backend} backend did not start`);
    // The first tensor is when the cpu backend recommends another package.
    tf.scalar(0).dispose();
  });
  seedDatasets(tf);
  return { tf, name: backend, version: tf.version_core };
}

/** Registers the wasm backend with our kernels, once. */
function registerWasm(): void {
  if (tf.findBackendFactory('wasm') !== null) return;
  installKernels();
  tf.registerBackend('wasm', createWasmBackend, 2);
}

async function quietly(run: () => Promise<void>): Promise<void> {
  const { warn, info } = console;
  console.warn = console.info = () => {};
  try {
    await run();
  } finally {
    Object.assign(console, { warn, info });
  }
}
