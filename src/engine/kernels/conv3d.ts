import type { TensorInfo } from '@tensorflow/tfjs-core';
import { conv3dGeometry, type Conv3DAttributes } from './conv3d-geometry';
import { address, output } from './heap';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * y[n, d, h, w, j] = Σ x[n, d·s + a − front, h·s + b − top, w·s + c − left, i] · filter[a, b, c, i, j].
 * x: [batch, depth, height, width, inChannels], y: [batch, outDepth, outHeight, outWidth, outChannels].
 */
export const conv3d: WasmKernel = {
  name: 'Conv3D',
  why: 'slow',
  create: ({ simd, onCpu, shipped }) => {
    const [cpu, upstream] = [onCpu('Conv3D'), shipped('Conv3D')];
    return (args: Args) => {
      const { inputs: { x, filter }, attrs, backend } = args;
      if (x.dtype !== 'float32' || filter.dtype !== 'float32') return cpu(args as never);
      const { outShape, outChannels, dilated, geometry } = conv3dGeometry(x.shape, filter.shape, attrs);
      if (simd === undefined || dilated) return upstream(args as never);
      const y = output(backend, outShape);
      simd.conv3d(address(backend, x), address(backend, filter), address(backend, y), outChannels, ...geometry);
      return y;
    };
  },
};

type Args = KernelArgs<{ readonly x: TensorInfo; readonly filter: TensorInfo }, Conv3DAttributes>;
