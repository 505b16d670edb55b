import { loadUpTo, storeUpTo } from './lanes';

/** dx ← dy · step(x) over n floats, where step is 1 above 0, else 0, and NaN of NaN. */
export function reluGrad(dx: usize, dy: usize, x: usize, n: i32): void {
  const one = f32x4.splat(1), zero = f32x4.splat(0);
  for (; n > 0; n -= 4, dx += 16, dy += 16, x += 16) {
    const value = loadUpTo(x, n);
    const step = v128.bitselect(v128.and(f32x4.gt(value, zero), one), value, f32x4.eq(value, value));
    storeUpTo(dx, f32x4.mul(loadUpTo(dy, n), step), n);
  }
}
