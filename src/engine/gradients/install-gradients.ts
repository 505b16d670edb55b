import { getGradient, registerGradient, unregisterGradient, type GradConfig } from '@tensorflow/tfjs-core';

/** Gradients of ours, on every backend, where TensorFlow.js 4.22 has none or a wrong one. */
const gradients: readonly GradConfig[] = [];

/** Registers them, in place of upstream's where it has one. Doing it again changes nothing. */
export function installGradients(): void {
  for (const config of gradients) {
    if (getGradient(config.kernelName) === config) continue;
    if (getGradient(config.kernelName) != null) unregisterGradient(config.kernelName);
    registerGradient(config);
  }
}
