import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/** y = x, back to front along some axes. Upstream's takes the bytes of bool for floats. */
export const reverse: WasmKernel = {
  name: 'Reverse',
  why: 'wrong',
  create: ({ shipped, onCpu }) => {
    const [upstream, cpu] = [shipped('Reverse'), onCpu('Reverse')];
    return (args: KernelArgs<{ readonly x: TensorInfo }>) =>
      (args.inputs.x.dtype === 'bool' ? cpu : upstream)(args as never);
  },
};
