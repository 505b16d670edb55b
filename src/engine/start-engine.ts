import * as tf from './tfjs';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { keepProcessHandlers } from './process-handlers';
import { seedDatasets } from './seed-datasets';

export type Backend = 'wasm' | 'cpu';

/** A TensorFlow.js that is ready to compute. */
export interface Engine {
  readonly tf: typeof tf;
  /** For the report: the backend, and TensorFlow.js's version. */
  readonly name: Backend;
  readonly version: string;
}

/**
 * Starts TensorFlow.js on a backend: wasm, whose binaries lie beside the running bundle, or cpu.
 * Leaves the process as it was: no listeners of the backend's, nothing printed. Randomness is seeded elsewhere
 * (`seedMathRandom`), but importing the library draws from `Math.random`: seed after this.
 * Throws when the backend cannot be had.
 */
export async function startEngine({ backend = 'wasm' }: { readonly backend?: Backend } = {}): Promise<Engine> {
  // Started before, it has its binaries, and says so if it is told again.
  if (backend === 'wasm' && tf.findBackend('wasm') === null) setWasmPaths(wasmFolder());
  await quietly(() =>
    keepProcessHandlers(async () => {
      if (!(await tf.setBackend(backend))) throw new Error(`the ${backend} backend did not start`);
      // The first tensor is when the cpu backend recommends another package.
      tf.scalar(0).dispose();
    }),
  );
  seedDatasets(tf);
  return { tf, name: backend, version: tf.version_core };
}

/** Where the wasm binaries are: beside the bundle, or, where bundles lie in folders, above it. */
function wasmFolder(): string {
  for (const above of ['./', '../', '../../', '../../../']) {
    const folder = new URL(above, import.meta.url);
    if (existsSync(new URL('tfjs-backend-wasm.wasm', folder))) return fileURLToPath(folder);
  }
  throw new Error('tfjs-backend-wasm.wasm is not beside the bundle');
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
