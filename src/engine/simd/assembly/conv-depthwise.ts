/**
 * out[p, c] = Σ x[p + tap, c] · w[tap, c] over taps, added to what is in `out` if `accumulate`.
 *
 * `places` is as in `correlate`: where a pixel's first tap begins in `x`, and its channels in `out`. Every tap must lie
 * inside `x`. The channels of `x` and `w` are rounded up to a multiple of four; those of `out` are not, and are
 * `outChannel` apart. Steps are in bytes.
 */
export function depthwiseCorrelate(
  x: usize, w: usize, out: usize, places: usize, pixels: i32,
  tapRows: i32, tapColumns: i32, rowStep: i32, columnStep: i32,
  channels: i32, outChannel: i32, accumulate: i32,
): void {
  const weightStep = ((channels + 3) & ~3) * 4;
  const nextRow = rowStep - tapColumns * columnStep;
  const last = pixels - 1;
  for (let pixel = 0; pixel < pixels; pixel += 4) {
    // Where fewer than four pixels are left, the last is done again; it must not be added twice.
    const place0 = places + pixel * 8;
    const place1 = places + min(pixel + 1, last) * 8;
    const place2 = places + min(pixel + 2, last) * 8;
    const place3 = places + min(pixel + 3, last) * 8;
    for (let channel = 0; channel < channels; channel += 4) {
      const at = channel * 4;
      let x0 = x + load<i32>(place0) + at, x1 = x + load<i32>(place1) + at;
      let x2 = x + load<i32>(place2) + at, x3 = x + load<i32>(place3) + at;
      let weights = w + at;
      let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0;
      for (let row = 0; row < tapRows; row++) {
        for (let column = 0; column < tapColumns; column++) {
          const u = v128.load(weights);
          a0 = f32x4.add(a0, f32x4.mul(v128.load(x0), u));
          a1 = f32x4.add(a1, f32x4.mul(v128.load(x1), u));
          a2 = f32x4.add(a2, f32x4.mul(v128.load(x2), u));
          a3 = f32x4.add(a3, f32x4.mul(v128.load(x3), u));
          x0 += columnStep; x1 += columnStep; x2 += columnStep; x3 += columnStep;
          weights += weightStep;
        }
        x0 += nextRow; x1 += nextRow; x2 += nextRow; x3 += nextRow;
      }
      const lanes = min(4, channels - channel);
      const to = channel * outChannel;
      putLanes(out + load<i32>(place0, 4) + to, a0, lanes, outChannel, accumulate);
      if (pixel + 1 < pixels) putLanes(out + load<i32>(place1, 4) + to, a1, lanes, outChannel, accumulate);
      if (pixel + 2 < pixels) putLanes(out + load<i32>(place2, 4) + to, a2, lanes, outChannel, accumulate);
      if (pixel + 3 < pixels) putLanes(out + load<i32>(place3, 4) + to, a3, lanes, outChannel, accumulate);
    }
  }
}

/**
 * dw[tap, c] += Σ x[p + tap, c] · dy[p, c] over the pixels of some images.
 *
 * Every tap must lie inside `x`. The channels of `x` and `dy` are rounded up to a multiple of four. Steps are in bytes;
 * in dw it is `dwTap` from a tap to the next, in rows first, and `dwChannel` from a channel to the next.
 */
export function depthwiseFilterGradient(
  dw: usize, x: usize, dy: usize, images: i32, rows: i32, columns: i32,
  xImage: i32, xRow: i32, xColumn: i32, dyImage: i32, dyRow: i32, dyColumn: i32,
  tapRows: i32, tapColumns: i32, tapRowStep: i32, tapColumnStep: i32,
  channels: i32, dwTap: i32, dwChannel: i32,
): void {
  for (let tapRow = 0; tapRow < tapRows; tapRow++) {
    for (let tapColumn = 0; tapColumn < tapColumns; tapColumn++) {
      const taps = x + tapRow * tapRowStep + tapColumn * tapColumnStep;
      const sums = dw + (tapRow * tapColumns + tapColumn) * dwTap;
      for (let channel = 0; channel < channels; channel += 4) {
        // Four sums, so that one need not wait for the one before.
        let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0;
        for (let image = 0; image < images; image++) {
          for (let row = 0; row < rows; row++) {
            let px = taps + image * xImage + row * xRow + channel * 4;
            let py = dy + image * dyImage + row * dyRow + channel * 4;
            let column = columns;
            for (; column >= 4; column -= 4) {
              a0 = f32x4.add(a0, f32x4.mul(v128.load(px), v128.load(py)));
              px += xColumn; py += dyColumn;
              a1 = f32x4.add(a1, f32x4.mul(v128.load(px), v128.load(py)));
              px += xColumn; py += dyColumn;
              a2 = f32x4.add(a2, f32x4.mul(v128.load(px), v128.load(py)));
              px += xColumn; py += dyColumn;
              a3 = f32x4.add(a3, f32x4.mul(v128.load(px), v128.load(py)));
              px += xColumn; py += dyColumn;
            }
            for (; column > 0; column--) {
              a0 = f32x4.add(a0, f32x4.mul(v128.load(px), v128.load(py)));
              px += xColumn; py += dyColumn;
            }
          }
        }
        const sum = f32x4.add(f32x4.add(a0, a1), f32x4.add(a2, a3));
        putLanes(sums + channel * dwChannel, sum, min(4, channels - channel), dwChannel, 1);
      }
    }
  }
}

/** Stores the first `lanes` of four floats, so many bytes apart, or adds them to what is there. */
// @ts-ignore: decorator
@inline
function putLanes(to: usize, values: v128, lanes: i32, step: i32, accumulate: i32): void {
  if (lanes == 4 && step == 4) {
    v128.store(to, accumulate ? f32x4.add(v128.load(to), values) : values);
    return;
  }
  for (let lane = 0; lane < lanes; lane++, to += step) {
    store<f32>(to, (accumulate ? load<f32>(to) : 0) + f32x4.extract_lane(values, 0));
    values = i8x16.shuffle(values, values, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3);
  }
}
