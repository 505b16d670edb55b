// Rows of pixels taken from, or given back to, where a table says.

/** y[i] = x[from[i]] for `count` pixels of `channels` floats. */
export function gatherPixels(x: usize, y: usize, from: usize, count: i32, channels: i32): void {
  const pixel = channels << 2;
  for (let i = 0; i < count; i++, from += 4) {
    let at = x + load<i32>(from) * pixel;
    let c = channels;
    for (; c >= 4; c -= 4, at += 16, y += 16) v128.store(y, v128.load(at));
    for (; c > 0; c--, at += 4, y += 4) store<f32>(y, load<f32>(at));
  }
}

/** dx[from[i]] ← dx[from[i]] + dy[i] for `count` pixels of `channels` floats. */
export function scatterAddPixels(dy: usize, dx: usize, from: usize, count: i32, channels: i32): void {
  const pixel = channels << 2;
  for (let i = 0; i < count; i++, from += 4) {
    let at = dx + load<i32>(from) * pixel;
    let c = channels;
    for (; c >= 4; c -= 4, at += 16, dy += 16) v128.store(at, f32x4.add(v128.load(at), v128.load(dy)));
    for (; c > 0; c--, at += 4, dy += 4) store<f32>(at, load<f32>(at) + load<f32>(dy));
  }
}
