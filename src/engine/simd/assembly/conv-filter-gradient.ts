/**
 * dw[tap, c, f] += Σ x[p + tap, c] · dy[p, f] over the pixels of some images.
 *
 * Every tap must lie inside `x`: padding is in `x` already. `dy` has its channels rounded up to a multiple of four.
 * Taps are `tapRows` rows of `runs` runs of `run` adjacent floats, as in `correlate`; dw is [tapRows, runs, run, channels].
 * Steps are in bytes. Sums are of at most the pixels of one call, and then added to dw: short sums in float32 stay exact
 * enough.
 *
 * Four floats of a run and eight channels at a time are kept in registers, or three, so that nine (three channels under
 * a 3×3 filter) are done in three steps.
 */
export function filterGradient(
  dw: usize, x: usize, dy: usize, images: i32, rows: i32, columns: i32,
  xImage: i32, xRow: i32, xColumn: i32, dyImage: i32, dyRow: i32, dyColumn: i32,
  tapRows: i32, runs: i32, run: i32, tapRowStep: i32, runStep: i32, channels: i32,
): void {
  const dwRow = channels * 4;
  // run = 4·fours + 3·threes, where that can be; else the last three are not all there.
  const threes = (4 - (run & 3)) & 3;
  const fours = max(0, run - threes * 3) / 4 * 4;
  for (let tapRow = 0; tapRow < tapRows; tapRow++) {
    for (let r = 0; r < runs; r++) {
      const taps = x + tapRow * tapRowStep + r * runStep;
      const sums = dw + (tapRow * runs + r) * run * dwRow;
      let k = 0;
      while (k < run) {
        const four = k < fours;
        const height = four ? 4 : min(3, run - k);
        for (let channel = 0; channel < channels; channel += 8) {
          const to = sums + k * dwRow + channel * 4;
          const from = taps + k * 4, upstream = dy + channel * 4;
          const left = channels - channel;
          if (four && left > 4) {
            tile4x8(to, dwRow, left - 4, from, upstream,
              images, rows, columns, xImage, xRow, xColumn, dyImage, dyRow, dyColumn);
          } else if (four) {
            tile4x4(to, dwRow, left, from, upstream,
              images, rows, columns, xImage, xRow, xColumn, dyImage, dyRow, dyColumn);
          } else if (left > 4) {
            tile3x8(to, dwRow, height, left - 4, from, upstream,
              images, rows, columns, xImage, xRow, xColumn, dyImage, dyRow, dyColumn);
          } else {
            tile3x4(to, dwRow, height, left, from, upstream,
              images, rows, columns, xImage, xRow, xColumn, dyImage, dyRow, dyColumn);
          }
        }
        k += height;
      }
    }
  }
}

function tile4x8(
  dw: usize, dwRow: i32, lanes: i32, x: usize, dy: usize, images: i32, rows: i32, columns: i32,
  xImage: i32, xRow: i32, xColumn: i32, dyImage: i32, dyRow: i32, dyColumn: i32,
): void {
  let a0 = f32x4.splat(0), b0 = a0, a1 = a0, b1 = a0, a2 = a0, b2 = a0, a3 = a0, b3 = a0;
  for (let image = 0; image < images; image++) {
    for (let row = 0; row < rows; row++) {
      let px = x + image * xImage + row * xRow;
      let py = dy + image * dyImage + row * dyRow;
      const end = py + columns * dyColumn;
      for (; py != end; px += xColumn, py += dyColumn) {
        const u = v128.load(py), v = v128.load(py, 16);
        let s = v128.load32_splat(px);
        a0 = f32x4.add(a0, f32x4.mul(s, u)); b0 = f32x4.add(b0, f32x4.mul(s, v));
        s = v128.load32_splat(px, 4);
        a1 = f32x4.add(a1, f32x4.mul(s, u)); b1 = f32x4.add(b1, f32x4.mul(s, v));
        s = v128.load32_splat(px, 8);
        a2 = f32x4.add(a2, f32x4.mul(s, u)); b2 = f32x4.add(b2, f32x4.mul(s, v));
        s = v128.load32_splat(px, 12);
        a3 = f32x4.add(a3, f32x4.mul(s, u)); b3 = f32x4.add(b3, f32x4.mul(s, v));
      }
    }
  }
  addLanes(dw, a0, 4); addLanes(dw + 16, b0, lanes);
  dw += dwRow;
  addLanes(dw, a1, 4); addLanes(dw + 16, b1, lanes);
  dw += dwRow;
  addLanes(dw, a2, 4); addLanes(dw + 16, b2, lanes);
  dw += dwRow;
  addLanes(dw, a3, 4); addLanes(dw + 16, b3, lanes);
}

function tile4x4(
  dw: usize, dwRow: i32, lanes: i32, x: usize, dy: usize, images: i32, rows: i32, columns: i32,
  xImage: i32, xRow: i32, xColumn: i32, dyImage: i32, dyRow: i32, dyColumn: i32,
): void {
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0;
  for (let image = 0; image < images; image++) {
    for (let row = 0; row < rows; row++) {
      let px = x + image * xImage + row * xRow;
      let py = dy + image * dyImage + row * dyRow;
      const end = py + columns * dyColumn;
      for (; py != end; px += xColumn, py += dyColumn) {
        const u = v128.load(py);
        a0 = f32x4.add(a0, f32x4.mul(v128.load32_splat(px), u));
        a1 = f32x4.add(a1, f32x4.mul(v128.load32_splat(px, 4), u));
        a2 = f32x4.add(a2, f32x4.mul(v128.load32_splat(px, 8), u));
        a3 = f32x4.add(a3, f32x4.mul(v128.load32_splat(px, 12), u));
      }
    }
  }
  addLanes(dw, a0, lanes);
  addLanes(dw + dwRow, a1, lanes);
  addLanes(dw + 2 * dwRow, a2, lanes);
  addLanes(dw + 3 * dwRow, a3, lanes);
}

/** Three floats of a run, of which the first `height` are there: for the others the first is taken once more. */
function tile3x8(
  dw: usize, dwRow: i32, height: i32, lanes: i32, x: usize, dy: usize, images: i32, rows: i32, columns: i32,
  xImage: i32, xRow: i32, xColumn: i32, dyImage: i32, dyRow: i32, dyColumn: i32,
): void {
  const second = height > 1 ? 4 : 0, third = height > 2 ? 8 : 0;
  let a0 = f32x4.splat(0), b0 = a0, a1 = a0, b1 = a0, a2 = a0, b2 = a0;
  for (let image = 0; image < images; image++) {
    for (let row = 0; row < rows; row++) {
      let px = x + image * xImage + row * xRow;
      let py = dy + image * dyImage + row * dyRow;
      const end = py + columns * dyColumn;
      for (; py != end; px += xColumn, py += dyColumn) {
        const u = v128.load(py), v = v128.load(py, 16);
        let s = v128.load32_splat(px);
        a0 = f32x4.add(a0, f32x4.mul(s, u)); b0 = f32x4.add(b0, f32x4.mul(s, v));
        s = v128.load32_splat(px + second);
        a1 = f32x4.add(a1, f32x4.mul(s, u)); b1 = f32x4.add(b1, f32x4.mul(s, v));
        s = v128.load32_splat(px + third);
        a2 = f32x4.add(a2, f32x4.mul(s, u)); b2 = f32x4.add(b2, f32x4.mul(s, v));
      }
    }
  }
  addLanes(dw, a0, 4); addLanes(dw + 16, b0, lanes);
  if (height < 2) return;
  dw += dwRow;
  addLanes(dw, a1, 4); addLanes(dw + 16, b1, lanes);
  if (height < 3) return;
  dw += dwRow;
  addLanes(dw, a2, 4); addLanes(dw + 16, b2, lanes);
}

function tile3x4(
  dw: usize, dwRow: i32, height: i32, lanes: i32, x: usize, dy: usize, images: i32, rows: i32, columns: i32,
  xImage: i32, xRow: i32, xColumn: i32, dyImage: i32, dyRow: i32, dyColumn: i32,
): void {
  const second = height > 1 ? 4 : 0, third = height > 2 ? 8 : 0;
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0;
  for (let image = 0; image < images; image++) {
    for (let row = 0; row < rows; row++) {
      let px = x + image * xImage + row * xRow;
      let py = dy + image * dyImage + row * dyRow;
      const end = py + columns * dyColumn;
      for (; py != end; px += xColumn, py += dyColumn) {
        const u = v128.load(py);
        a0 = f32x4.add(a0, f32x4.mul(v128.load32_splat(px), u));
        a1 = f32x4.add(a1, f32x4.mul(v128.load32_splat(px + second), u));
        a2 = f32x4.add(a2, f32x4.mul(v128.load32_splat(px + third), u));
      }
    }
  }
  addLanes(dw, a0, lanes);
  if (height > 1) addLanes(dw + dwRow, a1, lanes);
  if (height > 2) addLanes(dw + 2 * dwRow, a2, lanes);
}

/** Adds the first `lanes` of four floats, or all, to what is there. */
// @ts-ignore: decorator
@inline
function addLanes(to: usize, values: v128, lanes: i32): void {
  if (lanes >= 4) {
    v128.store(to, f32x4.add(v128.load(to), values));
    return;
  }
  store<f32>(to, load<f32>(to) + f32x4.extract_lane(values, 0));
  if (lanes > 1) store<f32>(to, load<f32>(to, 4) + f32x4.extract_lane(values, 1), 4);
  if (lanes > 2) store<f32>(to, load<f32>(to, 8) + f32x4.extract_lane(values, 2), 8);
}
