import { BackendWasm } from '@tensorflow/tfjs-backend-wasm/dist/backend_wasm';
import '@tensorflow/tfjs-backend-wasm/dist/register_all_kernels';
import createModule, { type BackendWasmModule } from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm';
import bytesOfProbe from 'neurona-simd';
import { existsSync, readFileSync } from 'node:fs';
import { keepProcessHandlers } from './process-handlers';

/** Emscripten's module, with the function of its own that makes JavaScript functions of exported ones. */
type CallableModule = BackendWasmModule & { readonly cwrap: <F>(name: string, returns: string | null, takes: readonly string[]) => F };

/** The backend of `@tensorflow/tfjs-backend-wasm`, with its memory at hand for kernels of ours. */
export class WasmBackend extends BackendWasm {
  /** The heap that upstream's kernels and ours compute on. It may grow with every output: never hold a view of it. */
  readonly heap: WebAssembly.Memory;

  constructor(module: BackendWasmModule, heap: WebAssembly.Memory) {
    super(module);
    this.heap = heap;
  }
}

/**
 * Instantiates upstream's wasm (with SIMD where the machine has it) and makes a backend of it.
 * Upstream's own way in hides the memory, and pulls in a threaded build that Node cannot start.
 */
export async function createWasmBackend(): Promise<WasmBackend> {
  const file = wasmFile(WebAssembly.validate(bytesOfProbe) ? 'tfjs-backend-wasm-simd.wasm' : 'tfjs-backend-wasm.wasm');
  let heap: WebAssembly.Memory | undefined;
  const module = (await keepProcessHandlers(() => createModule({
    instantiateWasm(imports: object, done: (instance: WebAssembly.Instance) => void) {
      const instance = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)), imports);
      heap = Object.values(instance.exports).find((value) => value instanceof WebAssembly.Memory);
      done(instance);
      return instance.exports;
    },
  }))) as CallableModule;
  if (heap === undefined) throw new Error('the wasm backend exports no memory');
  module.tfjs = {
    init: module.cwrap('init', null, []),
    initWithThreadsCount: module.cwrap('init_with_threads_count', null, ['number']),
    getThreadsCount: module.cwrap('get_threads_count', 'number', []),
    registerTensor: module.cwrap('register_tensor', null, ['number', 'number', 'number']),
    disposeData: module.cwrap('dispose_data', null, ['number']),
    dispose: module.cwrap('dispose', null, []),
  };
  return new WasmBackend(module, heap);
}

/** Where the wasm binaries are: beside the bundle, or, where bundles lie in folders, above it. */
function wasmFile(name: string): URL {
  for (const above of ['./', '../', '../../', '../../../']) {
    const file = new URL(above + name, import.meta.url);
    if (existsSync(file)) return file;
  }
  throw new Error(`${name} is not beside the bundle`);
}
