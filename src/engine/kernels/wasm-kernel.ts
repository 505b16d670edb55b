import type { KernelFunc, NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { SimdKernels } from '../simd/load-simd';
import type { WasmBackend } from '../wasm-backend';

/** A kernel of ours for the wasm backend, in place of upstream's or where upstream has none. */
export interface WasmKernel {
  /** The kernel's name in TensorFlow.js's registry. */
  readonly name: string;
  /** What is the matter with upstream's, in 4.22; `ours` is a kernel that no backend has, for a fused operation of ours. */
  readonly why: 'missing' | 'wrong' | 'slow' | 'ours';
  /** True if it takes strings and complex numbers too. Otherwise it never sees them: with those, cpu's kernel runs. */
  readonly anyDtype?: boolean;
  /** Called for every backend that is made (as a rule, one), when its heap is there; upstream's kernels are set up by the time ours are called. */
  readonly create: (tools: KernelTools) => Kernel;
}

/**
 * Computes a kernel: inputs and attributes by name, as core passes them. It throws on inputs that cpu's refuses.
 * The names are the kernel's own business, hence `never`: each kernel declares the ones it reads.
 */
export type Kernel = (args: KernelArgs<never, never>) => TensorInfo | TensorInfo[];

export interface KernelArgs<Inputs = Readonly<Record<string, TensorInfo>>, Attributes = NamedAttrMap> {
  readonly inputs: Inputs;
  readonly attrs: Attributes;
  readonly backend: WasmBackend;
}

/** What a kernel may build on. */
export interface KernelTools {
  readonly backend: WasmBackend;
  /** The kernel that upstream ships for wasm under this name, with cpu's for what is beyond it (shipped-limits.ts). Throws where there is none. */
  readonly shipped: (name: string) => KernelFunc;
  /** The kernel that stands under this name: ours, upstream's or cpu's. For use when a kernel runs, not before. */
  readonly current: (name: string) => KernelFunc;
  /** Cpu's kernel, on views of the wasm heap: right, and as slow as cpu. */
  readonly onCpu: (name: string) => KernelFunc;
  /** Kernels of our own module, where the machine has SIMD; without it a kernel finds another way. */
  readonly simd: SimdKernels | undefined;
}
