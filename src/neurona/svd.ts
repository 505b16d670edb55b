import { misuse } from './misuse';
import { isTensor } from './to-wire-tensor';

/** Rows of numbers. */
type Matrix = number[][];

export interface Svd {
  readonly u: Matrix;
  readonly s: number[];
  readonly v: Matrix;
}

/** Two columns count as orthogonal below this, relative to their lengths: float64's precision. */
const TOLERANCE = 1e-15;
/** Six to ten are usual; far beyond that, rounding alone keeps columns turning. */
const MAX_SWEEPS = 60;

/**
 * x = u diag(s) vᵀ for x: [m, n] and k = min(m, n). u: [m, k] and v: [n, k] have orthonormal columns; s: [k], largest first,
 * none negative. Of the two signs a pair of columns can have, it takes the one in which the largest element of v's is positive.
 *
 * One-sided Jacobi: pairs of columns are turned until all are orthogonal, and then their lengths are the singular values.
 * It is slow for large matrices and accurate for small singular values (Golub and Van Loan, Matrix Computations, 8.6.3).
 * In float64. It has no gradient. Throws HumanError for what is no matrix of finite numbers.
 */
export function svd(value: unknown): Svd {
  const x = toMatrix(value);
  // It works on columns, of which there must not be more than rows.
  if (x.length >= x[0]!.length) return decompose(x);
  const { u, s, v } = decompose(transpose(x));
  return withSigns({ u: v, s, v: u });
}

function decompose(x: Matrix): Svd {
  const columns = transpose(x);
  const v = columns.map((_, i) => columns.map((__, j) => Number(i === j)));
  for (let sweep = 0; sweep < MAX_SWEEPS && turnAll(columns, v); sweep++);
  const lengths = columns.map((column) => Math.hypot(...column));
  const order = lengths.map((_, i) => i).sort((a, b) => lengths[b]! - lengths[a]!);
  const s = order.map((i) => lengths[i]!);
  const zero = (s[0] ?? 0) * Number.EPSILON * x.length;
  const u: Matrix = [];
  order.forEach((i, rank) => u.push(s[rank]! > zero ? columns[i]!.map((element) => element / s[rank]!) : orthogonalTo(u, x.length)));
  return withSigns({ u: transpose(u), s: s.map((value) => (value > zero ? value : 0)), v: transpose(order.map((i) => v[i]!)) });
}

/** Turns every pair of columns that is not orthogonal, and v's with it. Returns whether there was one. */
function turnAll(columns: Matrix, v: Matrix): boolean {
  let turned = false;
  for (let p = 0; p < columns.length; p++) {
    for (let q = p + 1; q < columns.length; q++) {
      const [a, b] = [columns[p]!, columns[q]!];
      const [aa, bb, ab] = [dot(a, a), dot(b, b), dot(a, b)];
      if (Math.abs(ab) <= TOLERANCE * Math.sqrt(aa * bb) || ab === 0) continue;
      turned = true;
      // tan θ of the smaller of the two angles that make them orthogonal.
      const zeta = (bb - aa) / (2 * ab);
      const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
      const cosine = 1 / Math.hypot(1, tangent);
      turn(a, b, cosine, cosine * tangent);
      turn(v[p]!, v[q]!, cosine, cosine * tangent);
    }
  }
  return turned;
}

function turn(a: number[], b: number[], cosine: number, sine: number): void {
  for (let i = 0; i < a.length; i++) {
    const [ai, bi] = [a[i]!, b[i]!];
    a[i] = cosine * ai - sine * bi;
    b[i] = sine * ai + cosine * bi;
  }
}

/** A unit vector that is orthogonal to all of these, which are orthonormal and fewer than its elements. */
function orthogonalTo(units: Matrix, length: number): number[] {
  let best: number[] = [];
  for (let axis = 0; axis < length; axis++) {
    let candidate = Array.from({ length }, (_, i) => Number(i === axis));
    // Twice, because once leaves rounding.
    for (const unit of [...units, ...units]) {
      const along = dot(candidate, unit);
      candidate = candidate.map((element, i) => element - along * unit[i]!);
    }
    if (Math.hypot(...candidate) > Math.hypot(...best)) best = candidate;
  }
  const norm = Math.hypot(...best);
  return best.map((element) => element / norm);
}

function withSigns({ u, s, v }: Svd): Svd {
  const signs = s.map((_, k) => {
    const largest = v.reduce((found, row) => (Math.abs(row[k]!) > Math.abs(found) ? row[k]! : found), 0);
    return largest < 0 ? -1 : 1;
  });
  const signed = (matrix: Matrix): Matrix => matrix.map((row) => row.map((element, k) => element * signs[k]!));
  return { u: signed(u), s, v: signed(v) };
}

function toMatrix(value: unknown): Matrix {
  const rows = isTensor(value) ? rowsOf(value.shape, value.dataSync()) : value;
  if (!Array.isArray(rows) || rows.length === 0) throw notAMatrix();
  const width = Array.isArray(rows[0]) ? rows[0].length : 0;
  const fits = (row: unknown): row is number[] => Array.isArray(row) && row.length === width && row.every((element) => Number.isFinite(element));
  if (width === 0 || !rows.every(fits)) throw notAMatrix();
  return rows.map((row) => [...row]);
}

function rowsOf(shape: readonly number[], data: ArrayLike<number>): Matrix | undefined {
  if (shape.length !== 2) return undefined;
  const [rows, width] = shape as [number, number];
  return Array.from({ length: rows }, (_, i) => Array.from({ length: width }, (__, j) => data[i * width + j]!));
}

function transpose(matrix: Matrix): Matrix {
  return (matrix[0] ?? []).map((_, j) => matrix.map((row) => row[j]!));
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

const notAMatrix = () =>
  misuse({
    en: 'svd: give a matrix of finite numbers: a tensor of rank 2, or rows of equal length.',
    es: 'svd: pásale una matriz de números finitos: un tensor de rango 2, o filas de igual longitud.',
  });
