// Convolution in three dimensions, [batch, depth, height, width, channels] with a kernel of
// [kernelDepth, kernelHeight, kernelWidth, inChannels, outChannels], and its gradients. Channels are vectors: sixteen
// (or eight) at a time, then four, then one.

/** y = the correlation of x with w. */
export function conv3d(
  x: usize, w: usize, y: usize, outChannels: i32,
  batch: i32, inDepth: i32, inHeight: i32, inWidth: i32, inChannels: i32, outDepth: i32, outHeight: i32, outWidth: i32,
  kernelDepth: i32, kernelHeight: i32, kernelWidth: i32, strideDepth: i32, strideHeight: i32, strideWidth: i32,
  front: i32, top: i32, left: i32,
): void {
  const pixel = inChannels << 2, row = inWidth * pixel, plane = inHeight * row;
  const tap = inChannels * outChannels << 2;
  for (let n = 0; n < batch; n++) for (let d = 0; d < outDepth; d++) for (let h = 0; h < outHeight; h++) {
    const d0 = d * strideDepth - front, h0 = h * strideHeight - top;
    for (let v = 0; v < outWidth; v++, y += outChannels << 2) {
      const w0 = v * strideWidth - left;
      const at = x + n * inDepth * plane + d0 * plane + h0 * row + w0 * pixel;
      const dFrom = max(0, -d0), dTo = min(kernelDepth, inDepth - d0);
      const hFrom = max(0, -h0), hTo = min(kernelHeight, inHeight - h0);
      const wFrom = max(0, -w0), wTo = min(kernelWidth, inWidth - w0);
      let c = 0;
      for (; c + 16 <= outChannels; c += 16) {
        let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
        for (let kd = dFrom; kd < dTo; kd++) for (let kh = hFrom; kh < hTo; kh++) {
          // Along a row of the window, pixels follow each other, and so do the taps of the kernel.
          let px = at + kd * plane + kh * row + wFrom * pixel;
          let pw = w + ((kd * kernelHeight + kh) * kernelWidth + wFrom) * tap + (c << 2);
          for (const end = px + max(wTo - wFrom, 0) * pixel; px < end; px += 4, pw += outChannels << 2) {
            const value = v128.load32_splat(px);
            s0 = f32x4.add(s0, f32x4.mul(value, v128.load(pw)));
            s1 = f32x4.add(s1, f32x4.mul(value, v128.load(pw, 16)));
            s2 = f32x4.add(s2, f32x4.mul(value, v128.load(pw, 32)));
            s3 = f32x4.add(s3, f32x4.mul(value, v128.load(pw, 48)));
          }
        }
        const to = y + (c << 2);
        v128.store(to, s0);
        v128.store(to, s1, 16);
        v128.store(to, s2, 32);
        v128.store(to, s3, 48);
      }
      for (; c + 4 <= outChannels; c += 4) {
        let s = f32x4.splat(0);
        for (let kd = dFrom; kd < dTo; kd++) for (let kh = hFrom; kh < hTo; kh++) {
          let px = at + kd * plane + kh * row + wFrom * pixel;
          let pw = w + ((kd * kernelHeight + kh) * kernelWidth + wFrom) * tap + (c << 2);
          for (const end = px + max(wTo - wFrom, 0) * pixel; px < end; px += 4, pw += outChannels << 2) {
            s = f32x4.add(s, f32x4.mul(v128.load32_splat(px), v128.load(pw)));
          }
        }
        v128.store(y + (c << 2), s);
      }
      for (; c < outChannels; c++) {
        let s: f32 = 0;
        for (let kd = dFrom; kd < dTo; kd++) for (let kh = hFrom; kh < hTo; kh++) {
          let px = at + kd * plane + kh * row + wFrom * pixel;
          let pw = w + ((kd * kernelHeight + kh) * kernelWidth + wFrom) * tap + (c << 2);
          for (const end = px + max(wTo - wFrom, 0) * pixel; px < end; px += 4, pw += outChannels << 2) {
            s += load<f32>(px) * load<f32>(pw);
          }
        }
        store<f32>(y + (c << 2), s);
      }
    }
  }
}

/** dx = what each output's dy, through the taps of its window, owes to x. wT is w with its two channels exchanged. */
export function conv3dInputGrad(
  dy: usize, wT: usize, dx: usize, outChannels: i32,
  batch: i32, inDepth: i32, inHeight: i32, inWidth: i32, inChannels: i32, outDepth: i32, outHeight: i32, outWidth: i32,
  kernelDepth: i32, kernelHeight: i32, kernelWidth: i32, strideDepth: i32, strideHeight: i32, strideWidth: i32,
  front: i32, top: i32, left: i32,
): void {
  const pixel = inChannels << 2, row = inWidth * pixel, plane = inHeight * row;
  const tap = inChannels * outChannels << 2;
  memory.fill(dx, 0, <usize>(batch * inDepth * plane));
  for (let n = 0; n < batch; n++) for (let d = 0; d < outDepth; d++) for (let h = 0; h < outHeight; h++) {
    const d0 = d * strideDepth - front, h0 = h * strideHeight - top;
    for (let v = 0; v < outWidth; v++, dy += outChannels << 2) {
      const w0 = v * strideWidth - left;
      const at = dx + n * inDepth * plane + d0 * plane + h0 * row + w0 * pixel;
      for (let kd = max(0, -d0); kd < min(kernelDepth, inDepth - d0); kd++) {
        for (let kh = max(0, -h0); kh < min(kernelHeight, inHeight - h0); kh++) {
          for (let kw = max(0, -w0); kw < min(kernelWidth, inWidth - w0); kw++) {
            addProduct(
              dy, wT + ((kd * kernelHeight + kh) * kernelWidth + kw) * tap, at + kd * plane + kh * row + kw * pixel,
              outChannels, inChannels,
            );
          }
        }
      }
    }
  }
}

/** y ← y + x·m, for x: [rows], m: [rows, columns], y: [columns]. */
// @ts-ignore: decorator
@inline
function addProduct(x: usize, m: usize, y: usize, rows: i32, columns: i32): void {
  const width = columns << 2;
  const end = x + (rows << 2);
  let c = columns;
  for (; c >= 16; c -= 16, m += 64, y += 64) {
    let s0 = v128.load(y), s1 = v128.load(y, 16), s2 = v128.load(y, 32), s3 = v128.load(y, 48);
    for (let px = x, pm = m; px < end; px += 4, pm += width) {
      const value = v128.load32_splat(px);
      s0 = f32x4.add(s0, f32x4.mul(value, v128.load(pm)));
      s1 = f32x4.add(s1, f32x4.mul(value, v128.load(pm, 16)));
      s2 = f32x4.add(s2, f32x4.mul(value, v128.load(pm, 32)));
      s3 = f32x4.add(s3, f32x4.mul(value, v128.load(pm, 48)));
    }
    v128.store(y, s0);
    v128.store(y, s1, 16);
    v128.store(y, s2, 32);
    v128.store(y, s3, 48);
  }
  for (; c >= 8; c -= 8, m += 32, y += 32) {
    let s0 = v128.load(y), s1 = v128.load(y, 16);
    for (let px = x, pm = m; px < end; px += 4, pm += width) {
      const value = v128.load32_splat(px);
      s0 = f32x4.add(s0, f32x4.mul(value, v128.load(pm)));
      s1 = f32x4.add(s1, f32x4.mul(value, v128.load(pm, 16)));
    }
    v128.store(y, s0);
    v128.store(y, s1, 16);
  }
  for (; c >= 4; c -= 4, m += 16, y += 16) {
    let s = v128.load(y);
    for (let px = x, pm = m; px < end; px += 4, pm += width) {
      s = f32x4.add(s, f32x4.mul(v128.load32_splat(px), v128.load(pm)));
    }
    v128.store(y, s);
  }
  for (; c > 0; c--, m += 4, y += 4) {
    let s = load<f32>(y);
    for (let px = x, pm = m; px < end; px += 4, pm += width) s += load<f32>(px) * load<f32>(pm);
    store<f32>(y, s);
  }
}

/** dw = for each tap, the sum over all outputs of x times dy. */
export function conv3dFilterGrad(
  x: usize, dy: usize, dw: usize, outChannels: i32,
  batch: i32, inDepth: i32, inHeight: i32, inWidth: i32, inChannels: i32, outDepth: i32, outHeight: i32, outWidth: i32,
  kernelDepth: i32, kernelHeight: i32, kernelWidth: i32, strideDepth: i32, strideHeight: i32, strideWidth: i32,
  front: i32, top: i32, left: i32,
): void {
  const pixel = inChannels << 2, row = inWidth * pixel, plane = inHeight * row;
  const outPixel = outChannels << 2, outRow = outWidth * outPixel, outPlane = outHeight * outRow;
  memory.fill(dw, 0, <usize>(kernelDepth * kernelHeight * kernelWidth * inChannels * outPixel));
  for (let kd = 0; kd < kernelDepth; kd++) for (let kh = 0; kh < kernelHeight; kh++) {
    for (let kw = 0; kw < kernelWidth; kw++, dw += inChannels * outPixel) {
      // The outputs of a row whose window has this tap inside.
      const vFrom = inside(left - kw, strideWidth), vTo = min(outWidth, inside(inWidth + left - kw, strideWidth));
      if (vTo <= vFrom) continue;
      for (let n = 0; n < batch; n++) for (let d = 0; d < outDepth; d++) {
        const inD = d * strideDepth - front + kd;
        if (inD < 0 || inD >= inDepth) continue;
        for (let h = 0; h < outHeight; h++) {
          const inH = h * strideHeight - top + kh;
          if (inH < 0 || inH >= inHeight) continue;
          const px = x + (n * inDepth + inD) * plane + inH * row + (vFrom * strideWidth - left + kw) * pixel;
          const py = dy + (n * outDepth + d) * outPlane + h * outRow + vFrom * outPixel;
          addOuterProducts(px, py, dw, vTo - vFrom, strideWidth * pixel, inChannels, outChannels);
        }
      }
    }
  }
}

/** The smallest i ≥ 0 with i·stride ≥ from. */
// @ts-ignore: decorator
@inline
function inside(from: i32, stride: i32): i32 {
  return from <= 0 ? 0 : (from + stride - 1) / stride;
}

/** dw[i, j] += Σ x[v, i]·dy[v, j] over a row of `count` outputs; x advances by `step` bytes from one to the next. */
function addOuterProducts(x: usize, dy: usize, dw: usize, count: i32, step: i32, inChannels: i32, outChannels: i32): void {
  const outPixel = outChannels << 2;
  const end = dy + count * outPixel;
  let i = 0;
  for (; i + 4 <= inChannels; i += 4, x += 16, dw += outPixel << 2) {
    let j = 0;
    for (; j + 8 <= outChannels; j += 8) {
      const o0 = dw + (j << 2), o1 = o0 + outPixel, o2 = o1 + outPixel, o3 = o2 + outPixel;
      let a0 = v128.load(o0), a1 = v128.load(o0, 16), b0 = v128.load(o1), b1 = v128.load(o1, 16);
      let c0 = v128.load(o2), c1 = v128.load(o2, 16), d0 = v128.load(o3), d1 = v128.load(o3, 16);
      for (let px = x, py = dy; py < end; px += step, py += outPixel) {
        const at = py + (j << 2);
        const g0 = v128.load(at), g1 = v128.load(at, 16);
        let value = v128.load32_splat(px);
        a0 = f32x4.add(a0, f32x4.mul(value, g0));
        a1 = f32x4.add(a1, f32x4.mul(value, g1));
        value = v128.load32_splat(px, 4);
        b0 = f32x4.add(b0, f32x4.mul(value, g0));
        b1 = f32x4.add(b1, f32x4.mul(value, g1));
        value = v128.load32_splat(px, 8);
        c0 = f32x4.add(c0, f32x4.mul(value, g0));
        c1 = f32x4.add(c1, f32x4.mul(value, g1));
        value = v128.load32_splat(px, 12);
        d0 = f32x4.add(d0, f32x4.mul(value, g0));
        d1 = f32x4.add(d1, f32x4.mul(value, g1));
      }
      v128.store(o0, a0);
      v128.store(o0, a1, 16);
      v128.store(o1, b0);
      v128.store(o1, b1, 16);
      v128.store(o2, c0);
      v128.store(o2, c1, 16);
      v128.store(o3, d0);
      v128.store(o3, d1, 16);
    }
    for (let k = 0; k < 4; k++) addRow(x + (k << 2), dy, dw + k * outPixel, end, step, outChannels, j);
  }
  for (; i < inChannels; i++, x += 4, dw += outPixel) addRow(x, dy, dw, end, step, outChannels, 0);
}

/** dw[j] += Σ x[v]·dy[v, j], for the output channels from j on. */
function addRow(x: usize, dy: usize, dw: usize, end: usize, step: i32, outChannels: i32, j: i32): void {
  const outPixel = outChannels << 2;
  for (; j + 4 <= outChannels; j += 4) {
    const to = dw + (j << 2);
    let s = v128.load(to);
    for (let px = x, py = dy; py < end; px += step, py += outPixel) {
      s = f32x4.add(s, f32x4.mul(v128.load32_splat(px), v128.load(py + (j << 2))));
    }
    v128.store(to, s);
  }
  for (; j < outChannels; j++) {
    const to = dw + (j << 2);
    let s = load<f32>(to);
    for (let px = x, py = dy; py < end; px += step, py += outPixel) s += load<f32>(px) * load<f32>(py + (j << 2));
    store<f32>(to, s);
  }
}
