import type * as tensorflow from '@tensorflow/tfjs';

type TensorEngine = ReturnType<typeof tensorflow.engine>;

/**
 * Knows every tensor that was made and not disposed.
 *
 * What a call received or returned is not disposed when it ends: a layer that keeps its input for the backward pass
 * looks the same from here as one that forgot it. All go at once, when the next instance of the module is loaded.
 */
export function followTensors(tf: typeof tensorflow): { readonly disposeAll: () => void } {
  const engine: TensorEngine = tf.engine();
  const live = new Set<tensorflow.Tensor>();
  const { trackTensor, disposeTensor } = engine;
  engine.trackTensor = function (this: TensorEngine, tensor, backend) {
    live.add(tensor);
    return trackTensor.call(this, tensor, backend);
  };
  engine.disposeTensor = function (this: TensorEngine, tensor) {
    live.delete(tensor);
    return disposeTensor.call(this, tensor);
  };
  return {
    disposeAll: () => {
      tf.disposeVariables();
      for (const tensor of live) if (!tensor.isDisposed) tensor.dispose();
      live.clear();
    },
  };
}
