import { pool2d } from './pool-geometry';
import { forwardPool } from './pooling';
import type { WasmKernel } from './wasm-kernel';

/**
 * y = the mean of x in each window; padding does not count.
 * x: [batch, height, width, channels], y: [batch, outHeight, outWidth, channels].
 * Upstream's is XNNPACK's, which knows the shape of the output better: where `dimRoundingMode` rounds it up, what was in
 * memory is returned.
 */
export const avgPool: WasmKernel = {
  name: 'AvgPool',
  why: 'wrong',
  create: (tools) => forwardPool('AvgPool', 'avgPool', pool2d, tools),
};
