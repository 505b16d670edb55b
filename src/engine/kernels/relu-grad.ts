import type { TensorInfo } from '@tensorflow/tfjs-core';
import { address, floats, output } from './heap';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/** dx = dy · step(x), in one pass where upstream takes two kernels and a tensor between them. Any shape, float32. */
export const reluGrad: WasmKernel = {
  name: 'ReluGrad',
  why: 'ours',
  create: ({ simd }) => ({ inputs: { dy, x }, backend }: Args) => {
    const dx = output(backend, x.shape);
    const [from, at, to] = [floats(backend, dy), floats(backend, x), floats(backend, dx)];
    if (simd !== undefined) simd.reluGrad(address(backend, dx), address(backend, dy), address(backend, x), to.length);
    else for (let i = 0; i < to.length; i++) to[i] = from[i]! * (at[i]! > 0 ? 1 : at[i]! <= 0 ? 0 : Number.NaN);
    return dx;
  },
};

type Args = KernelArgs<{ readonly dy: TensorInfo; readonly x: TensorInfo }>;
