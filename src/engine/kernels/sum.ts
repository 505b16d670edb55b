import { backend_util, util, type TensorInfo } from '@tensorflow/tfjs-core';
import type { SimdKernels } from '../simd/load-simd';
import type { WasmBackend } from '../wasm-backend';
import { address, output, reshaped } from './heap';
import type { KernelArgs, KernelTools, WasmKernel } from './wasm-kernel';

/**
 * Sums over axes: x of any shape, out of x's shape without these axes, or with 1 in their place.
 * Upstream's transposes whenever the axes are not the last ones, as in every gradient of a bias, and loses digits by
 * adding up in single precision.
 */
export const sum: WasmKernel = {
  name: 'Sum',
  why: 'slow',
  create: (tools) => reduction(tools, 'Sum', () => 1),
};

export type ReductionArgs = KernelArgs<{ readonly x: TensorInfo }, { readonly axis: number | readonly number[]; readonly keepDims: boolean }>;

/**
 * A sum over axes, times a factor of how many numbers make one; upstream's kernel where it is not of float32, and
 * cpu's where there is nothing to add up: upstream's leaves the output as it finds it.
 */
export function reduction({ simd, shipped, onCpu }: KernelTools, name: string, scaleFor: (count: number) => number) {
  const [otherwise, onEmpty] = [shipped(name), onCpu(name)];
  return (args: ReductionArgs): TensorInfo => {
    const { inputs: { x }, attrs: { axis, keepDims }, backend } = args;
    if (simd === undefined || x.dtype !== 'float32') {
      return (util.sizeFromShape(x.shape) === 0 ? onEmpty : otherwise)(args as never) as TensorInfo;
    }
    const axes = util.parseAxisParam(axis as number[], x.shape).sort((i, j) => i - j);
    if (axes.length === x.shape.length) {
      const size = util.sizeFromShape(x.shape);
      const out = output(backend, keepDims ? x.shape.map(() => 1) : []);
      simd.sumAxis(address(backend, out), address(backend, x), 1, size, 1, scaleFor(size));
      return out;
    }
    const kept = x.shape.filter((_, at) => !axes.includes(at));
    const scale = scaleFor(util.sizeFromShape(x.shape) / util.sizeFromShape(kept));
    const sums = sumOverRuns(x, axes, scale, backend, simd);
    return reshaped(sums, keepDims ? backend_util.expandShapeToKeepDim(kept, axes) : kept);
  };
}

/** Sums over one run of neighbouring axes after another, the last one first: each leaves less for the next. */
function sumOverRuns(x: TensorInfo, axes: readonly number[], scale: number, backend: WasmBackend, simd: SimdKernels): TensorInfo {
  let end = axes.length;
  let [from, made] = [x, false];
  do {
    let begin = Math.max(end - 1, 0);
    while (begin > 0 && axes[begin - 1] === axes[begin]! - 1) begin--;
    const [first, last] = end === 0 ? [0, -1] : [axes[begin]!, axes[end - 1]!];
    const [before, after] = [from.shape.slice(0, first), from.shape.slice(last + 1)];
    const out = output(backend, [...before, ...after]);
    const count = util.sizeFromShape(from.shape.slice(first, last + 1));
    const factor = begin === 0 ? scale : 1;
    simd.sumAxis(address(backend, out), address(backend, from), util.sizeFromShape(before), count, util.sizeFromShape(after), factor);
    if (made) backend.disposeData(from.dataId);
    [from, made, end] = [out, true, begin];
  } while (end > 0);
  return from;
}
