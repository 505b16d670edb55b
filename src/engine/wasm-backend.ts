import { BackendWasm } from '@tensorflow/tfjs-backend-wasm/dist/backend_wasm';
import '@tensorflow/tfjs-backend-wasm/dist/register_all_kernels';
import createModule, { type BackendWasmModule } from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm';
import { backend_util, engine, type DataType, type TensorInfo } from '@tensorflow/tfjs-core';
import simdModule from 'neurona-simd';
import { existsSync, readFileSync } from 'node:fs';
import { keepProcessHandlers } from './process-handlers';
import { loadSimd, type SimdKernels } from './simd/load-simd';
import { TensorTable } from './tensor-table';

/** Emscripten's module, with the function of its own that makes JavaScript functions of exported ones. */
type CallableModule = BackendWasmModule & { readonly cwrap: <F>(name: string, returns: string | null, takes: readonly string[]) => F };

/** The module's own allocator, which its declaration leaves out. */
type HeapModule = BackendWasmModule & { readonly _malloc: (bytes: number) => number; readonly _free: (address: number) => void };

/** The two halves of a complex64 tensor: tensors of float32, of its shape. */
export interface ComplexParts {
  readonly real: TensorInfo;
  readonly imag: TensorInfo;
}

/**
 * The backend of `@tensorflow/tfjs-backend-wasm`, with its memory at hand for kernels of ours, and with complex numbers,
 * which upstream's cannot store: a complex64 tensor has no data of its own, but refers to its two parts, and so counts
 * as one reference to each.
 */
export class WasmBackend extends BackendWasm {
  /** The heap that upstream's kernels and ours compute on. It may grow with every output: never hold a view of it. */
  readonly heap: WebAssembly.Memory;
  /** Our own module on that heap, where the machine has SIMD. */
  readonly simd: SimdKernels | undefined;
  readonly #complexParts = new WeakMap<object, ComplexParts>();
  /** How many tensors hold strings or complex numbers. */
  #others = 0;

  constructor(module: BackendWasmModule, heap: WebAssembly.Memory) {
    super(module);
    this.heap = heap;
    this.simd = loadSimd(heap);
    this.dataIdMap = new TensorTable(this, engine());
  }

  /** Whether any tensor here holds anything but real numbers. */
  get hasOthers(): boolean {
    return this.#others > 0;
  }

  /** Room on the heap that is no tensor's, until it is released; its address. */
  allocate(bytes: number): number {
    return (this.wasm as HeapModule)._malloc(bytes) >>> 0;
  }

  release(address: number): void {
    (this.wasm as HeapModule)._free(address);
  }

  /** A complex64 tensor of two float32 tensors of one shape. It takes over the caller's reference to each. */
  makeComplex(parts: ComplexParts): TensorInfo {
    const dataId = {};
    const { shape } = parts.real;
    this.#storeComplex(dataId, parts, 1);
    return { dataId, shape, dtype: 'complex64' };
  }

  /** The parts of a complex64 tensor, which keeps its references to them. */
  complexParts({ dataId }: TensorInfo): ComplexParts {
    // What lies on another backend is moved here by being asked for.
    this.dataIdMap.get(dataId);
    const parts = this.#complexParts.get(dataId);
    if (parts === undefined) throw new Error('not a complex64 tensor');
    return parts;
  }

  override move(dataId: object, values: backend_util.BackendValues | null, shape: number[], dtype: DataType, refCount: number): void {
    if (dtype === 'string') this.#others++;
    if (dtype !== 'complex64') return super.move(dataId, values, shape, dtype, refCount);
    const { real, imag } = backend_util.splitRealAndImagArrays(values as Float32Array);
    const part = (half: Float32Array) => this.makeOutput(shape, 'float32', undefined, half);
    this.#storeComplex(dataId, { real: part(real), imag: part(imag) }, refCount);
  }

  override readSync(dataId: object, start?: number, end?: number): backend_util.BackendValues {
    const { dtype } = this.dataIdMap.get(dataId);
    if (dtype !== 'complex64') return super.readSync(dataId, start, end);
    const { real, imag } = this.#complexParts.get(dataId)!;
    const half = (part: TensorInfo) => super.readSync(part.dataId, start, end) as Float32Array;
    return backend_util.mergeRealAndImagArrays(half(real), half(imag));
  }

  override disposeData(dataId: object, force = false): boolean {
    if (!this.dataIdMap.has(dataId)) return true;
    const data = this.dataIdMap.get(dataId);
    if (data.dtype !== 'complex64') {
      const gone = super.disposeData(dataId, force);
      if (gone && data.dtype === 'string') this.#others--;
      return gone;
    }
    const parts = this.#complexParts.get(dataId)!;
    data.refCount--;
    if (data.refCount > 0 && !force) return false;
    this.#others--;
    this.#complexParts.delete(dataId);
    this.dataIdMap.delete(dataId);
    for (const part of [parts.real, parts.imag]) {
      // Core may know a part too, as a tensor made by `tf.real`, and counts its buffers.
      if (this.disposeData(part.dataId)) engine().removeDataId(part.dataId, this);
    }
    return true;
  }

  #storeComplex(dataId: object, parts: ComplexParts, refCount: number): void {
    this.#others++;
    this.#complexParts.set(dataId, parts);
    // Upstream's module numbers its tensors from 1: 0 is none.
    this.dataIdMap.set(dataId, { id: 0, memoryOffset: 0, shape: parts.real.shape, dtype: 'complex64', refCount });
  }
}

/**
 * Instantiates upstream's wasm (with SIMD where the machine has it) and makes a backend of it.
 * Upstream's own way in hides the memory, and pulls in a threaded build that Node cannot start.
 */
export async function createWasmBackend(): Promise<WasmBackend> {
  const file = wasmFile(WebAssembly.validate(simdModule) ? 'tfjs-backend-wasm-simd.wasm' : 'tfjs-backend-wasm.wasm');
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
