import { getGradient, registerGradient, unregisterGradient, type GradConfig } from '@tensorflow/tfjs-core';
import { avgPoolGradients } from './avg-pool';
import { batchMatMulGradient } from './batch-mat-mul';
import { cumulativeGradients } from './cumulative';
import { dilatedConvolutionGradients } from './dilated-convolution';
import { installDilatedLayers } from './dilated-layers';
import { einsumGradient } from './einsum';
import { elementwiseGradients } from './elementwise';
import { fusedBatchNormGradient } from './fused-batch-norm';
import { gatherGradients } from './gather';
import { gradientsOfGradients } from './gradients-of-gradients';
import { layoutGradients } from './layout';
import { mirrorPadGradient } from './mirror-pad';
import { recurrentSequenceGradient } from './recurrent-sequence';
import { reluGradients } from './relu';
import { resizeGradients } from './resize';
import { splitVGradient } from './split-v';
import { unpackGradient } from './unpack';
import { installSavedOutputs } from './saved-outputs';
import { zeroGradients } from './zero';

/** Gradients of ours, on every backend, where TensorFlow.js 4.22 has none or a wrong one. */
const gradients: readonly GradConfig[] = [
  ...avgPoolGradients,
  batchMatMulGradient,
  ...cumulativeGradients,
  ...dilatedConvolutionGradients,
  einsumGradient,
  ...elementwiseGradients,
  fusedBatchNormGradient,
  ...gatherGradients,
  ...gradientsOfGradients,
  ...layoutGradients,
  mirrorPadGradient,
  recurrentSequenceGradient,
  ...reluGradients,
  ...resizeGradients,
  splitVGradient,
  unpackGradient,
  ...zeroGradients,
];

/** Registers them, in place of upstream's where it has one. Doing it again changes nothing. */
export function installGradients(): void {
  for (const config of gradients) {
    if (getGradient(config.kernelName) === config) continue;
    if (getGradient(config.kernelName) != null) unregisterGradient(config.kernelName);
    registerGradient(config);
  }
  installDilatedLayers();
  installSavedOutputs();
}
