import { engine } from '@tensorflow/tfjs-core';
import { WasmBackend } from '../wasm-backend';

/** The wasm backend, if that is what computes now; else undefined. */
export function currentWasm(): WasmBackend | undefined {
  const { backend } = engine();
  return backend instanceof WasmBackend ? backend : undefined;
}
