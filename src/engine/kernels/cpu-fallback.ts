import { engine, getKernel, type KernelFunc, type NamedAttrMap, type NamedTensorInfoMap, type TensorInfo, type TypedArray, util } from '@tensorflow/tfjs-core';
import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import type { WasmBackend } from '../wasm-backend';

/**
 * A kernel that runs cpu's on views of the wasm heap: inputs are not copied, outputs are, once, unless they are inputs.
 * Right wherever cpu is, strings and complex numbers included; it reads element by element and is as slow as that.
 */
export function cpuFallback(name: string): KernelFunc {
  const { kernelFunc } = getKernel(name, 'cpu');
  return ({ inputs, backend, attrs }) => run(kernelFunc, inputs, backend as WasmBackend, attrs ?? {});
}

/** What a kernel takes: a tensor, a list of them, or nothing where an input is optional. */
type Input = TensorInfo | readonly Input[] | null | undefined;

function run(kernel: KernelFunc, inputs: object, wasm: WasmBackend, attrs: NamedAttrMap): TensorInfo | TensorInfo[] {
  const cpu = engine().findBackend('cpu') as MathBackendCPU;
  const loan = new Loan(wasm, cpu);
  try {
    // Core passes a list of tensors to some kernels in place of tensors by name.
    const views = Array.isArray(inputs)
      ? loan.lend(inputs as Input)
      : Object.fromEntries(Object.entries(inputs).map(([key, input]) => [key, loan.lend(input as Input)]));
    const results = kernel({ inputs: views as NamedTensorInfoMap, backend: cpu, attrs });
    // Room for an output may make the heap grow, which empties every view of it.
    for (const result of [results].flat()) loan.detach(result);
    return Array.isArray(results) ? results.map((result) => loan.take(result)) : loan.take(results);
  } finally {
    loan.end();
  }
}

/** Tensors of wasm's that cpu sees for the time of one kernel, and what that kernel made of them. */
class Loan {
  readonly #wasm: WasmBackend;
  readonly #cpu: MathBackendCPU;
  /** By cpu's identity of each tensor, the tensor on wasm; undefined for what is to be thrown away at the end. */
  readonly #lent = new Map<object, TensorInfo | undefined>();

  constructor(wasm: WasmBackend, cpu: MathBackendCPU) {
    this.#wasm = wasm;
    this.#cpu = cpu;
  }

  lend(input: Input): Input {
    if (input === null || input === undefined) return input;
    if (isList(input)) return input.map((each) => this.lend(each));
    const { shape, dtype } = input;
    const dataId = {};
    this.#lent.set(dataId, input);
    this.#cpu.data.set(dataId, { ...this.#contents(input), dtype, refCount: 1 });
    // Some of cpu's kernels read what a tensor's description does not promise.
    return { dataId, shape, dtype, rank: shape.length, size: util.sizeFromShape(shape) } as TensorInfo;
  }

  /** Copies what is still on wasm's heap of a result: a part of a tensor that was lent, or one under another dtype. */
  detach({ dataId, dtype }: TensorInfo): void {
    if (this.#lent.get(dataId)?.dtype === dtype) return;
    const data = this.#cpu.data.get(dataId);
    const { values, complexTensorInfos } = data;
    if (complexTensorInfos !== undefined) {
      this.detach(complexTensorInfos.real);
      this.detach(complexTensorInfos.imag);
    } else if (ArrayBuffer.isView(values) && values.buffer === this.#wasm.heap.buffer) data.values = (values as TypedArray).slice();
  }

  /** Brings a result to wasm, which has been detached before. It may be a tensor that was lent. */
  take({ dataId, shape, dtype }: TensorInfo): TensorInfo {
    const { values, complexTensorInfos } = this.#cpu.data.get(dataId);
    const source = this.#lent.get(dataId);
    if (!this.#lent.has(dataId)) this.#lent.set(dataId, undefined);
    if (source !== undefined && source.dtype === dtype) {
      this.#wasm.incRef(source.dataId);
      return { dataId: source.dataId, shape, dtype };
    }
    if (complexTensorInfos !== undefined) {
      const part = (info: TensorInfo) => this.take({ ...info, shape });
      return this.#wasm.makeComplex({ real: part(complexTensorInfos.real), imag: part(complexTensorInfos.imag) });
    }
    if (dtype === 'string') return this.#wasm.makeOutput(shape, dtype, undefined, values);
    const out = this.#wasm.makeOutput(shape, dtype);
    // Cpu casts without a copy: the values may be of another type than the tensor.
    this.#wasm.typedArrayFromHeap(out).set(values as TypedArray);
    return out;
  }

  /** Leaves cpu as it was. */
  end(): void {
    for (const dataId of this.#lent.keys()) if (this.#cpu.data.has(dataId)) this.#cpu.disposeData(dataId, true);
  }

  #contents(tensor: TensorInfo) {
    if (tensor.dtype === 'complex64') {
      const { real, imag } = this.#wasm.complexParts(tensor);
      const { shape } = tensor;
      const part = (info: TensorInfo) => this.lend({ ...info, shape }) as TensorInfo;
      return { complexTensorInfos: { real: part(real), imag: part(imag) } };
    }
    const { stringBytes } = this.#wasm.dataIdMap.get(tensor.dataId);
    return { values: stringBytes ?? this.#wasm.typedArrayFromHeap(tensor) };
  }
}

function isList(input: TensorInfo | readonly Input[]): input is readonly Input[] {
  return Array.isArray(input);
}
