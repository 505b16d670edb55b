import { broadcast_util, util, type TensorInfo } from '@tensorflow/tfjs-core';
import type { SimdKernels } from '../simd/load-simd';
import type { WasmBackend } from '../wasm-backend';
import { address, ints, output } from './heap';

/** A product of matrices, [batch…, m, k] · [batch…, k, n] → [batch…, m, n], either of them transposed if so said. */
export interface MatrixProduct {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

interface Geometry {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  /** The shapes before the matrices, and what they broadcast to. */
  readonly batchA: readonly number[];
  readonly batchB: readonly number[];
  readonly batch: readonly number[];
}

/** Throws where the inner sizes differ or the batches do not broadcast, in upstream's words. */
function geometryOf({ a, b, transposeA, transposeB }: MatrixProduct): Geometry {
  const [rankA, rankB] = [a.shape.length, b.shape.length];
  const [m, k] = transposeA ? [a.shape[rankA - 1]!, a.shape[rankA - 2]!] : [a.shape[rankA - 2]!, a.shape[rankA - 1]!];
  const [innerB, n] = transposeB ? [b.shape[rankB - 1]!, b.shape[rankB - 2]!] : [b.shape[rankB - 2]!, b.shape[rankB - 1]!];
  util.assert(k === innerB, () =>
    `Error in matMul: inner shapes (${k}) and (${innerB}) of Tensors with shapes ${a.shape} and ${b.shape}` +
    ` and transposeA=${transposeA} and transposeB=${transposeB} must match.`);
  const batchA = rankA === 2 ? none : a.shape.slice(0, -2);
  const batchB = rankB === 2 ? none : b.shape.slice(0, -2);
  return { m, n, k, batchA, batchB, batch: rankA === 2 && rankB === 2 ? none : broadcast_util.assertAndGetBroadcastShape([...batchA], [...batchB]) };
}

const none: readonly number[] = [];

/**
 * The product of float32 matrices. `bias`, of n elements, is added to every row.
 * Transposed matrices are read in place: nothing is transposed first.
 */
export function multiplyFloats(product: MatrixProduct, backend: WasmBackend, simd: SimdKernels, bias?: TensorInfo): TensorInfo {
  const { a, b, transposeA, transposeB } = product;
  const { m, n, k, batchA, batchB, batch } = geometryOf(product);
  const out = output(backend, [...batch, m, n]);
  const scratch = backend.allocate(simd.matMulScratch(m, n));
  const [toA, toB, to] = [address(backend, a), address(backend, b), address(backend, out)];
  const toBias = bias === undefined ? 0 : address(backend, bias);
  const [rowA, columnA] = transposeA ? [1, m] : [k, 1];
  const [rowB, columnB] = transposeB ? [1, k] : [n, 1];
  const matrices = util.sizeFromShape([...batch]);
  for (let i = 0; i < matrices; i++) {
    const atA = toA + 4 * m * k * (batchA === none ? 0 : broadcastIndex(i, batch, batchA));
    const atB = toB + 4 * k * n * (batchB === none ? 0 : broadcastIndex(i, batch, batchB));
    simd.matMul(to + 4 * m * n * i, atA, atB, toBias, m, n, k, rowA, columnA, rowB, columnB, scratch);
  }
  backend.release(scratch);
  return out;
}

/** The product of int32 matrices: sums are exact up to 2^53, then wrap. */
export function multiplyInts(product: MatrixProduct, backend: WasmBackend): TensorInfo {
  const { a, b, transposeA, transposeB } = product;
  const { m, n, k, batchA, batchB, batch } = geometryOf(product);
  const out = output(backend, [...batch, m, n], 'int32');
  const [xs, ys, sums] = [ints(backend, a), ints(backend, b), ints(backend, out)];
  const [rowA, columnA] = transposeA ? [1, m] : [k, 1];
  const [rowB, columnB] = transposeB ? [1, k] : [n, 1];
  const matrices = util.sizeFromShape([...batch]);
  for (let index = 0, at = 0; index < matrices; index++) {
    const [atA, atB] = [m * k * broadcastIndex(index, batch, batchA), k * n * broadcastIndex(index, batch, batchB)];
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++, at++) {
        let sum = 0;
        for (let l = 0; l < k; l++) sum += xs[atA + i * rowA + l * columnA]! * ys[atB + l * rowB + j * columnB]!;
        sums[at] = sum;
      }
    }
  }
  return out;
}

/** Which of a batch of `shape` the given one of the broadcast batch is: sizes of 1 repeat. */
function broadcastIndex(index: number, batch: readonly number[], shape: readonly number[]): number {
  let [rest, at, stride] = [index, 0, 1];
  for (let axis = 1; axis <= batch.length; axis++) {
    const size = batch.at(-axis)!;
    const own = axis <= shape.length ? shape.at(-axis)! : 1;
    if (own !== 1) at += (rest % size) * stride;
    stride *= own;
    rest = Math.floor(rest / size);
  }
  return at;
}
