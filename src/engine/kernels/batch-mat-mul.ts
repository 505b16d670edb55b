import { multiplyFloats, multiplyInts, type MatrixProduct } from './multiply-matrices';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * out[…, i, j] = Σ_l a[…, i, l] · b[…, l, j]: matrices in the last two axes, either transposed; the axes before broadcast.
 * a: [batch…, m, k], b: [batch…, k, n], out: [batch…, m, n], of a's dtype.
 * Upstream's multiplies only float32, and takes the naive way with transposed or batched matrices, which is what the
 * gradient of every dense layer is made of.
 */
export const batchMatMul: WasmKernel = {
  name: 'BatchMatMul',
  why: 'slow',
  create: ({ simd, shipped, onCpu }) => {
    const [onOtherDtypes, withoutSimd] = [onCpu('BatchMatMul'), shipped('BatchMatMul')];
    return (args: Args) => {
      const { inputs: { a, b }, attrs: { transposeA, transposeB }, backend } = args;
      const product = { a, b, transposeA, transposeB };
      if (a.dtype === 'float32' && b.dtype === 'float32') {
        return simd === undefined ? withoutSimd(args as never) : multiplyFloats(product, backend, simd);
      }
      return a.dtype === 'int32' && b.dtype === 'int32' ? multiplyInts(product, backend) : onOtherDtypes(args as never);
    };
  },
};

type Args = KernelArgs<Pick<MatrixProduct, 'a' | 'b'>, Pick<MatrixProduct, 'transposeA' | 'transposeB'>>;
