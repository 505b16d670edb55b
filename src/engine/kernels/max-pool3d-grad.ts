import { pool3d } from './pool-geometry';
import { backwardMaxPool } from './pooling';
import type { WasmKernel } from './wasm-kernel';

/**
 * dx = the sum of the upstream gradients dy of those windows that x is the maximum of: the last of equal ones, as on
 * cpu. dx: [batch, depth, height, width, channels], dy: [batch, outDepth, outHeight, outWidth, channels].
 * Upstream's is wrong where a window's maximum is not positive. Cpu's is wrong too, for windows that are not as wide as
 * they are high: it numbers a window's elements by one and reads them by the other.
 */
export const maxPool3dGrad: WasmKernel = {
  name: 'MaxPool3DGrad',
  why: 'wrong',
  create: (tools) => backwardMaxPool('last', pool3d, tools),
};
