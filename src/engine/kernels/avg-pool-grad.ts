import { pool2d } from './pool-geometry';
import { backwardAvgPool } from './pooling';
import type { WasmKernel } from './wasm-kernel';

/**
 * dx = the sum of dy / (elements in its window) over the windows that x is in.
 * dx: [batch, height, width, channels], dy: [batch, outHeight, outWidth, channels].
 * Upstream's, and cpu's, divide by the size of a whole window where padding has cut it, though the forward pass
 * divides by what is left of it. TensorFlow's and PyTorch's (`count_include_pad=False`) do as the forward pass does.
 */
export const avgPoolGrad: WasmKernel = {
  name: 'AvgPoolGrad',
  why: 'wrong',
  create: (tools) => backwardAvgPool(pool2d, tools),
};
