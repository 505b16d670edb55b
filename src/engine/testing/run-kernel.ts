import { getKernel, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs-core';
import assert from 'node:assert/strict';
import { cpuFallback } from '../kernels/cpu-fallback';
import type { Kernel, WasmKernel } from '../kernels/wasm-kernel';
import { createSeededRandom } from '../../protocol/seeded-random';
import { startEngine } from '../start-engine';
import type * as tensorflow from '../tfjs';
import type { WasmBackend } from '../wasm-backend';
import type { Input } from './same-as-cpu';

/** What a kernel made, read back. */
export interface Made {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly values: readonly number[];
}

export interface KernelCall {
  /** Filled as `assertSameAsCpu` does: with odd multiples of 1/8, or of 1 if int32. */
  readonly inputs: Readonly<Record<string, Input>>;
  readonly attrs: object;
}

/**
 * Runs a kernel of ours that has one output: as it is installed, or with a set of tools of which SIMD is not one.
 * Kernels that it builds on are those installed. Asserts that nothing is left behind.
 */
export async function runKernel({ name, create }: WasmKernel, call: KernelCall, { simd = true } = {}): Promise<Made> {
  const { tf } = await startEngine({ backend: 'wasm' });
  const backend = tf.backend() as WasmBackend;
  const installed = (kernel: string) => getKernel(kernel, 'wasm').kernelFunc;
  const tools = { backend, shipped: installed, current: installed, onCpu: cpuFallback, simd: undefined };
  const kernel = simd ? installed(name) : create(tools);
  const tensors = tensorsOf(tf, call);
  const before = backend.numDataIds();
  const made = (kernel as Kernel)({ inputs: tensors as never, attrs: call.attrs as never, backend }) as TensorInfo;
  const result = { shape: made.shape, dtype: made.dtype, values: [...(backend.readSync(made.dataId) as Float32Array)] };
  backend.disposeData(made.dataId);
  assert.equal(backend.numDataIds(), before, 'tensors were left behind');
  tf.dispose(tensors);
  return result;
}

/** Inputs by name, with their numbers: the same ones for the same call. */
export function drawInputs(inputs: KernelCall['inputs']): Record<string, Made> {
  const random = createSeededRandom(1).next;
  return Object.fromEntries(
    Object.entries(inputs).map(([key, input]) => {
      const { shape, dtype = 'float32', values } = 'shape' in input ? input : { shape: input };
      const size = shape.reduce((product, extent) => product * extent, 1);
      const scale = dtype === 'float32' ? 8 : 1;
      const drawn = Array.from({ length: size }, () => (2 * Math.floor(random() * 16) - 15) / scale);
      return [key, { shape, dtype, values: values ?? drawn }];
    }),
  );
}

function tensorsOf(tf: typeof tensorflow, { inputs }: KernelCall): Record<string, tensorflow.Tensor> {
  const drawn = Object.entries(drawInputs(inputs));
  return Object.fromEntries(
    drawn.map(([key, { values, shape, dtype }]) => [key, tf.tensor([...values], [...shape], dtype as 'float32')]),
  );
}

/** Runs a kernel on cpu, on the same inputs. */
export async function runOnCpu(name: string, call: KernelCall): Promise<Made> {
  const { tf } = await startEngine({ backend: 'cpu' });
  return tf.tidy(() => {
    const made = tf.engine().runKernel(name, tensorsOf(tf, call), call.attrs as NamedAttrMap) as InstanceType<typeof tf.Tensor>;
    return { shape: made.shape, dtype: made.dtype, values: [...made.dataSync()] };
  });
}

/** Asserts equal shapes, dtypes and values, but for rounding: relative to the largest of them. */
export function assertSame(actual: Made, expected: Made, tolerance = 1e-5): void {
  assert.deepEqual([actual.shape, actual.dtype], [expected.shape, expected.dtype]);
  const scale = expected.values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1);
  expected.values.forEach((value, index) => {
    const difference = Math.abs(actual.values[index]! - value);
    const where = `element ${index} of [${expected.shape.join()}]`;
    assert.ok(difference <= tolerance * scale, `${where}: ${actual.values[index]}, not ${value}`);
  });
}
