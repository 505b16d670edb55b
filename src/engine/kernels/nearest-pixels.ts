import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmBackend } from '../wasm-backend';
import { ints, output } from './heap';

export interface ResizeAttributes {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
  readonly size: readonly [height: number, width: number];
}

/**
 * A table in the heap, [outHeight · outWidth] int32: for each pixel of a resized image the pixel of the original that
 * it shows. To be disposed of by the caller. In double precision, as on cpu: in single precision some pixels come from
 * their neighbour.
 */
export function nearestPixels(
  backend: WasmBackend,
  [, height, width]: readonly number[],
  [, outHeight, outWidth]: readonly number[],
  attributes: ResizeAttributes,
): TensorInfo {
  const rows = nearest(height!, outHeight!, attributes);
  const columns = nearest(width!, outWidth!, attributes);
  const table = output(backend, [outHeight! * outWidth!], 'int32');
  const pixels = ints(backend, table);
  let at = 0;
  for (const row of rows) for (const column of columns) pixels[at++] = row * width! + column;
  return table;
}

/** For each position along one side of the resized image, the position along the original's. */
function nearest(extent: number, outExtent: number, { alignCorners, halfPixelCenters }: ResizeAttributes): number[] {
  const scale = alignCorners && outExtent > 1 ? (extent - 1) / (outExtent - 1) : extent / outExtent;
  const round = alignCorners ? Math.round : Math.floor;
  return Array.from({ length: outExtent }, (_, i) => Math.min(extent - 1, round(scale * (halfPixelCenters ? i + 0.5 : i))));
}
