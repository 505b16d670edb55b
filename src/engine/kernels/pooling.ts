import type { TensorInfo } from '@tensorflow/tfjs-core';
import { address, floats, output } from './heap';
import type { pool2d, pool3d, PoolAttributes } from './pool-geometry';
import { avgPoolGradient, maxPoolGradient } from './pool-gradient-loops';
import type { Kernel, KernelArgs, KernelTools } from './wasm-kernel';

type PoolOf = typeof pool2d | typeof pool3d;

/** y = one number for each window of x and each channel. Other dtypes than float32 are cpu's business. */
export function forwardPool(
  name: string,
  kind: 'maxPool' | 'avgPool',
  poolOf: PoolOf,
  { simd, onCpu }: KernelTools,
): Kernel {
  const cpu = onCpu(name);
  const compute = simd?.[kind];
  return (args: ForwardArgs) => {
    const { inputs: { x }, attrs, backend } = args;
    if (compute === undefined || x.dtype !== 'float32') return cpu(args as never);
    const { outShape, geometry } = poolOf(x.shape, attrs);
    const y = output(backend, outShape);
    compute(address(backend, x), address(backend, y), ...geometry);
    return y;
  };
}

/** dx of a maximum pool. Of equal maxima the first of a window receives its dy, or the last. */
export function backwardMaxPool(tie: 'first' | 'last', poolOf: PoolOf, { simd }: KernelTools): Kernel {
  return ({ inputs: { dy, input: x }, attrs, backend }: BackwardArgs) => {
    const { geometry } = poolOf(x.shape, attrs, dy.shape);
    const dx = output(backend, x.shape);
    if (simd === undefined) maxPoolGradient(floats(backend, x), floats(backend, dy), floats(backend, dx), tie, geometry);
    else
      simd.maxPoolGrad(
        address(backend, x),
        address(backend, dy),
        address(backend, dx),
        tie === 'last' ? 1 : 0,
        ...geometry,
      );
    return dx;
  };
}

/** dx of an average pool: each dy is shared among the elements that its window has, padding not counted. */
export function backwardAvgPool(poolOf: PoolOf, { simd }: KernelTools): Kernel {
  return ({ inputs: { dy, input: x }, attrs, backend }: BackwardArgs) => {
    const { geometry } = poolOf(x.shape, attrs, dy.shape);
    const dx = output(backend, x.shape);
    if (simd === undefined) avgPoolGradient(floats(backend, dy), floats(backend, dx), geometry);
    else simd.avgPoolGrad(address(backend, dy), address(backend, dx), ...geometry);
    return dx;
  };
}

type ForwardArgs = KernelArgs<{ readonly x: TensorInfo }, PoolAttributes>;
type BackwardArgs = KernelArgs<{ readonly dy: TensorInfo; readonly input: TensorInfo }, PoolAttributes>;
