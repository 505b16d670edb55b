import type { PoolGeometry } from '../kernels/pool-geometry';

/** What `assembly/pool.ts`, `assembly/conv3d.ts` and `assembly/resize-nearest.ts` export: what each computes is said there. */
export interface SpatialKernels {
  readonly maxPool: (x: number, y: number, ...geometry: PoolGeometry) => void;
  readonly avgPool: (x: number, y: number, ...geometry: PoolGeometry) => void;
  readonly maxPoolGrad: (x: number, dy: number, dx: number, last: 0 | 1, ...geometry: PoolGeometry) => void;
  readonly avgPoolGrad: (dy: number, dx: number, ...geometry: PoolGeometry) => void;
  readonly conv3d: (x: number, w: number, y: number, outChannels: number, ...geometry: PoolGeometry) => void;
  readonly conv3dInputGrad: (dy: number, wT: number, dx: number, outChannels: number, ...geometry: PoolGeometry) => void;
  readonly conv3dFilterGrad: (x: number, dy: number, dw: number, outChannels: number, ...geometry: PoolGeometry) => void;
  readonly gatherPixels: (x: number, y: number, from: number, count: number, channels: number) => void;
  readonly scatterAddPixels: (dy: number, dx: number, from: number, count: number, channels: number) => void;
}
