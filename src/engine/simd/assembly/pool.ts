// Max and average pooling and their gradients, in two and three dimensions (two are three with a depth of 1).
// Each of the four visits the same windows: [batch, outDepth, outHeight, outWidth], cut at the edges of the input,
// and in each window all channels, which lie next to each other: sixteen or eight at a time, then four, then what is
// left, of which four are read and fewer written. That reads up to twelve bytes past a tensor, as XNNPACK does: behind
// the last one the allocator's own end mark is still inside the memory.

/** y = the largest x in each window; NaN is never larger, and where nothing is, y = -∞. */
export function maxPool(
  x: usize, y: usize,
  batch: i32, inDepth: i32, inHeight: i32, inWidth: i32, channels: i32, outDepth: i32, outHeight: i32, outWidth: i32,
  kernelDepth: i32, kernelHeight: i32, kernelWidth: i32, strideDepth: i32, strideHeight: i32, strideWidth: i32,
  front: i32, top: i32, left: i32,
): void {
  eachWindow(
    MAX, false, x, y, 0, batch, inDepth, inHeight, inWidth, channels, outDepth, outHeight, outWidth,
    kernelDepth, kernelHeight, kernelWidth, strideDepth, strideHeight, strideWidth, front, top, left,
  );
}

/** y = the mean of x in each window; padding does not count, and where nothing else is, y = 0. */
export function avgPool(
  x: usize, y: usize,
  batch: i32, inDepth: i32, inHeight: i32, inWidth: i32, channels: i32, outDepth: i32, outHeight: i32, outWidth: i32,
  kernelDepth: i32, kernelHeight: i32, kernelWidth: i32, strideDepth: i32, strideHeight: i32, strideWidth: i32,
  front: i32, top: i32, left: i32,
): void {
  eachWindow(
    AVG, false, x, y, 0, batch, inDepth, inHeight, inWidth, channels, outDepth, outHeight, outWidth,
    kernelDepth, kernelHeight, kernelWidth, strideDepth, strideHeight, strideWidth, front, top, left,
  );
}

/**
 * dx = the sum of the dy of the windows that x is the maximum of. Of equal maxima the first of a window has it all, or,
 * if `last`, the last. A window without a maximum (NaN, or -∞ and not `last`) passes nothing on.
 */
export function maxPoolGrad(
  x: usize, dy: usize, dx: usize, last: bool,
  batch: i32, inDepth: i32, inHeight: i32, inWidth: i32, channels: i32, outDepth: i32, outHeight: i32, outWidth: i32,
  kernelDepth: i32, kernelHeight: i32, kernelWidth: i32, strideDepth: i32, strideHeight: i32, strideWidth: i32,
  front: i32, top: i32, left: i32,
): void {
  memory.fill(dx, 0, <usize>(batch * inDepth * inHeight * inWidth * channels) << 2);
  eachWindow(
    MAX_GRAD, last, x, dy, dx, batch, inDepth, inHeight, inWidth, channels, outDepth, outHeight, outWidth,
    kernelDepth, kernelHeight, kernelWidth, strideDepth, strideHeight, strideWidth, front, top, left,
  );
}

/** dx = the sum of dy / (how many elements its window has) of the windows that x is in. */
export function avgPoolGrad(
  dy: usize, dx: usize,
  batch: i32, inDepth: i32, inHeight: i32, inWidth: i32, channels: i32, outDepth: i32, outHeight: i32, outWidth: i32,
  kernelDepth: i32, kernelHeight: i32, kernelWidth: i32, strideDepth: i32, strideHeight: i32, strideWidth: i32,
  front: i32, top: i32, left: i32,
): void {
  memory.fill(dx, 0, <usize>(batch * inDepth * inHeight * inWidth * channels) << 2);
  eachWindow(
    AVG_GRAD, false, 0, dy, dx, batch, inDepth, inHeight, inWidth, channels, outDepth, outHeight, outWidth,
    kernelDepth, kernelHeight, kernelWidth, strideDepth, strideHeight, strideWidth, front, top, left,
  );
}

// Inlined constants: each function above becomes a loop of its own.
const MAX = 0;
const AVG = 1;
const MAX_GRAD = 2;
const AVG_GRAD = 3;

// @ts-ignore: decorator
@inline
function eachWindow(
  kind: i32, last: bool, x: usize, y: usize, dx: usize,
  batch: i32, inDepth: i32, inHeight: i32, inWidth: i32, channels: i32, outDepth: i32, outHeight: i32, outWidth: i32,
  kernelDepth: i32, kernelHeight: i32, kernelWidth: i32, strideDepth: i32, strideHeight: i32, strideWidth: i32,
  front: i32, top: i32, left: i32,
): void {
  const pixel = channels << 2;
  const row = inWidth * pixel;
  const plane = inHeight * row;
  for (let n = 0; n < batch; n++) {
    const image = n * inDepth * plane;
    for (let d = 0; d < outDepth; d++) {
      const d0 = d * strideDepth - front;
      const dFrom = max(d0, 0);
      const depth = min(d0 + kernelDepth, inDepth) - dFrom;
      for (let h = 0; h < outHeight; h++) {
        const h0 = h * strideHeight - top;
        const hFrom = max(h0, 0);
        const height = min(h0 + kernelHeight, inHeight) - hFrom;
        const corner = image + dFrom * plane + hFrom * row;
        for (let w = 0; w < outWidth; w++, y += pixel) {
          const w0 = w * strideWidth - left;
          const wFrom = max(w0, 0);
          const width = min(w0 + kernelWidth, inWidth) - wFrom;
          const at = corner + wFrom * pixel;
          if (kind == MAX) maxWindow(x + at, y, depth, height, width, plane, row, channels);
          if (kind == AVG) avgWindow(x + at, y, depth, height, width, plane, row, channels);
          if (kind == MAX_GRAD) maxGradWindow(x + at, y, dx + at, last, depth, height, width, plane, row, channels);
          if (kind == AVG_GRAD) avgGradWindow(y, dx + at, depth, height, width, plane, row, channels);
        }
      }
    }
  }
}

function maxWindow(x: usize, y: usize, depth: i32, height: i32, width: i32, plane: i32, row: i32, channels: i32): void {
  const pixel = channels << 2;
  const lowest = f32x4.splat(-Infinity);
  let c = channels;
  for (; c >= 16; c -= 16, x += 64, y += 64) {
    let m0 = lowest, m1 = lowest, m2 = lowest, m3 = lowest;
    for (let d = 0; d < depth; d++) for (let h = 0; h < height; h++) {
      let at = x + d * plane + h * row;
      for (let w = 0; w < width; w++, at += pixel) {
        // pmax(m, x) is m < x ? x : m, which keeps m where x is NaN.
        m0 = f32x4.pmax(m0, v128.load(at));
        m1 = f32x4.pmax(m1, v128.load(at, 16));
        m2 = f32x4.pmax(m2, v128.load(at, 32));
        m3 = f32x4.pmax(m3, v128.load(at, 48));
      }
    }
    v128.store(y, m0);
    v128.store(y, m1, 16);
    v128.store(y, m2, 32);
    v128.store(y, m3, 48);
  }
  for (; c > 0; c -= 4, x += 16, y += 16) {
    let m = lowest;
    for (let d = 0; d < depth; d++) for (let h = 0; h < height; h++) {
      let at = x + d * plane + h * row;
      for (let w = 0; w < width; w++, at += pixel) m = f32x4.pmax(m, v128.load(at));
    }
    storeUpTo(c, y, m);
  }
}

function avgWindow(x: usize, y: usize, depth: i32, height: i32, width: i32, plane: i32, row: i32, channels: i32): void {
  const pixel = channels << 2;
  // The sum over a window that has nothing but padding is 0, and so is its mean.
  const counts = f32x4.splat(<f32>max(1, max(depth, 0) * max(height, 0) * max(width, 0)));
  const zero = f32x4.splat(0);
  let c = channels;
  for (; c >= 16; c -= 16, x += 64, y += 64) {
    let s0 = zero, s1 = zero, s2 = zero, s3 = zero;
    for (let d = 0; d < depth; d++) for (let h = 0; h < height; h++) {
      let at = x + d * plane + h * row;
      for (let w = 0; w < width; w++, at += pixel) {
        s0 = f32x4.add(s0, v128.load(at));
        s1 = f32x4.add(s1, v128.load(at, 16));
        s2 = f32x4.add(s2, v128.load(at, 32));
        s3 = f32x4.add(s3, v128.load(at, 48));
      }
    }
    v128.store(y, f32x4.div(s0, counts));
    v128.store(y, f32x4.div(s1, counts), 16);
    v128.store(y, f32x4.div(s2, counts), 32);
    v128.store(y, f32x4.div(s3, counts), 48);
  }
  for (; c > 0; c -= 4, x += 16, y += 16) {
    let s = zero;
    for (let d = 0; d < depth; d++) for (let h = 0; h < height; h++) {
      let at = x + d * plane + h * row;
      for (let w = 0; w < width; w++, at += pixel) s = f32x4.add(s, v128.load(at));
    }
    storeUpTo(c, y, f32x4.div(s, counts));
  }
}

function maxGradWindow(
  x: usize, dy: usize, dx: usize, last: bool, depth: i32, height: i32, width: i32, plane: i32, row: i32, channels: i32,
): void {
  const pixel = channels << 2;
  const lowest = f32x4.splat(-Infinity);
  const none = i32x4.splat(-1);
  let c = channels;
  for (; c >= 8; c -= 8, x += 32, dx += 32, dy += 32) {
    let m0 = lowest, m1 = lowest, i0 = none, i1 = none;
    for (let d = 0; d < depth; d++) for (let h = 0; h < height; h++) {
      let at = d * plane + h * row;
      for (let w = 0; w < width; w++, at += pixel) {
        const v0 = v128.load(x + at), v1 = v128.load(x + at, 16), here = i32x4.splat(at);
        const larger0 = last ? f32x4.ge(v0, m0) : f32x4.gt(v0, m0);
        const larger1 = last ? f32x4.ge(v1, m1) : f32x4.gt(v1, m1);
        m0 = v128.bitselect(v0, m0, larger0);
        m1 = v128.bitselect(v1, m1, larger1);
        i0 = v128.bitselect(here, i0, larger0);
        i1 = v128.bitselect(here, i1, larger1);
      }
    }
    scatter(4, dx, i0, v128.load(dy));
    scatter(4, dx + 16, i1, v128.load(dy, 16));
  }
  for (; c > 0; c -= 4, x += 16, dx += 16, dy += 16) {
    let m = lowest, i = none;
    for (let d = 0; d < depth; d++) for (let h = 0; h < height; h++) {
      let at = d * plane + h * row;
      for (let w = 0; w < width; w++, at += pixel) {
        const value = v128.load(x + at);
        const larger = last ? f32x4.ge(value, m) : f32x4.gt(value, m);
        m = v128.bitselect(value, m, larger);
        i = v128.bitselect(i32x4.splat(at), i, larger);
      }
    }
    scatter(c, dx, i, v128.load(dy));
  }
}

/** dx[at[l] + 4l bytes] += dy[l] in each of four lanes, or as many as there are; a negative `at` is nowhere. */
// @ts-ignore: decorator
@inline
function scatter(lanes: i32, dx: usize, at: v128, dy: v128): void {
  addAt(dx, i32x4.extract_lane(at, 0), f32x4.extract_lane(dy, 0));
  if (lanes > 1) addAt(dx + 4, i32x4.extract_lane(at, 1), f32x4.extract_lane(dy, 1));
  if (lanes > 2) addAt(dx + 8, i32x4.extract_lane(at, 2), f32x4.extract_lane(dy, 2));
  if (lanes > 3) addAt(dx + 12, i32x4.extract_lane(at, 3), f32x4.extract_lane(dy, 3));
}

// @ts-ignore: decorator
@inline
function addAt(dx: usize, at: i32, dy: f32): void {
  if (at >= 0) store<f32>(dx + at, load<f32>(dx + at) + dy);
}

function avgGradWindow(dy: usize, dx: usize, depth: i32, height: i32, width: i32, plane: i32, row: i32, channels: i32): void {
  const pixel = channels << 2;
  // The sum over a window that has nothing but padding is 0, and so is its mean.
  const counts = f32x4.splat(<f32>max(1, max(depth, 0) * max(height, 0) * max(width, 0)));
  let c = channels;
  for (; c >= 8; c -= 8, dx += 32, dy += 32) {
    const g0 = f32x4.div(v128.load(dy), counts), g1 = f32x4.div(v128.load(dy, 16), counts);
    for (let d = 0; d < depth; d++) for (let h = 0; h < height; h++) {
      let at = dx + d * plane + h * row;
      for (let w = 0; w < width; w++, at += pixel) {
        v128.store(at, f32x4.add(v128.load(at), g0));
        v128.store(at, f32x4.add(v128.load(at, 16), g1), 16);
      }
    }
  }
  for (; c > 0; c -= 4, dx += 16, dy += 16) {
    const g = f32x4.div(v128.load(dy), counts);
    for (let d = 0; d < depth; d++) for (let h = 0; h < height; h++) {
      let at = dx + d * plane + h * row;
      for (let w = 0; w < width; w++, at += pixel) storeUpTo(c, at, f32x4.add(v128.load(at), g));
    }
  }
}

/** The first four lanes, or as many as there are. */
// @ts-ignore: decorator
@inline
function storeUpTo(lanes: i32, at: usize, value: v128): void {
  if (lanes >= 4) v128.store(at, value);
  else if (lanes == 1) v128.store32_lane(at, value, 0);
  else {
    v128.store64_lane(at, value, 0);
    if (lanes == 3) v128.store32_lane(at, value, 2, 8);
  }
}
