import { writeCodeCache } from '../../../src/engine/code-cache';
import { exerciseEngine } from '../../../src/engine/exercise-engine';
import { loadEngine } from '../../../src/engine/load-engine';

/** For the cold start, `node first-product.mjs CACHE`: says so when a first product has been read back. */
const folder = process.argv[2]!;
const { engine, build, script, cached } = loadEngine(folder);
const { tf } = await engine.startEngine();
tf.tensor2d([[1, 2], [3, 4]]).matMul(tf.tensor2d([[1], [1]])).dataSync();
process.stdout.write('.');
if (!cached) {
  // The first of them is the process that keeps the cache, and is not measured.
  await exerciseEngine(tf);
  writeCodeCache(folder, build, script.createCachedData());
}
