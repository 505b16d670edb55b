import { engine, getKernel, util, type KernelFunc, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs-core';
import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import type { WasmBackend } from '../wasm-backend';

/**
 * A kernel that runs cpu's on views of the wasm heap: inputs are not copied, outputs are, once.
 * Right wherever cpu is; it reads element by element and is as slow as that.
 */
export function cpuFallback(name: string): KernelFunc {
  const { kernelFunc } = getKernel(name, 'cpu');
  return ({ inputs, backend, attrs }) => run(kernelFunc, inputs, backend as WasmBackend, attrs ?? {});
}

function run(kernel: KernelFunc, inputs: object, wasm: WasmBackend, attrs: NamedAttrMap): TensorInfo | TensorInfo[] {
  const cpu = engine().findBackend('cpu') as MathBackendCPU;
  const lent: TensorInfo[] = [];

  const lend = (tensor: TensorInfo): TensorInfo => {
    const { stringBytes } = wasm.dataIdMap.get(tensor.dataId);
    const values = stringBytes ?? wasm.typedArrayFromHeap(tensor);
    const dataId = {};
    cpu.data.set(dataId, { values, dtype: tensor.dtype, refCount: 1 });
    const view = { dataId, shape: tensor.shape, dtype: tensor.dtype, size: util.sizeFromShape(tensor.shape) };
    lent.push(view);
    return view;
  };
  const lendAll = (input: TensorInfo | TensorInfo[] | undefined) =>
    input === undefined || input === null ? input : Array.isArray(input) ? input.map(lend) : lend(input);
  // Core passes a list of tensors to some kernels in place of tensors by name.
  const views = Array.isArray(inputs)
    ? (inputs as TensorInfo[]).map(lend)
    : Object.fromEntries(Object.entries(inputs).map(([key, input]) => [key, lendAll(input as TensorInfo)]));

  const take = (result: TensorInfo): TensorInfo => {
    const { values } = cpu.data.get(result.dataId);
    // An output may be an input of the kernel, seen anew: making room for it may grow the heap and empty that view.
    const own = lent.some(({ dataId }) => dataId === result.dataId) ? [...(values as Float32Array)] : values;
    return wasm.makeOutput(result.shape, result.dtype, undefined, own as Float32Array);
  };
  const results = kernel({ inputs: views as never, backend: cpu, attrs });
  const list = Array.isArray(results) ? results : [results];
  const outputs = list.map(take);
  for (const { dataId } of [...list, ...lent]) if (cpu.data.has(dataId)) cpu.disposeData(dataId, true);
  return Array.isArray(results) ? outputs : outputs[0]!;
}
