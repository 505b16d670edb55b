import { pool2d } from './pool-geometry';
import { forwardPool } from './pooling';
import type { WasmKernel } from './wasm-kernel';

/**
 * y = the largest x of each window.
 * x: [batch, height, width, channels], y: [batch, outHeight, outWidth, channels].
 * Upstream's is XNNPACK's, which knows the shape of the output better: where `dimRoundingMode` rounds it up, what was in
 * memory is returned. It takes no int32.
 */
export const maxPool: WasmKernel = {
  name: 'MaxPool',
  why: 'wrong',
  create: (tools) => forwardPool('MaxPool', 'maxPool', pool2d, tools),
};
