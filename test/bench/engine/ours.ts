import { loadEngine } from '../../../src/engine/load-engine';
import type { Backend } from '../../../src/engine/start-engine';
import type { WasmBackend } from '../../../src/engine/wasm-backend';
import { nativeFolder } from '../../../src/native/native-folder';
import { serve } from './serve';

/** An engine of ours for the bench, from the script that ships: `node ours.mjs wasm|cpu|native`. */
const backend = process.argv[2] as Backend;
const { tf } = await loadEngine().engine.startEngine({ backend, nativeFolder: nativeFolder(process) });
const heapBytes = (): number => (tf.backend() as WasmBackend).heap.buffer.byteLength;
await (backend === 'wasm' ? serve(tf, heapBytes) : serve(tf));
