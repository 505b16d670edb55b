import { createSeededRandom } from '../protocol/seeded-random';

/**
 * Replaces `Math.random`, from which TensorFlow.js draws what is not seeded otherwise: initialisers, dropout,
 * `tf.randomNormal` and shuffles. What it returns starts the stream over.
 */
export function seedMathRandom(seed: number): (seed: number) => void {
  const random = createSeededRandom(seed);
  Object.defineProperty(Math, 'random', { value: random.next, writable: true, configurable: true });
  return random.seed;
}
