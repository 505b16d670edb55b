import { add } from './add';
import { avgPool } from './avg-pool';
import { avgPoolGrad } from './avg-pool-grad';
import { avgPool3d } from './avg-pool3d';
import { avgPool3dGrad } from './avg-pool3d-grad';
import { batchMatMul } from './batch-mat-mul';
import { bincount } from './bincount';
import { cast } from './cast';
import { clipByValue } from './clip-by-value';
import { complex } from './complex';
import { complexAbs } from './complex-abs';
import { conv2d } from './conv2d';
import { conv2dBackpropFilter } from './conv2d-backprop-filter';
import { conv2dBackpropInput } from './conv2d-backprop-input';
import { conv3d } from './conv3d';
import { conv3dBackpropFilterV2 } from './conv3d-backprop-filter-v2';
import { conv3dBackpropInputV2 } from './conv3d-backprop-input-v2';
import { cumprod } from './cumprod';
import { cumsum } from './cumsum';
import { denseBincount } from './dense-bincount';
import { depthwiseConv2dNative } from './depthwise-conv2d-native';
import { depthwiseConv2dNativeBackpropFilter } from './depthwise-conv2d-native-backprop-filter';
import { depthwiseConv2dNativeBackpropInput } from './depthwise-conv2d-native-backprop-input';
import { dilation2d } from './dilation2d';
import { dilation2dBackpropFilter } from './dilation2d-backprop-filter';
import { dilation2dBackpropInput } from './dilation2d-backprop-input';
import { einsum } from './einsum';
import { fft } from './fft';
import { fill } from './fill';
import { fusedConv2d } from './fused-conv2d';
import { fusedDepthwiseConv2d } from './fused-depthwise-conv2d';
import { fusedMatMul } from './fused-mat-mul';
import { gatherV2 } from './gather-v2';
import { identity } from './identity';
import { ifft } from './ifft';
import { imag } from './imag';
import { maxPool } from './max-pool';
import { maxPoolGrad } from './max-pool-grad';
import { maxPoolWithArgmax } from './max-pool-with-argmax';
import { maxPool3d } from './max-pool3d';
import { maxPool3dGrad } from './max-pool3d-grad';
import { maximum } from './maximum';
import { mean } from './mean';
import { minimum } from './minimum';
import { multiply } from './multiply';
import { oneHot } from './one-hot';
import { prelu } from './prelu';
import { real } from './real';
import { realDiv } from './real-div';
import { recurrentSequence } from './recurrent-sequence';
import { recurrentSequenceGrad } from './recurrent-sequence-grad';
import { reluGrad } from './relu-grad';
import { relu6 } from './relu6';
import { resizeNearestNeighbor } from './resize-nearest-neighbor';
import { resizeNearestNeighborGrad } from './resize-nearest-neighbor-grad';
import { reverse } from './reverse';
import { rotateWithOffset } from './rotate-with-offset';
import { sign } from './sign';
import { slice } from './slice';
import { squaredDifference } from './squared-difference';
import { stridedSlice } from './strided-slice';
import { sub } from './sub';
import { sum } from './sum';
import { transform } from './transform';
import { unsortedSegmentSum } from './unsorted-segment-sum';
import type { WasmKernel } from './wasm-kernel';

/** Every kernel of ours for the wasm backend. */
export const wasmKernels: readonly WasmKernel[] = [
  add,
  avgPool,
  avgPool3d,
  avgPool3dGrad,
  avgPoolGrad,
  batchMatMul,
  bincount,
  cast,
  clipByValue,
  complex,
  complexAbs,
  conv2d,
  conv2dBackpropFilter,
  conv2dBackpropInput,
  conv3d,
  conv3dBackpropFilterV2,
  conv3dBackpropInputV2,
  cumprod,
  cumsum,
  denseBincount,
  depthwiseConv2dNative,
  depthwiseConv2dNativeBackpropFilter,
  depthwiseConv2dNativeBackpropInput,
  dilation2d,
  dilation2dBackpropFilter,
  dilation2dBackpropInput,
  einsum,
  fft,
  fill,
  fusedConv2d,
  fusedDepthwiseConv2d,
  fusedMatMul,
  gatherV2,
  identity,
  ifft,
  imag,
  maximum,
  maxPool,
  maxPool3d,
  maxPool3dGrad,
  maxPoolGrad,
  maxPoolWithArgmax,
  mean,
  minimum,
  multiply,
  oneHot,
  prelu,
  real,
  realDiv,
  recurrentSequence,
  recurrentSequenceGrad,
  reluGrad,
  relu6,
  resizeNearestNeighbor,
  resizeNearestNeighborGrad,
  reverse,
  rotateWithOffset,
  sign,
  slice,
  squaredDifference,
  stridedSlice,
  sub,
  sum,
  transform,
  unsortedSegmentSum,
];
