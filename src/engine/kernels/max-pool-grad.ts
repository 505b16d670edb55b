import { pool2d } from './pool-geometry';
import { backwardMaxPool } from './pooling';
import type { WasmKernel } from './wasm-kernel';

/**
 * dx = the sum of the upstream gradients dy of those windows that x is the maximum of: the first of equal ones, row by
 * row, as on cpu. dx: [batch, height, width, channels], dy: [batch, outHeight, outWidth, channels].
 * Upstream's starts from the smallest positive number, so that a window whose maximum is not positive sends its
 * gradient to element 0 of the batch: harmless right after relu, and wrong everywhere else.
 */
export const maxPoolGrad: WasmKernel = {
  name: 'MaxPoolGrad',
  why: 'wrong',
  create: (tools) => backwardMaxPool('first', pool2d, tools),
};
