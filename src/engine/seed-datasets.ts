import type * as tensorflow from './tfjs';

const seeded = Symbol('seeded');

/**
 * Makes `dataset.shuffle(n)` without a seed draw one from `Math.random`, as everything else in TensorFlow.js does:
 * it takes the time of day.
 */
export function seedDatasets(tf: typeof tensorflow): void {
  const prototype = tf.data.Dataset.prototype as tensorflow.data.Dataset<tensorflow.TensorContainer> & { [seeded]?: true };
  if (prototype[seeded]) return;
  const shuffle = prototype.shuffle;
  prototype.shuffle = function (bufferSize, seed, reshuffleEachIteration) {
    return shuffle.call(this, bufferSize, seed ?? String(Math.random()), reshuffleEachIteration);
  };
  prototype[seeded] = true;
}
