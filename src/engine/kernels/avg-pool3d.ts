import { pool3d } from './pool-geometry';
import { forwardPool } from './pooling';
import type { WasmKernel } from './wasm-kernel';

/**
 * y = the mean of x in each window; padding does not count.
 * x: [batch, depth, height, width, channels], y: [batch, outDepth, outHeight, outWidth, channels].
 */
export const avgPool3d: WasmKernel = {
  name: 'AvgPool3D',
  why: 'slow',
  create: (tools) => forwardPool('AvgPool3D', 'avgPool', pool3d, tools),
};
