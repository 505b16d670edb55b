import { getKernel, getKernelsForBackend, registerKernel, unregisterKernel, type KernelFunc } from '@tensorflow/tfjs-core';
import { loadSimd } from '../simd/load-simd';
import type { WasmBackend } from '../wasm-backend';
import { cpuFallback } from './cpu-fallback';
import type { KernelTools } from './wasm-kernel';
import { wasmKernels } from './wasm-kernels';

/** Kernels that neither wasm nor a fallback can have: see complex numbers. */
const unsupported = new Set(['Complex', 'ComplexAbs', 'FFT', 'IFFT', 'Imag', 'Real']);

/**
 * Corrects the wasm backend: kernels of ours take the place of upstream's, and what upstream lacks and we have no
 * kernel for runs on cpu's. To be called once, when the backend has been set up.
 * Without SIMD (a processor from before 2008, or `simd: false` in a test) kernels find their slower way.
 */
export function installKernels(backend: WasmBackend, { simd = true }: { readonly simd?: boolean } = {}): void {
  const shipped = new Map(getKernelsForBackend('wasm').map(({ kernelName, kernelFunc }) => [kernelName, kernelFunc]));
  const tools: KernelTools = {
    backend,
    shipped: (name) => {
      const kernel = shipped.get(name);
      if (kernel === undefined) throw new Error(`upstream has no ${name} for wasm`);
      return kernel;
    },
    onCpu: cpuFallback,
    simd: simd ? loadSimd(backend.heap) : undefined,
  };
  for (const { kernelName } of getKernelsForBackend('cpu')) {
    if (!shipped.has(kernelName) && !unsupported.has(kernelName)) replace(kernelName, cpuFallback(kernelName));
  }
  for (const { name, create } of wasmKernels) replace(name, create(tools) as KernelFunc);
}

function replace(kernelName: string, kernelFunc: KernelFunc): void {
  if (getKernel(kernelName, 'wasm') != null) unregisterKernel(kernelName, 'wasm');
  registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
}
