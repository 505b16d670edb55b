// What `combine` computes of two numbers. By number: `operations` in kernels/combine.ts.
const ADD: i32 = 0;
const SUBTRACT: i32 = 1;
const MULTIPLY: i32 = 2;
const DIVIDE: i32 = 3;
const SQUARED_DIFFERENCE: i32 = 4;
const MAXIMUM: i32 = 5;
const MINIMUM: i32 = 6;

/**
 * out[i, j] = operation(a[i, j], b[i, j]) over rows × columns, a row-major output.
 * Each input advances by its own step, in elements, per row, and by 1 or 0 per column: 0 repeats its number.
 */
export function combine(
  operation: i32, out: usize, a: usize, b: usize, rows: i32, columns: i32, aRow: i32, aColumn: i32, bRow: i32, bColumn: i32,
): void {
  for (let i = 0; i < rows; i++, a += <usize>aRow * 4, b += <usize>bRow * 4, out += <usize>columns * 4) {
    if (operation == ADD) combineRow<Add>(out, a, b, columns, aColumn, bColumn);
    else if (operation == SUBTRACT) combineRow<Subtract>(out, a, b, columns, aColumn, bColumn);
    else if (operation == MULTIPLY) combineRow<Multiply>(out, a, b, columns, aColumn, bColumn);
    else if (operation == DIVIDE) combineRow<Divide>(out, a, b, columns, aColumn, bColumn);
    else if (operation == SQUARED_DIFFERENCE) combineRow<SquaredDifference>(out, a, b, columns, aColumn, bColumn);
    else if (operation == MAXIMUM) combineRow<Maximum>(out, a, b, columns, aColumn, bColumn);
    else if (operation == MINIMUM) combineRow<Minimum>(out, a, b, columns, aColumn, bColumn);
  }
}

class Add {}
class Subtract {}
class Multiply {}
class Divide {}
class SquaredDifference {}
class Maximum {}
class Minimum {}

// @ts-ignore: a decorator of AssemblyScript's
@inline
function combineRow<Operation>(out: usize, a: usize, b: usize, n: i32, aStep: i32, bStep: i32): void {
  const aBytes = <usize>aStep * 4, bBytes = <usize>bStep * 4;
  let j = 0;
  if (aStep == 1 && bStep == 1) {
    for (; j + 16 <= n; j += 16, out += 64, a += 64, b += 64) {
      v128.store(out, apply<Operation>(v128.load(a), v128.load(b)));
      v128.store(out, apply<Operation>(v128.load(a, 16), v128.load(b, 16)), 16);
      v128.store(out, apply<Operation>(v128.load(a, 32), v128.load(b, 32)), 32);
      v128.store(out, apply<Operation>(v128.load(a, 48), v128.load(b, 48)), 48);
    }
    for (; j + 4 <= n; j += 4, out += 16, a += 16, b += 16) v128.store(out, apply<Operation>(v128.load(a), v128.load(b)));
  } else if (bStep == 0) {
    const y = v128.load32_splat(b);
    for (; j + 4 <= n; j += 4, out += 16, a += 4 * aBytes) v128.store(out, apply<Operation>(aStep == 1 ? v128.load(a) : v128.load32_splat(a), y));
  } else {
    const x = v128.load32_splat(a);
    for (; j + 4 <= n; j += 4, out += 16, b += 16) v128.store(out, apply<Operation>(x, v128.load(b)));
  }
  for (; j < n; j++, out += 4, a += aBytes, b += bBytes) {
    store<f32>(out, f32x4.extract_lane(apply<Operation>(v128.load32_zero(a), v128.load32_zero(b)), 0));
  }
}

// @ts-ignore: a decorator of AssemblyScript's
@inline
function apply<Operation>(x: v128, y: v128): v128 {
  if (idof<Operation>() == idof<Add>()) return f32x4.add(x, y);
  if (idof<Operation>() == idof<Subtract>()) return f32x4.sub(x, y);
  if (idof<Operation>() == idof<Multiply>()) return f32x4.mul(x, y);
  if (idof<Operation>() == idof<Divide>()) return f32x4.div(x, y);
  // Both keep NaN, and tell -0 from 0.
  if (idof<Operation>() == idof<Maximum>()) return f32x4.max(x, y);
  if (idof<Operation>() == idof<Minimum>()) return f32x4.min(x, y);
  const difference = f32x4.sub(x, y);
  return f32x4.mul(difference, difference);
}

/** y ← max(y, 0) over n floats; NaN stays NaN. */
export function reluInPlace(y: usize, n: i32): void {
  clip(y, y, 0, Infinity, n);
}

/** out = min(max(x, low), high) over n floats; NaN stays NaN: what it is compared with is never less, nor is it. */
export function clip(out: usize, x: usize, low: f32, high: f32, n: i32): void {
  const least = f32x4.splat(low), most = f32x4.splat(high);
  let i = 0;
  for (; i + 4 <= n; i += 4, x += 16, out += 16) v128.store(out, f32x4.pmin(f32x4.pmax(v128.load(x), least), most));
  for (; i < n; i++, x += 4, out += 4) {
    const value = load<f32>(x);
    store<f32>(out, value < low ? low : value > high ? high : value);
  }
}

/** out[i, j] = x[i, j] where it is not negative, alpha[j] · x[i, j] elsewhere, over rows × columns. */
export function prelu(out: usize, x: usize, alpha: usize, rows: i32, columns: i32): void {
  const zero = f32x4.splat(0);
  for (let i = 0; i < rows; i++) {
    let slope = alpha;
    let j = 0;
    for (; j + 4 <= columns; j += 4, x += 16, slope += 16, out += 16) {
      const value = v128.load(x);
      v128.store(out, v128.bitselect(f32x4.mul(v128.load(slope), value), value, f32x4.lt(value, zero)));
    }
    for (; j < columns; j++, x += 4, slope += 4, out += 4) {
      const value = load<f32>(x);
      store<f32>(out, value < 0 ? load<f32>(slope) * value : value);
    }
  }
}

/**
 * out[i, j] = scale · Σ_r x[i, r, j], for x of outer × count × inner floats. Summed in double precision, as cpu does.
 */
export function sumAxis(out: usize, x: usize, outer: i32, count: i32, inner: i32, scale: f64): void {
  for (let i = 0; i < outer; i++, x += <usize>(count * inner) * 4, out += <usize>inner * 4) {
    if (inner == 1) sumRun(out, x, count, scale);
    else sumColumns(out, x, count, inner, scale);
  }
}

/** The sum of n floats that lie side by side. */
function sumRun(out: usize, x: usize, n: i32, scale: f64): void {
  let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0;
  let i = 0;
  for (; i + 8 <= n; i += 8, x += 32) {
    s0 = f64x2.add(s0, f64x2.promote_low_f32x4(v128.load64_zero(x)));
    s1 = f64x2.add(s1, f64x2.promote_low_f32x4(v128.load64_zero(x, 8)));
    s2 = f64x2.add(s2, f64x2.promote_low_f32x4(v128.load64_zero(x, 16)));
    s3 = f64x2.add(s3, f64x2.promote_low_f32x4(v128.load64_zero(x, 24)));
  }
  const s = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
  let sum = f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
  for (; i < n; i++, x += 4) sum += load<f32>(x);
  store<f32>(out, <f32>(sum * scale));
}

/** The sums of the columns of count × inner floats. */
function sumColumns(out: usize, x: usize, count: i32, inner: i32, scale: f64): void {
  const row = <usize>inner * 4;
  const factor = f64x2.splat(scale);
  let j = 0;
  for (; j + 16 <= inner; j += 16, x += 64, out += 64) {
    let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
    for (let r = 0, at = x; r < count; r++, at += row) {
      s0 = f64x2.add(s0, f64x2.promote_low_f32x4(v128.load64_zero(at)));
      s1 = f64x2.add(s1, f64x2.promote_low_f32x4(v128.load64_zero(at, 8)));
      s2 = f64x2.add(s2, f64x2.promote_low_f32x4(v128.load64_zero(at, 16)));
      s3 = f64x2.add(s3, f64x2.promote_low_f32x4(v128.load64_zero(at, 24)));
      s4 = f64x2.add(s4, f64x2.promote_low_f32x4(v128.load64_zero(at, 32)));
      s5 = f64x2.add(s5, f64x2.promote_low_f32x4(v128.load64_zero(at, 40)));
      s6 = f64x2.add(s6, f64x2.promote_low_f32x4(v128.load64_zero(at, 48)));
      s7 = f64x2.add(s7, f64x2.promote_low_f32x4(v128.load64_zero(at, 56)));
    }
    v128.store(out, narrow(s0, s1, factor));
    v128.store(out, narrow(s2, s3, factor), 16);
    v128.store(out, narrow(s4, s5, factor), 32);
    v128.store(out, narrow(s6, s7, factor), 48);
  }
  for (; j + 4 <= inner; j += 4, x += 16, out += 16) {
    let s0 = f64x2.splat(0), s1 = s0;
    for (let r = 0, at = x; r < count; r++, at += row) {
      s0 = f64x2.add(s0, f64x2.promote_low_f32x4(v128.load64_zero(at)));
      s1 = f64x2.add(s1, f64x2.promote_low_f32x4(v128.load64_zero(at, 8)));
    }
    v128.store(out, narrow(s0, s1, factor));
  }
  for (; j < inner; j++, x += 4, out += 4) {
    let sum: f64 = 0;
    for (let r = 0, at = x; r < count; r++, at += row) sum += load<f32>(at);
    store<f32>(out, <f32>(sum * scale));
  }
}

/** Two pairs of doubles, scaled, as four floats. */
// @ts-ignore: a decorator of AssemblyScript's
@inline
function narrow(low: v128, high: v128, factor: v128): v128 {
  const a = f32x4.demote_f64x2_zero(f64x2.mul(low, factor));
  const b = f32x4.demote_f64x2_zero(f64x2.mul(high, factor));
  return i8x16.shuffle(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23);
}
