import { installFusedOptimizers } from './fused-optimizers';
import { installFusedRecurrentLayers } from './fused-recurrent-layers';
import { shareSavedTensors } from './share-saved-tensors';

/**
 * Puts operations of ours that do the work of many kernels in the place of upstream's compositions, for the wasm
 * backend; other backends compute as before. Doing it again changes nothing.
 */
export function installFused(): void {
  installFusedOptimizers();
  installFusedRecurrentLayers();
  shareSavedTensors();
}
