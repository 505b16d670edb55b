/**
 * out[i, j] = bias[j] + Σ_l a[i, l] · b[l, j], for a of m × k, b of k × n and a row-major out of m × n.
 *
 * The matrices are read with strides, so that a transposed one costs nothing more: element (i, l) of a is at
 * a + 4·(i·aRow + l·aCol), and likewise for b. `bias` is 0 where there is none.
 * `scratch` has room for `matMulScratch(m, n)` bytes.
 *
 * Blocked as in Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008): tiles of 4 × 8 sums
 * stay in registers, a panel of 8 columns of b in the first cache, a block of rows of a in the second.
 */
export function matMul(
  out: usize, a: usize, b: usize, bias: usize, m: i32, n: i32, k: i32,
  aRow: i32, aCol: i32, bRow: i32, bCol: i32, scratch: usize,
): void {
  if (n == 1 && aCol == 1 && bRow == 1) return matVec(out, a, b, bias, m, k, aRow);
  const packedB = scratch;
  const packedA = scratch + <usize>(BLOCK_K * roundUp(min(n, BLOCK_N), 8)) * 4;
  // With few rows, packing costs more than the cache misses it saves.
  const packB = bCol != 1 || m > 8;
  const packA = aCol != 1;

  for (let j0 = 0; j0 < n; j0 += BLOCK_N) {
    const columns = min(n - j0, BLOCK_N);
    // Once through even for k = 0, so that the output is the bias, or zero.
    for (let l0 = 0; l0 == 0 || l0 < k; l0 += BLOCK_K) {
      const depth = min(k - l0, BLOCK_K);
      const blockB = b + <usize>(l0 * bRow + j0 * bCol) * 4;
      const whole = columns & ~7;
      if (packB) packPanels8(packedB, blockB, depth, columns, bRow, bCol);
      else if (whole < columns) packPanels8(packedB + <usize>(whole * depth) * 4, blockB + <usize>(whole * bCol) * 4, depth, columns - whole, bRow, bCol);

      for (let i0 = 0; i0 < m; i0 += BLOCK_M) {
        const rows = min(m - i0, BLOCK_M);
        const blockA = a + <usize>(i0 * aRow + l0 * aCol) * 4;
        if (packA) packPanels4(packedA, blockA, depth, rows, aRow, aCol);

        for (let j = 0; j < columns; j += 8) {
          const fromPanel = packB || j >= whole;
          const panel = fromPanel ? packedB + <usize>(j * depth) * 4 : blockB + <usize>j * 4;
          const panelStep: usize = fromPanel ? 32 : <usize>bRow * 4;
          const panelBias = bias != 0 ? bias + <usize>(j0 + j) * 4 : 0;
          for (let i = 0; i < rows; i += 4) {
            const first = packA ? packedA + <usize>(i * depth) * 4 : blockA + <usize>(i * aRow) * 4;
            const rowStep: usize = packA ? 4 : <usize>aRow * 4;
            tile(
              out + <usize>((i0 + i) * n + j0 + j) * 4, <usize>n * 4, min(rows - i, 4), min(columns - j, 8),
              first, rowStep, packA ? 16 : 4, panel, panelStep, depth, panelBias, l0 > 0,
            );
          }
        }
      }
    }
  }
}

/** How many bytes of scratch space `matMul` wants. */
export function matMulScratch(m: i32, n: i32): i32 {
  return 4 * BLOCK_K * (roundUp(min(n, BLOCK_N), 8) + roundUp(min(m, BLOCK_M), 4));
}

// A panel of b, 8 × 256 floats, is 8 KB; a block of a, 64 × 256, is 64 KB.
const BLOCK_K: i32 = 256;
const BLOCK_M: i32 = 64;
const BLOCK_N: i32 = 1024;

/** Up to 4 × 8 elements of the output: `rows` by `columns` of them are stored. */
function tile(
  out: usize, outRow: usize, rows: i32, columns: i32, a: usize, aRow: usize, aStep: usize,
  b: usize, bStep: usize, depth: i32, bias: usize, accumulate: bool,
): void {
  // Rows that are not there are computed again from the last one that is, and not stored.
  let a0 = a;
  let a1 = rows > 1 ? a0 + aRow : a0;
  let a2 = rows > 2 ? a1 + aRow : a1;
  let a3 = rows > 3 ? a2 + aRow : a2;
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
  for (let l = 0; l < depth; l++) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const x0 = v128.load32_splat(a0);
    c00 = f32x4.add(c00, f32x4.mul(x0, b0));
    c01 = f32x4.add(c01, f32x4.mul(x0, b1));
    const x1 = v128.load32_splat(a1);
    c10 = f32x4.add(c10, f32x4.mul(x1, b0));
    c11 = f32x4.add(c11, f32x4.mul(x1, b1));
    const x2 = v128.load32_splat(a2);
    c20 = f32x4.add(c20, f32x4.mul(x2, b0));
    c21 = f32x4.add(c21, f32x4.mul(x2, b1));
    const x3 = v128.load32_splat(a3);
    c30 = f32x4.add(c30, f32x4.mul(x3, b0));
    c31 = f32x4.add(c31, f32x4.mul(x3, b1));
    a0 += aStep;
    a1 += aStep;
    a2 += aStep;
    a3 += aStep;
    b += bStep;
  }
  storeRow(out, columns, c00, c01, bias, accumulate);
  if (rows > 1) storeRow(out + outRow, columns, c10, c11, bias, accumulate);
  if (rows > 2) storeRow(out + 2 * outRow, columns, c20, c21, bias, accumulate);
  if (rows > 3) storeRow(out + 3 * outRow, columns, c30, c31, bias, accumulate);
}

/** Stores up to 8 sums: added to what is there, or to the bias, or as they are. */
function storeRow(out: usize, columns: i32, c0: v128, c1: v128, bias: usize, accumulate: bool): void {
  const from = accumulate ? out : bias;
  if (columns == 8) {
    v128.store(out, from != 0 ? f32x4.add(v128.load(from), c0) : c0);
    v128.store(out, from != 0 ? f32x4.add(v128.load(from, 16), c1) : c1, 16);
    return;
  }
  let lanes = c0;
  for (let j = 0; j < columns; j++) {
    if (j == 4) lanes = c1;
    const before = from != 0 ? load<f32>(from + <usize>j * 4) : 0;
    store<f32>(out + <usize>j * 4, before + f32x4.extract_lane(lanes, 0));
    lanes = i8x16.shuffle(lanes, lanes, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3);
  }
}

/** Copies depth × columns into panels of 8 columns, [panel, depth, 8], the last one filled up with zeros. */
function packPanels8(to: usize, from: usize, depth: i32, columns: i32, row: i32, column: i32): void {
  const rowStep = <usize>row * 4, columnStep = <usize>column * 4;
  let j = 0;
  for (; j + 8 <= columns; j += 8, from += 8 * columnStep) {
    let source = from;
    let l = 0;
    if (column == 1) {
      for (; l < depth; l++, source += rowStep, to += 32) {
        v128.store(to, v128.load(source));
        v128.store(to, v128.load(source, 16), 16);
      }
      continue;
    }
    if (row == 1) {
      for (; l + 4 <= depth; l += 4, source += 16, to += 128) {
        transpose4(to, 32, source, columnStep);
        transpose4(to + 16, 32, source + 4 * columnStep, columnStep);
      }
    }
    for (; l < depth; l++, source += rowStep, to += 32) {
      for (let c: usize = 0; c < 8; c++) store<f32>(to + 4 * c, load<f32>(source + c * columnStep));
    }
  }
  if (j == columns) return;
  const left = columns - j;
  for (let l = 0; l < depth; l++, from += rowStep, to += 32) {
    v128.store(to, f32x4.splat(0));
    v128.store(to, f32x4.splat(0), 16);
    for (let c = 0; c < left; c++) store<f32>(to + <usize>c * 4, load<f32>(from + <usize>c * columnStep));
  }
}

/** Copies rows × depth into panels of 4 rows, [panel, depth, 4]; in the last one, rows that are not there are not set. */
function packPanels4(to: usize, from: usize, depth: i32, rows: i32, row: i32, column: i32): void {
  const rowStep = <usize>row * 4, columnStep = <usize>column * 4;
  let i = 0;
  for (; i + 4 <= rows; i += 4, from += 4 * rowStep) {
    let source = from;
    for (let l = 0; l < depth; l++, source += columnStep, to += 16) {
      if (row == 1) {
        v128.store(to, v128.load(source));
        continue;
      }
      for (let r: usize = 0; r < 4; r++) store<f32>(to + 4 * r, load<f32>(source + r * rowStep));
    }
  }
  for (let l = 0; l < depth && i < rows; l++, from += columnStep, to += 16) {
    for (let r = 0; r < rows - i; r++) store<f32>(to + <usize>r * 4, load<f32>(from + <usize>r * rowStep));
  }
}

/** Transposes 4 × 4 floats between rows at the given steps. */
// @ts-ignore: a decorator of AssemblyScript's
@inline
function transpose4(to: usize, toStep: usize, from: usize, fromStep: usize): void {
  const r0 = v128.load(from), r1 = v128.load(from + fromStep), r2 = v128.load(from + 2 * fromStep), r3 = v128.load(from + 3 * fromStep);
  const low01 = i8x16.shuffle(r0, r1, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
  const low23 = i8x16.shuffle(r2, r3, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
  const high01 = i8x16.shuffle(r0, r1, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
  const high23 = i8x16.shuffle(r2, r3, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
  v128.store(to, i8x16.shuffle(low01, low23, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23));
  v128.store(to + toStep, i8x16.shuffle(low01, low23, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31));
  v128.store(to + 2 * toStep, i8x16.shuffle(high01, high23, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23));
  v128.store(to + 3 * toStep, i8x16.shuffle(high01, high23, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31));
}

/** out[i] = bias + Σ_l a[i, l] · b[l]: the columns of a and b lie side by side. */
function matVec(out: usize, a: usize, b: usize, bias: usize, m: i32, k: i32, aRow: i32): void {
  const start: f32 = bias != 0 ? load<f32>(bias) : 0;
  for (let i = 0; i < m; i++, a += <usize>aRow * 4) {
    let s0 = f32x4.splat(0), s1 = s0;
    let x = a, y = b;
    let l = 0;
    for (; l + 8 <= k; l += 8, x += 32, y += 32) {
      s0 = f32x4.add(s0, f32x4.mul(v128.load(x), v128.load(y)));
      s1 = f32x4.add(s1, f32x4.mul(v128.load(x, 16), v128.load(y, 16)));
    }
    const s = f32x4.add(s0, s1);
    let sum = (f32x4.extract_lane(s, 0) + f32x4.extract_lane(s, 1)) + (f32x4.extract_lane(s, 2) + f32x4.extract_lane(s, 3));
    for (; l < k; l++, x += 4, y += 4) sum += load<f32>(x) * load<f32>(y);
    store<f32>(out + <usize>i * 4, start + sum);
  }
}

function roundUp(size: i32, multiple: i32): i32 {
  return ((size + multiple - 1) / multiple) * multiple;
}
