import type { TensorInfo } from '@tensorflow/tfjs-core';
import { conv3dGeometry, type Conv3DAttributes } from './conv3d-geometry';
import { address, output } from './heap';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * dw[a, b, c, i, j] = Σ x[n, d·s + a − front, h·s + b − top, w·s + c − left, i] · dy[n, d, h, w, j], over the batch and
 * all of dy: the gradient of `conv3d` with respect to its filter.
 * dw: [depth, height, width, inChannels, outChannels]. Upstream's is wrong for strides over 1.
 */
export const conv3dBackpropFilterV2: WasmKernel = {
  name: 'Conv3DBackpropFilterV2',
  why: 'wrong',
  create: ({ simd, onCpu }) => {
    const cpu = onCpu('Conv3DBackpropFilterV2');
    return (args: Args) => {
      const { inputs: { x, dy }, attrs, backend } = args;
      if (simd === undefined || x.dtype !== 'float32') return cpu(args as never);
      const { outChannels, geometry } = conv3dGeometry(x.shape, attrs.filterShape, attrs);
      const dw = output(backend, attrs.filterShape);
      simd.conv3dFilterGrad(address(backend, x), address(backend, dy), address(backend, dw), outChannels, ...geometry);
      return dw;
    };
  },
};

type Args = KernelArgs<
  { readonly x: TensorInfo; readonly dy: TensorInfo },
  Conv3DAttributes & { readonly filterShape: readonly number[] }
>;
