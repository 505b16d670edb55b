import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import { conv3dGeometry, type Conv3DAttributes } from './conv3d-geometry';
import { address, output, reshaped } from './heap';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * dx[n, d·s + a − front, …, i] = Σ dy[n, d, h, w, j] · filter[a, b, c, i, j]: the gradient of `conv3d` with respect to
 * x, and `conv3dTranspose`. dx: [batch, depth, height, width, inChannels].
 * Upstream's is wrong for strides over 1, and for kernels whose sides differ.
 */
export const conv3dBackpropInputV2: WasmKernel = {
  name: 'Conv3DBackpropInputV2',
  why: 'wrong',
  create: ({ simd, onCpu, shipped }) => {
    const [cpu, transpose] = [onCpu('Conv3DBackpropInputV2'), shipped('Transpose')];
    return (args: Args) => {
      const { inputs: { dy, filter }, attrs, backend } = args;
      const { outShape, outChannels, geometry } = conv3dGeometry(attrs.inputShape, filter.shape, attrs);
      // A transposed convolution may be asked for an output that this dy does not belong to.
      if (simd === undefined || dy.dtype !== 'float32' || !util.arraysEqual(dy.shape, [...outShape]))
        return cpu(args as never);
      const dx = output(backend, attrs.inputShape);
      const taps = reshaped(filter, [util.sizeFromShape(filter.shape.slice(0, 3)), filter.shape[3]!, outChannels]);
      const exchanged = transpose({ inputs: { x: taps }, attrs: { perm: [0, 2, 1] }, backend }) as TensorInfo;
      simd.conv3dInputGrad(
        address(backend, dy),
        address(backend, exchanged),
        address(backend, dx),
        outChannels,
        ...geometry,
      );
      backend.disposeData(exchanged.dataId);
      return dx;
    };
  },
};

type Args = KernelArgs<
  { readonly dy: TensorInfo; readonly filter: TensorInfo },
  Conv3DAttributes & { readonly inputShape: readonly number[] }
>;
