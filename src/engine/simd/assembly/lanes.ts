/** Four floats, or the n < 4 that are left, and zeros. */
// @ts-ignore: a decorator of AssemblyScript's
@inline
export function loadUpTo(from: usize, n: i32): v128 {
  return n >= 4 ? v128.load(from) : loadFew(from, n);
}

function loadFew(from: usize, n: i32): v128 {
  let lanes = v128.load32_zero(from);
  if (n > 1) lanes = f32x4.replace_lane(lanes, 1, load<f32>(from, 4));
  if (n > 2) lanes = f32x4.replace_lane(lanes, 2, load<f32>(from, 8));
  return lanes;
}

/** Stores four floats, or the first n < 4 of them. */
// @ts-ignore: a decorator of AssemblyScript's
@inline
export function storeUpTo(to: usize, lanes: v128, n: i32): void {
  if (n >= 4) v128.store(to, lanes);
  else storeFew(to, lanes, n);
}

function storeFew(to: usize, lanes: v128, n: i32): void {
  store<f32>(to, f32x4.extract_lane(lanes, 0));
  if (n > 1) store<f32>(to, f32x4.extract_lane(lanes, 1), 4);
  if (n > 2) store<f32>(to, f32x4.extract_lane(lanes, 2), 8);
}

/** Every lane times a number. */
// @ts-ignore: a decorator of AssemblyScript's
@inline
export function scale(x: v128, by: f32): v128 {
  return f32x4.mul(x, f32x4.splat(by));
}
