import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { constants, Script } from 'node:vm';
import { readCodeCache } from './code-cache';

/** What the engine's script exports. */
export type EngineScript = typeof import('./start-engine');

export interface LoadedEngine {
  readonly engine: EngineScript;
  readonly script: Script;
  /** Names the build: no other has the same. */
  readonly build: string;
  /** Whether V8 took the compiled code from the cache. */
  readonly cached: boolean;
}

/**
 * Runs `tensorflow.cjs`, which lies beside the running bundle: TensorFlow.js and all of this folder as one script.
 * It is a script and not a module because V8 can then be given the code it compiled last time; `cacheFolder` is where
 * that was put, by a process that runs no learner's code. Without a cache, or with one that is broken or another V8's,
 * it compiles.
 */
export function loadEngine(cacheFolder?: string): LoadedEngine {
  const file = fileURLToPath(new URL('tensorflow.cjs', import.meta.url));
  // The bundle is plain ASCII: as Latin-1 it is read, hashed and kept as bytes.
  const source = readFileSync(file, 'latin1');
  const build = buildOf(source);
  const cachedData = cacheFolder === undefined ? undefined : readCodeCache(cacheFolder, build);
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
    filename: file,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    ...(cachedData && { cachedData }),
  });
  const module = { exports: {} };
  (script.runInThisContext() as (...args: unknown[]) => void)(module.exports, createRequire(file), module, file, dirname(file));
  return { engine: module.exports as EngineScript, script, build, cached: cachedData !== undefined && script.cachedDataRejected === false };
}

/** The build writes a hash of the script into its first line. */
function buildOf(source: string): string {
  const build = /^\/\/ ([0-9a-f]{16})$/m.exec(source.slice(0, source.indexOf('\n')));
  if (build === null) throw new Error('tensorflow.cjs does not say which build it is');
  return build[1]!;
}
