import { engine, getKernel, getKernelsForBackend, registerKernel, unregisterKernel, type KernelFunc, type NamedTensorInfoMap, type TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmBackend } from '../wasm-backend';
import { cpuFallback } from './cpu-fallback';
import { shippedLimits } from './shipped-limits';
import type { KernelTools } from './wasm-kernel';
import { wasmKernels } from './wasm-kernels';

/** Kernels of upstream's that only see a tensor under another shape, whatever is in it. */
const sharing = new Set(['ExpandDims', 'Reshape']);

/**
 * Corrects the wasm backend: kernels of ours take the place of upstream's, and what upstream lacks and we have no
 * kernel for runs on cpu's, as does every kernel when it meets strings or complex numbers, of which upstream's make
 * garbage. To be called once, before the backend is made; each backend that is made then sets them up.
 * Without SIMD (a processor from before 2008, or `simd: false` in a test) kernels find their slower way.
 */
export function installKernels({ simd = true }: { readonly simd?: boolean } = {}): void {
  const shipped = new Map(getKernelsForBackend('wasm').map((config) => [config.kernelName, config]));
  const shippedKernel = (name: string): KernelFunc => {
    const config = shipped.get(name);
    if (config === undefined) throw new Error(`upstream has no ${name} for wasm`);
    const beyond = shippedLimits.get(name);
    return beyond === undefined ? config.kernelFunc : unless(beyond, config.kernelFunc, cpuFallback(name));
  };

  const toolsOf = new WeakMap<WasmBackend, KernelTools>();
  const toolsFor = (backend: WasmBackend): KernelTools => {
    const known = toolsOf.get(backend);
    if (known !== undefined) return known;
    const current = (name: string) => getKernel(name, 'wasm').kernelFunc;
    const tools = { backend, shipped: shippedKernel, current, onCpu: cpuFallback, simd: simd ? backend.simd : undefined };
    toolsOf.set(backend, tools);
    return tools;
  };

  const ours = new Map(wasmKernels.map((kernel) => [kernel.name, kernel]));
  const onCpu = new Set(getKernelsForBackend('cpu').map(({ kernelName }) => kernelName));
  for (const name of new Set([...shipped.keys(), ...onCpu, ...ours.keys()])) {
    const kernel = ours.get(name);
    const anyDtype = kernel?.anyDtype === true || sharing.has(name) || !onCpu.has(name);
    register(name, (backend) => {
      // Ours may build on upstream's, which binds itself to the backend's module.
      shipped.get(name)?.setupFunc?.(backend);
      const run = kernel?.create(toolsFor(backend)) as KernelFunc | undefined;
      if (run === undefined && !shipped.has(name)) return cpuFallback(name);
      const known = run ?? shippedKernel(name);
      return anyDtype ? known : numbersOnly(known, cpuFallback(name), backend);
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

/** A kernel that leaves to another what is beyond it. */
function unless(beyond: (inputs: NamedTensorInfoMap) => boolean, kernel: KernelFunc, otherwise: KernelFunc): KernelFunc {
  return (args) => (beyond(args.inputs) ? otherwise(args) : kernel(args));
}

/**
 * A kernel that leaves tensors of strings and complex numbers to another. Loops over a few numbers would feel it if every
 * input were asked what it holds: as a rule no such tensor exists, neither here nor on cpu, from where it could come.
 */
function numbersOnly(kernel: KernelFunc, otherwise: KernelFunc, backend: WasmBackend): KernelFunc {
  const cpu = engine().findBackend('cpu');
  return (args) => ((backend.hasOthers || cpu.numDataIds() > 0) && hasOther(args.inputs) ? otherwise(args) : kernel(args));
}

/** Whether a tensor among the inputs (by name, or a list) holds anything but real numbers. */
function hasOther(inputs: object): boolean {
  for (const name in inputs) {
    const input = (inputs as Record<string, TensorInfo | readonly TensorInfo[] | undefined>)[name];
    if (input === undefined || input === null) continue;
    if ('dtype' in input ? input.dtype === 'string' || input.dtype === 'complex64' : hasOther(input)) return true;
  }
  return false;
}
