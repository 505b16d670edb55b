import type { PoolGeometry } from './pool-geometry';

/** The gradients of pooling where the machine has no SIMD: what `simd/assembly/pool.ts` computes, in the same order. */

/** dx = Σ dy of the windows that x is the maximum of: the first of equal ones, or the last. */
export function maxPoolGradient(
  x: Float32Array,
  dy: Float32Array,
  dx: Float32Array,
  tie: 'first' | 'last',
  geometry: PoolGeometry,
): void {
  dx.fill(0);
  eachWindow(geometry, (at, elements) => {
    let [largest, index] = [-Infinity, -1];
    for (const i of elements) {
      if (!(tie === 'last' ? x[i]! >= largest : x[i]! > largest)) continue;
      [largest, index] = [x[i]!, i];
    }
    if (index >= 0) dx[index]! += dy[at]!;
  });
}

/** dx = Σ dy / |window| of the windows that x is in. */
export function avgPoolGradient(dy: Float32Array, dx: Float32Array, geometry: PoolGeometry): void {
  dx.fill(0);
  eachWindow(geometry, (at, elements) => {
    for (const i of elements) dx[i]! += Math.fround(dy[at]! / elements.length);
  });
}

/** Visits every element of the output, with the indices of the input's elements in its window. */
function eachWindow(geometry: PoolGeometry, visit: (at: number, elements: readonly number[]) => void): void {
  const [batch, inDepth, inHeight, inWidth, channels, outDepth, outHeight, outWidth] = geometry;
  const [, , , , , , , , kernelDepth, kernelHeight, kernelWidth, strideDepth, strideHeight, strideWidth, front, top, left] =
    geometry;
  let at = 0;
  for (let n = 0; n < batch; n++) {
    for (let d = 0; d < outDepth; d++) {
      const depths = covered(d * strideDepth - front, kernelDepth, inDepth);
      for (let h = 0; h < outHeight; h++) {
        const rows = covered(h * strideHeight - top, kernelHeight, inHeight);
        for (let w = 0; w < outWidth; w++) {
          const columns = covered(w * strideWidth - left, kernelWidth, inWidth);
          const pixels = depths.flatMap((z) =>
            rows.flatMap((y) => columns.map((x) => (((n * inDepth + z) * inHeight + y) * inWidth + x) * channels)),
          );
          for (let c = 0; c < channels; c++)
            visit(
              at++,
              pixels.map((pixel) => pixel + c),
            );
        }
      }
    }
  }
}

/** The positions of a window's side that are inside. */
function covered(from: number, size: number, extent: number): number[] {
  const inside: number[] = [];
  for (let i = Math.max(from, 0); i < Math.min(from + size, extent); i++) inside.push(i);
  return inside;
}
