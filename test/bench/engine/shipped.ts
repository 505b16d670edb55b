import '@tensorflow/tfjs-backend-wasm';
import * as tf from '../../../src/engine/tfjs';
import { serve } from './serve';

/** TensorFlow.js with the wasm backend as its package ships it: nothing of ours but the nets. */
await tf.setBackend('wasm');
await serve(tf);
