import { pool3d } from './pool-geometry';
import { forwardPool } from './pooling';
import type { WasmKernel } from './wasm-kernel';

/**
 * y = the largest x of each window.
 * x: [batch, depth, height, width, channels], y: [batch, outDepth, outHeight, outWidth, channels].
 * Upstream's starts from the smallest positive number: a window that is negative throughout has that for a maximum.
 */
export const maxPool3d: WasmKernel = {
  name: 'MaxPool3D',
  why: 'wrong',
  create: (tools) => forwardPool('MaxPool3D', 'maxPool', pool3d, tools),
};
