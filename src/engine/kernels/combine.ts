import { backend_util, util, type TensorInfo } from '@tensorflow/tfjs-core';
import type { SimdKernels } from '../simd/load-simd';
import type { WasmBackend } from '../wasm-backend';
import { address, output } from './heap';
import type { Kernel, KernelArgs, KernelTools } from './wasm-kernel';

/** Operations on two numbers, by the number that our module knows them by (simd/assembly/elementwise.ts). */
const operations = { Add: 0, Sub: 1, Multiply: 2, RealDiv: 3, SquaredDifference: 4, Maximum: 5, Minimum: 6 } as const;

type Args = KernelArgs<{ readonly a: TensorInfo; readonly b: TensorInfo }, object>;

/**
 * out = operation(a, b), element by element, axes of size 1 repeated and axes added in front where they are missing.
 * Upstream's finds every element's place anew as soon as anything is repeated, as in adding a bias, and for tensors of a
 * few numbers spends its time on passing shapes.
 */
export function combination(name: keyof typeof operations, { simd, shipped, onCpu }: KernelTools): Kernel {
  // Upstream's loses NaN in a maximum, and makes of an integer divided by 0 the least of all.
  const operation = operations[name];
  const otherwise = operation < operations.RealDiv || operation === operations.SquaredDifference ? shipped(name) : onCpu(name);
  return (args: Args) => {
    const { inputs: { a, b }, backend } = args;
    if (simd === undefined || a.dtype !== 'float32' || b.dtype !== 'float32') return otherwise(args as never);
    if (util.arraysEqual(a.shape, b.shape)) {
      const out = output(backend, a.shape);
      simd.combine(operation, address(backend, out), address(backend, a), address(backend, b), 1, util.sizeFromShape(a.shape), 0, 1, 0, 1);
      return out;
    }
    return broadcast(operation, a, b, backend, simd);
  };
}

function broadcast(operation: number, a: TensorInfo, b: TensorInfo, backend: WasmBackend, simd: SimdKernels): TensorInfo {
  const shape = backend_util.assertAndGetBroadcastShape(a.shape, b.shape);
  const out = output(backend, shape);
  if (util.sizeFromShape(shape) === 0) return out;
  const axes = commonAxes(shape, a.shape, b.shape);
  const [rows, columns] = [axes.at(-2) ?? one, axes.at(-1) ?? one];
  const outer = axes.slice(0, -2);
  const [toA, toB, to] = [address(backend, a), address(backend, b), address(backend, out)];
  const blocks = outer.reduce((product, { size }) => product * size, 1);
  for (let block = 0; block < blocks; block++) {
    let [rest, atA, atB] = [block, 0, 0];
    for (let axis = outer.length - 1; axis >= 0; axis--) {
      const { size, a: stepA, b: stepB } = outer[axis]!;
      atA += (rest % size) * stepA;
      atB += (rest % size) * stepB;
      rest = Math.floor(rest / size);
    }
    simd.combine(
      operation, to + 4 * block * rows.size * columns.size, toA + 4 * atA, toB + 4 * atB,
      rows.size, columns.size, rows.a, columns.a as 0 | 1, rows.b, columns.b as 0 | 1,
    );
  }
  return out;
}

/** An axis of the output: its size, and how far each input advances along it, in elements; 0 repeats. */
interface Axis {
  readonly size: number;
  readonly a: number;
  readonly b: number;
}
const one: Axis = { size: 1, a: 0, b: 0 };

/** The axes of a broadcast, without those of size 1, and with those that both inputs walk through as one made one. */
function commonAxes(shape: readonly number[], shapeA: readonly number[], shapeB: readonly number[]): readonly Axis[] {
  const axes: Axis[] = [];
  let [strideA, strideB] = [1, 1];
  for (let back = 1; back <= shape.length; back++) {
    const size = shape.at(-back)!;
    const [sizeA, sizeB] = [back <= shapeA.length ? shapeA.at(-back)! : 1, back <= shapeB.length ? shapeB.at(-back)! : 1];
    const axis = { size, a: sizeA === 1 ? 0 : strideA, b: sizeB === 1 ? 0 : strideB };
    strideA *= sizeA;
    strideB *= sizeB;
    if (size === 1) continue;
    const inner = axes[0];
    if (inner !== undefined && axis.a === inner.a * inner.size && axis.b === inner.b * inner.size) {
      axes[0] = { size: inner.size * size, a: inner.a, b: inner.b };
    } else axes.unshift(axis);
  }
  return axes;
}
