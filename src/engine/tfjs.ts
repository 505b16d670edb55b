/**
 * What `import * as tf from '@tensorflow/tfjs'` gives, for learners and for the course:
 * core with every gradient and chained method, layers and data. Backends are chosen in `start-engine.ts`.
 */
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
export * from '@tensorflow/tfjs-core';
export * from '@tensorflow/tfjs-layers';
export * as data from '@tensorflow/tfjs-data';
