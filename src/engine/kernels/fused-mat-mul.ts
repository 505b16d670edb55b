import { util, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core';
import { address } from './heap';
import { multiplyFloats, type MatrixProduct } from './multiply-matrices';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * out = activation(a · b + bias): a dense layer. a: [batch…, m, k], b: [batch…, k, n], either transposed; bias: anything
 * that broadcasts to [batch…, m, n]; out: [batch…, m, n].
 * Upstream's refuses a bias of any rank but 1, does not know some activations and takes the naive way with transposed or
 * batched matrices.
 */
export const fusedMatMul: WasmKernel = {
  name: '_FusedMatMul',
  why: 'wrong',
  create: ({ simd, current, onCpu }) => {
    const fallback = onCpu('_FusedMatMul');
    if (simd === undefined) return fallback as never;
    const add = current('Add');
    const activations = new Map(Object.entries(kernelOf).map(([activation, kernel]) => [activation, current(kernel)]));

    return (args: Args) => {
      const { inputs: { a, b, bias, preluActivationWeights }, attrs, backend } = args;
      const { transposeA, transposeB, activation = 'linear', leakyreluAlpha } = attrs;
      const known = activation === 'linear' || activation === 'relu' || activations.has(activation);
      if (a.dtype !== 'float32' || b.dtype !== 'float32' || !known) return fallback(args as never);

      const perColumn = bias != null && bias.shape.at(-1) === util.sizeFromShape(bias.shape) && bias.shape.at(-1) === columnsOf(args.inputs.b, transposeB);
      let out = multiplyFloats({ a, b, transposeA, transposeB }, backend, simd, perColumn ? bias : undefined);
      /** Puts another tensor in the place of the output so far. */
      const then = (kernel: KernelFunc, inputs: object, attributes: object = {}): void => {
        const next = kernel({ inputs: inputs as never, backend, attrs: attributes as never }) as TensorInfo;
        backend.disposeData(out.dataId);
        out = next;
      };
      if (bias != null && !perColumn) then(add, { a: out, b: bias });
      if (activation === 'relu') simd.reluInPlace(address(backend, out), util.sizeFromShape(out.shape));
      else if (activation === 'prelu') then(activations.get(activation)!, { x: out, alpha: preluActivationWeights });
      else if (activation !== 'linear') then(activations.get(activation)!, { x: out }, { alpha: leakyreluAlpha });
      return out;
    };
  },
};

/** Activations that are kernels of their own. */
const kernelOf = { elu: 'Elu', leakyrelu: 'LeakyRelu', prelu: 'Prelu', relu6: 'Relu6', sigmoid: 'Sigmoid' } as const;

function columnsOf(b: TensorInfo, transposed: boolean): number {
  return b.shape.at(transposed ? -2 : -1)!;
}

interface Args
  extends KernelArgs<
    Pick<MatrixProduct, 'a' | 'b'> & { readonly bias?: TensorInfo | null; readonly preluActivationWeights?: TensorInfo | null },
    Pick<MatrixProduct, 'transposeA' | 'transposeB'> & { readonly activation?: string; readonly leakyreluAlpha?: number }
  > {}
