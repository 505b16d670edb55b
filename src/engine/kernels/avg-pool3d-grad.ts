import { pool3d } from './pool-geometry';
import { backwardAvgPool } from './pooling';
import type { WasmKernel } from './wasm-kernel';

/**
 * dx = the sum of dy / (elements in its window) over the windows that x is in.
 * dx: [batch, depth, height, width, channels], dy: [batch, outDepth, outHeight, outWidth, channels].
 * Upstream's, and cpu's, divide by the size of a whole window where padding has cut it: see `avg-pool-grad.ts`.
 */
export const avgPool3dGrad: WasmKernel = {
  name: 'AvgPool3DGrad',
  why: 'wrong',
  create: (tools) => backwardAvgPool(pool3d, tools),
};
