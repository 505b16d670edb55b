import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import type { KernelConfig, KernelFunc, NamedAttrMap, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import type * as tensorflow from '../tfjs';
import { NATIVE_BACKEND } from './backend-name';

/** The part of tfjs-node's backend that moves values in and out of TensorFlow. */
interface NativeBackend {
  readonly readSync: (dataId: object) => tensorflow.backend_util.BackendValues;
  readonly write: (values: tensorflow.backend_util.BackendValues, shape: number[], dtype: tensorflow.DataType) => object;
}

/** What a kernel takes: a tensor, a list of them, or nothing where an input is optional. */
type Input = TensorInfo | readonly Input[] | null | undefined;

/** Kernels that TensorFlow computes otherwise than TensorFlow.js says they are: what calls are cpu's to compute. */
const otherwise: Readonly<Record<string, (inputs: Readonly<Record<string, TensorInfo>>) => boolean>> = {
  // Its generator goes on from call to call, whatever the seed.
  Multinomial: () => true,
  // NaN is like no other value there, itself included; here it is one value.
  Unique: () => true,
  // NaN has no sign there; here its sign is 0.
  Sign: () => true,
  // Whole numbers come back as 0.
  Round: ({ x }) => x!.dtype !== 'float32',
  // Whole numbers are divided without a rest.
  RealDiv: ({ a, b }) => a!.dtype !== 'float32' && b!.dtype !== 'float32',
};

/**
 * Lets cpu's kernels do what TensorFlow will not: some it has none for (ragged and sparse ops, image transforms), some it
 * refuses for an argument (explicit padding of pools, NCHW, dilated depthwise convolutions on a processor). Right
 * wherever cpu is, and as slow. Where cpu refuses as well, its message is the one that is thrown: it speaks of the op.
 */
export function installCpuKernels(tf: typeof tensorflow): void {
  const native = new Map(tf.getKernelsForBackend(NATIVE_BACKEND).map((config) => [config.kernelName, config]));
  for (const { kernelName, kernelFunc } of tf.getKernelsForBackend('cpu')) {
    const own = native.get(kernelName);
    const onCpu = runOnCpu(tf, kernelFunc);
    if (own === undefined) tf.registerKernel({ kernelName, backendName: NATIVE_BACKEND, kernelFunc: onCpu });
    else replace(tf, own, { ...own, kernelFunc: choose(tf, own.kernelFunc, onCpu, otherwise[kernelName]) });
  }
}

function replace(tf: typeof tensorflow, { kernelName, backendName }: KernelConfig, by: KernelConfig): void {
  tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel(by);
}

/** TensorFlow's kernel, and cpu's for calls that are not TensorFlow's or that it refuses. */
function choose(
  tf: typeof tensorflow,
  native: KernelFunc,
  onCpu: KernelFunc,
  isForCpu: (typeof otherwise)[string] = () => false,
): KernelFunc {
  return (call) => {
    if (isForCpu(call.inputs as never)) return onCpu(call);
    const engine = tf.engine();
    engine.startScope();
    let results: TensorInfo | TensorInfo[] | undefined;
    try {
      return (results = native(call));
    } catch (error) {
      // A fault in JavaScript is nobody's refusal: hidden behind cpu, it would only be slow.
      if (error instanceof TypeError || error instanceof ReferenceError) throw error;
      return onCpu(call);
    } finally {
      // A kernel that fails on its way leaves what it had made so far.
      engine.endScope(results as tensorflow.TensorContainer);
    }
  };
}

/** A kernel of cpu's on copies of native tensors; its results are copied back. */
function runOnCpu(tf: typeof tensorflow, kernel: KernelFunc): KernelFunc {
  return ({ inputs, backend, attrs }) => {
    const native = backend as NativeBackend;
    const cpu = tf.engine().findBackend('cpu') as MathBackendCPU;
    const lent = new Set<object>();

    const lend = (input: Input): unknown => {
      if (input === null || input === undefined) return input;
      if (isList(input)) return input.map(lend);
      const { dtype, shape } = input;
      const dataId = cpu.write(native.readSync(input.dataId), shape, dtype);
      lent.add(dataId);
      return { dataId, shape, dtype, rank: shape.length, size: tf.util.sizeFromShape(shape) };
    };
    const take = ({ dataId, shape, dtype }: TensorInfo): TensorInfo => {
      lent.add(dataId);
      const values = cpu.readSync(dataId);
      return { dataId: native.write(ownType(values, dtype), shape, dtype), shape, dtype };
    };
    try {
      // Core passes a list of tensors to some kernels in place of tensors by name.
      const views = Array.isArray(inputs)
        ? inputs.map(lend)
        : Object.fromEntries(Object.entries(inputs).map(([key, input]) => [key, lend(input as Input)]));
      const results = kernel({ inputs: views as NamedTensorInfoMap, backend: cpu, attrs: (attrs ?? {}) as NamedAttrMap });
      return Array.isArray(results) ? results.map(take) : take(results);
    } finally {
      for (const dataId of lent) if (cpu.data.has(dataId)) cpu.disposeData(dataId, true);
    }
  };
}

/** Cpu casts without a copy, so that values may be of another type than their tensor; TensorFlow takes them at their word. */
function ownType(
  values: tensorflow.backend_util.BackendValues,
  dtype: tensorflow.DataType,
): tensorflow.backend_util.BackendValues {
  if (dtype === 'int32' && !(values instanceof Int32Array)) return Int32Array.from(values as Float32Array);
  if (dtype === 'bool' && !(values instanceof Uint8Array)) return Uint8Array.from(values as Float32Array);
  if (dtype === 'float32' && !(values instanceof Float32Array)) return Float32Array.from(values as Int32Array);
  return values;
}

function isList(input: TensorInfo | readonly Input[]): input is readonly Input[] {
  return Array.isArray(input);
}
