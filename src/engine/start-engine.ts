import * as tf from './tfjs';
import '@tensorflow/tfjs-backend-cpu';
import { installFused } from './fused/install-fused';
import { installGradients } from './gradients/install-gradients';
import { installKernels } from './kernels/install-kernels';
import { NATIVE_BACKEND } from './native/backend-name';
import { startNative } from './native/start-native';
import { seedDatasets } from './seed-datasets';
import { createWasmBackend } from './wasm-backend';

export type Backend = 'wasm' | 'cpu' | 'native';

export interface EngineOptions {
  readonly backend?: Backend;
  /** Where the native engine is installed; `native` needs it. */
  readonly nativeFolder?: string | undefined;
}

/** A TensorFlow.js that is ready to compute. */
export interface Engine {
  readonly tf: typeof tf;
  /** For the report: the backend, and TensorFlow.js's version; TensorFlow's own follows where it computes. */
  readonly name: Backend;
  readonly version: string;
}

/**
 * Starts TensorFlow.js on a backend: wasm, whose binaries lie beside the running bundle and whose kernels are
 * corrected (`kernels/`), cpu, or native: a real TensorFlow, where one is installed (`native/`).
 * Leaves the process as it was: no listeners of the backend's, nothing printed. Randomness is seeded elsewhere
 * (`seedMathRandom`), but importing the library draws from `Math.random`: seed after this.
 * Throws when the backend cannot be had.
 */
export async function startEngine({ backend = 'wasm', nativeFolder }: EngineOptions = {}): Promise<Engine> {
  installGradients();
  // Rows of different lengths are said at once, and not read as one list, or past the end of memory.
  tf.env().set('TENSORLIKE_CHECK_SHAPE_CONSISTENCY', true);
  let version: string = tf.version_core;
  await quietly(async () => {
    if (backend === 'wasm') registerWasm();
    if (backend === 'native') version += `+tensorflow.${startNative(tf, required(nativeFolder))}`;
    if (!(await tf.setBackend(backend === 'native' ? NATIVE_BACKEND : backend))) throw new Error(`the ${backend} backend did not start`);
    // The first tensor is when the cpu backend recommends another package.
    tf.scalar(0).dispose();
  });
  seedDatasets(tf);
  return { tf, name: backend, version };
}

/** Registers the wasm backend with our kernels, once. */
function registerWasm(): void {
  if (tf.findBackendFactory('wasm') !== null) return;
  installKernels();
  installFused();
  tf.registerBackend('wasm', createWasmBackend, 2);
}

function required(nativeFolder: string | undefined): string {
  if (nativeFolder === undefined) throw new Error('the native backend needs the folder it is installed in');
  return nativeFolder;
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
