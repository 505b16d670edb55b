import { cacheFolder } from './cache-folder';
import { writeCodeCache } from './code-cache';
import { loadEngine } from './load-engine';
import { exerciseEngine } from './exercise-engine';

/**
 * The process that keeps V8's compiled code of the engine for those that start after it: `node [FLAGS] engine.mjs`, with
 * the flags of the processes it is for. It runs no learner's code. Where the cache is there and V8 takes it, it ends.
 */
const folder = cacheFolder();
const { engine, script, build, cached } = loadEngine(folder);
if (!cached) {
  const { tf } = await engine.startEngine();
  await exerciseEngine(tf);
  writeCodeCache(folder, build, script.createCachedData());
}
process.exit(0);
