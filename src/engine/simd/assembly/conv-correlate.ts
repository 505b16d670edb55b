/** Weights of that many bytes, and the pixels that meet them, stay in a processor's first cache. */
const PANEL: i32 = 16384;

/**
 * out[p, f] = clamp(bias[f] + Σ x[p + tap, c] · w[tap, c, f], low, high) over taps and input channels.
 *
 * `places` holds two int32 for each of `pixels` output pixels: where its first tap begins in `x`, and where its channels
 * begin in `out`, both in bytes. Every tap must lie inside `x`: padding is in `x` already. A pixel's taps are `tapRows`
 * rows of `runs` runs of `run` adjacent floats; from a run to the next it is `runStep` bytes, from a row to the next
 * `rowStep`. `packed` is `packFilter`'s.
 *
 * Four pixels and eight channels at a time are kept in registers; without fused multiply-add that is all there is room
 * for. Where fewer than four pixels are left, the last is computed again.
 */
export function correlate(
  x: usize, packed: usize, out: usize, places: usize, pixels: i32,
  tapRows: i32, runs: i32, run: i32, rowStep: i32, runStep: i32,
  channels: i32, low: f32, high: f32,
): void {
  const depth = 1 + tapRows * runs * run;
  const panel = max(1, PANEL / (depth * 32)) * 8;
  const nextRun = runStep - run * 4;
  const nextRow = rowStep - runs * runStep;
  const last = pixels - 1;
  for (let from = 0; from < channels; from += panel) {
    const to = min(channels, from + panel);
    for (let pixel = 0; pixel < pixels; pixel += 4) {
      const place0 = places + pixel * 8;
      const place1 = places + min(pixel + 1, last) * 8;
      const place2 = places + min(pixel + 2, last) * 8;
      const place3 = places + min(pixel + 3, last) * 8;
      const x0 = x + load<i32>(place0), x1 = x + load<i32>(place1), x2 = x + load<i32>(place2), x3 = x + load<i32>(place3);
      const out0 = out + load<i32>(place0, 4), out1 = out + load<i32>(place1, 4);
      const out2 = out + load<i32>(place2, 4), out3 = out + load<i32>(place3, 4);
      for (let channel = from; channel < to; channel += 8) {
        const weights = packed + channel * depth * 4;
        const at = channel * 4;
        if (channels - channel > 4) {
          tile8(x0, x1, x2, x3, weights, out0 + at, out1 + at, out2 + at, out3 + at,
            tapRows, runs, run, nextRow, nextRun, channels - channel - 4, low, high);
        } else {
          tile4(x0, x1, x2, x3, weights, out0 + at, out1 + at, out2 + at, out3 + at,
            tapRows, runs, run, nextRow, nextRun, channels - channel, low, high);
        }
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function tile8(
  x0: usize, x1: usize, x2: usize, x3: usize, w: usize, out0: usize, out1: usize, out2: usize, out3: usize,
  tapRows: i32, runs: i32, run: i32, nextRow: i32, nextRun: i32, lanes: i32, low: f32, high: f32,
): void {
  let a0 = v128.load(w), b0 = v128.load(w, 16);
  let a1 = a0, b1 = b0, a2 = a0, b2 = b0, a3 = a0, b3 = b0;
  w += 32;
  for (let row = 0; row < tapRows; row++) {
    for (let r = 0; r < runs; r++) {
      for (let k = run; k > 0; k--) {
        const u = v128.load(w), v = v128.load(w, 16);
        let s = v128.load32_splat(x0);
        a0 = f32x4.add(a0, f32x4.mul(s, u)); b0 = f32x4.add(b0, f32x4.mul(s, v));
        s = v128.load32_splat(x1);
        a1 = f32x4.add(a1, f32x4.mul(s, u)); b1 = f32x4.add(b1, f32x4.mul(s, v));
        s = v128.load32_splat(x2);
        a2 = f32x4.add(a2, f32x4.mul(s, u)); b2 = f32x4.add(b2, f32x4.mul(s, v));
        s = v128.load32_splat(x3);
        a3 = f32x4.add(a3, f32x4.mul(s, u)); b3 = f32x4.add(b3, f32x4.mul(s, v));
        x0 += 4; x1 += 4; x2 += 4; x3 += 4; w += 32;
      }
      x0 += nextRun; x1 += nextRun; x2 += nextRun; x3 += nextRun;
    }
    x0 += nextRow; x1 += nextRow; x2 += nextRow; x3 += nextRow;
  }
  const least = f32x4.splat(low), most = f32x4.splat(high);
  v128.store(out0, clamp(a0, least, most));
  v128.store(out1, clamp(a1, least, most));
  v128.store(out2, clamp(a2, least, most));
  v128.store(out3, clamp(a3, least, most));
  storeLanes(out0 + 16, clamp(b0, least, most), lanes);
  storeLanes(out1 + 16, clamp(b1, least, most), lanes);
  storeLanes(out2 + 16, clamp(b2, least, most), lanes);
  storeLanes(out3 + 16, clamp(b3, least, most), lanes);
}

// @ts-ignore: decorator
@inline
function tile4(
  x0: usize, x1: usize, x2: usize, x3: usize, w: usize, out0: usize, out1: usize, out2: usize, out3: usize,
  tapRows: i32, runs: i32, run: i32, nextRow: i32, nextRun: i32, lanes: i32, low: f32, high: f32,
): void {
  let a0 = v128.load(w);
  let a1 = a0, a2 = a0, a3 = a0;
  w += 16;
  for (let row = 0; row < tapRows; row++) {
    for (let r = 0; r < runs; r++) {
      for (let k = run; k > 0; k--) {
        const u = v128.load(w);
        a0 = f32x4.add(a0, f32x4.mul(v128.load32_splat(x0), u));
        a1 = f32x4.add(a1, f32x4.mul(v128.load32_splat(x1), u));
        a2 = f32x4.add(a2, f32x4.mul(v128.load32_splat(x2), u));
        a3 = f32x4.add(a3, f32x4.mul(v128.load32_splat(x3), u));
        x0 += 4; x1 += 4; x2 += 4; x3 += 4; w += 16;
      }
      x0 += nextRun; x1 += nextRun; x2 += nextRun; x3 += nextRun;
    }
    x0 += nextRow; x1 += nextRow; x2 += nextRow; x3 += nextRow;
  }
  const least = f32x4.splat(low), most = f32x4.splat(high);
  storeLanes(out0, clamp(a0, least, most), lanes);
  storeLanes(out1, clamp(a1, least, most), lanes);
  storeLanes(out2, clamp(a2, least, most), lanes);
  storeLanes(out3, clamp(a3, least, most), lanes);
}

/** NaN stays NaN. */
// @ts-ignore: decorator
@inline
function clamp(values: v128, least: v128, most: v128): v128 {
  return f32x4.pmin(f32x4.pmax(values, least), most);
}

/** The first `lanes` of four floats, or all. */
// @ts-ignore: decorator
@inline
function storeLanes(to: usize, values: v128, lanes: i32): void {
  if (lanes >= 4) {
    v128.store(to, values);
    return;
  }
  v128.store32_lane(to, values, 0);
  if (lanes > 1) v128.store32_lane(to, values, 1, 4);
  if (lanes > 2) v128.store32_lane(to, values, 2, 8);
}
