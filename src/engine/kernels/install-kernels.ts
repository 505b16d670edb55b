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
 * kernel for runs on cpu's. To be called once, before the backend is made; each backend that is made then sets them up.
 * Without SIMD (a processor from before 2008, or `simd: false` in a test) kernels find their slower way.
 */
export function installKernels({ simd = true }: { readonly simd?: boolean } = {}): void {
  const shipped = new Map(getKernelsForBackend('wasm').map((config) => [config.kernelName, config]));
  const shippedKernel = (name: string): KernelFunc => {
    const config = shipped.get(name);
    if (config === undefined) throw new Error(`upstream has no ${name} for wasm`);
    return config.kernelFunc;
  };

  const toolsOf = new WeakMap<WasmBackend, KernelTools>();
  const toolsFor = (backend: WasmBackend): KernelTools => {
    const known = toolsOf.get(backend);
    if (known !== undefined) return known;
    const tools = { backend, shipped: shippedKernel, onCpu: cpuFallback, simd: simd ? loadSimd(backend.heap) : undefined };
    toolsOf.set(backend, tools);
    return tools;
  };

  for (const { kernelName } of getKernelsForBackend('cpu')) {
    if (!shipped.has(kernelName) && !unsupported.has(kernelName)) register(kernelName, () => cpuFallback(kernelName));
  }
  for (const { name, create } of wasmKernels) {
    register(name, (backend) => {
      // Ours may build on upstream's, which binds itself to the backend's module.
      shipped.get(name)?.setupFunc?.(backend);
      return create(toolsFor(backend)) as KernelFunc;
    });
  }
}

/** Registers a kernel that is made anew for every backend: TensorFlow.js disposes of backends and makes others. */
function register(kernelName: string, create: (backend: WasmBackend) => KernelFunc): void {
  let kernel: KernelFunc | undefined;
  if (getKernel(kernelName, 'wasm') != null) unregisterKernel(kernelName, 'wasm');
  registerKernel({
    kernelName,
    backendName: 'wasm',
    setupFunc: (backend) => void (kernel = create(backend as WasmBackend)),
    kernelFunc: (args) => kernel!(args),
  });
}
