import { backend_util, util, type TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmBackend } from '../wasm-backend';
import { reshaped } from './heap';
import type { KernelArgs, KernelTools, WasmKernel } from './wasm-kernel';

/**
 * Einstein's summation over one tensor or two, `ij,jk->ik`: what is not in the output is summed over. One dtype for all.
 * Cpu multiplies everything with everything and sums afterwards. Here what only one tensor has is summed first; what both
 * have is a batch of matrix products where it stays, and their inner axis where it goes:
 * [batch, left, inner] · [batch, inner, right] → [batch, left, right], of which the output is a transposition.
 */
export const einsum: WasmKernel = {
  name: 'Einsum',
  why: 'missing',
  create: (tools) => {
    const onCpu = tools.onCpu('Einsum');
    return (args: KernelArgs<readonly TensorInfo[], { readonly equation: string }>) => {
      const { inputs, attrs: { equation }, backend } = args;
      const { allDims, idDims } = backend_util.decodeEinsumEquation(equation, inputs.length);
      backend_util.checkEinsumDimSizes(allDims.length, idDims, inputs as never);
      // The output's axes come first, in its order; core says as much only of equations that repeat none there.
      const outputLabels = equation.replace(/\s/g, '').split('->')[1]!.length;
      const { dtype } = inputs[0]!;
      const plain = (dtype === 'float32' || dtype === 'int32') && inputs.every((input) => input.dtype === dtype);
      if (!plain || new Set(equation.replace(/\s/g, '').split('->')[1]).size < outputLabels) return onCpu(args as never);

      const sums = new Summation(tools, backend, outputLabels);
      const [a, b] = inputs.map((tensor, index) => ({ tensor, labels: idDims[index]! }));
      return sums.finish(b === undefined ? a! : sums.product(a!, b));
    };
  },
};

/** A tensor whose axes have names: the numbers of an equation's labels, those of the output before all others. */
interface Labelled {
  readonly tensor: TensorInfo;
  readonly labels: readonly number[];
}

class Summation {
  readonly #tools: KernelTools;
  readonly #backend: WasmBackend;
  readonly #outputLabels: number;
  readonly #made: TensorInfo[] = [];

  constructor(tools: KernelTools, backend: WasmBackend, outputLabels: number) {
    this.#tools = tools;
    this.#backend = backend;
    this.#outputLabels = outputLabels;
  }

  /** The product of two, with all that neither the output nor the other one has already summed over. */
  product(first: Labelled, second: Labelled): Labelled {
    const a = this.#sumOver(first, first.labels.filter((label) => !this.#stays(label) && !second.labels.includes(label)));
    const b = this.#sumOver(second, second.labels.filter((label) => !this.#stays(label) && !first.labels.includes(label)));
    const shared = a.labels.filter((label) => b.labels.includes(label));
    const batch = shared.filter((label) => this.#stays(label));
    const inner = shared.filter((label) => !this.#stays(label));
    const left = a.labels.filter((label) => !shared.includes(label));
    const right = b.labels.filter((label) => !shared.includes(label));
    const labels = [...batch, ...left, ...right];
    const size = (of: Labelled, some: readonly number[]) => util.sizeFromShape(some.map((label) => sizeOf(of, label)));
    const shape = labels.map((label) => sizeOf(a.labels.includes(label) ? a : b, label));
    const [batches, m, k, n] = [size(a, batch), size(a, left), size(a, inner), size(b, right)];

    if (inner.length === 0) {
      const x = reshaped(this.#ordered(a, [...batch, ...left]), [batches, m, 1]);
      const y = reshaped(this.#ordered(b, [...batch, ...right]), [batches, 1, n]);
      return { tensor: reshaped(this.#run('Multiply', { a: x, b: y }), shape), labels };
    }
    // Matrices are multiplied as they lie, transposed or not, where that spares a copy.
    const transposeA = !isOrdered(a, [...batch, ...left, ...inner]) && isOrdered(a, [...batch, ...inner, ...left]);
    const transposeB = !isOrdered(b, [...batch, ...inner, ...right]) && isOrdered(b, [...batch, ...right, ...inner]);
    const x = transposeA
      ? reshaped(a.tensor, [batches, k, m])
      : reshaped(this.#ordered(a, [...batch, ...left, ...inner]), [batches, m, k]);
    const y = transposeB
      ? reshaped(b.tensor, [batches, n, k])
      : reshaped(this.#ordered(b, [...batch, ...inner, ...right]), [batches, k, n]);
    const tensor = this.#run('BatchMatMul', { a: x, b: y }, { transposeA, transposeB });
    return { tensor: reshaped(tensor, shape), labels };
  }

  /** Sums over what is not in the output, puts its axes in order and disposes of all that was made on the way. */
  finish(result: Labelled): TensorInfo {
    const summed = this.#sumOver(result, result.labels.filter((label) => !this.#stays(label)));
    const out = this.#ordered(summed, Array.from({ length: this.#outputLabels }, (_, label) => label));
    this.#backend.incRef(out.dataId);
    for (const { dataId } of this.#made) this.#backend.disposeData(dataId);
    return out;
  }

  #stays(label: number): boolean {
    return label < this.#outputLabels;
  }

  #sumOver(of: Labelled, labels: readonly number[]): Labelled {
    if (labels.length === 0) return of;
    const axis = labels.map((label) => of.labels.indexOf(label));
    return {
      tensor: this.#run('Sum', { x: of.tensor }, { axis, keepDims: false }),
      labels: of.labels.filter((label) => !labels.includes(label)),
    };
  }

  #ordered(of: Labelled, labels: readonly number[]): TensorInfo {
    if (isOrdered(of, labels)) return of.tensor;
    return this.#run('Transpose', { x: of.tensor }, { perm: labels.map((label) => of.labels.indexOf(label)) });
  }

  #run(kernel: string, inputs: object, attrs: object = {}): TensorInfo {
    const made = this.#tools.current(kernel)({ inputs: inputs as never, attrs: attrs as never, backend: this.#backend }) as TensorInfo;
    this.#made.push(made);
    return made;
  }
}

function sizeOf({ tensor, labels }: Labelled, label: number): number {
  return tensor.shape[labels.indexOf(label)]!;
}

function isOrdered(of: Labelled, labels: readonly number[]): boolean {
  return labels.every((label, axis) => of.labels[axis] === label);
}
