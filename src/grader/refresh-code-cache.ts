import { spawn } from 'node:child_process';
import { join } from 'node:path';

/**
 * Has V8's compiled code of the engine kept for the next processes, with each of these sets of Node's flags: V8 takes
 * only what was compiled under its own. In the background, by processes that run no learner's code; they end by
 * themselves in less than a second, and in a tenth of one where all is there.
 */
export function refreshCodeCache(folder: string, flagSets: readonly (readonly string[])[]): void {
  const [flags, ...others] = flagSets;
  if (flags === undefined) return;
  const child = spawn(process.execPath, [...flags, join(folder, 'engine.mjs')], { stdio: 'ignore', detached: true, windowsHide: true });
  // Nobody waits for it, and the next start is as slow as this one if it fails.
  child.once('error', () => {});
  child.once('exit', () => refreshCodeCache(folder, others));
  child.unref();
}
