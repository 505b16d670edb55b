/** y ← y + a·x over n floats. */
export function addScaled(y: usize, x: usize, a: f32, n: i32): void {
  const factor = f32x4.splat(a);
  let i = 0;
  for (; i + 4 <= n; i += 4, x += 16, y += 16) {
    v128.store(y, f32x4.add(v128.load(y), f32x4.mul(v128.load(x), factor)));
  }
  for (; i < n; i++, x += 4, y += 4) store<f32>(y, load<f32>(y) + load<f32>(x) * a);
}
