import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { findProgram } from '../process/find-program';
import { runOrThrow } from '../process/run';

/** The script of npm itself, when npm started us; otherwise whatever `npm` is on the PATH. */
function npmCommand(): readonly [string, readonly string[]] {
  const script = process.env.npm_execpath;
  if (script !== undefined && /npm-cli\.c?js$/.test(script) && existsSync(script)) return [process.execPath, [script]];
  return [findProgram('npm') ?? 'npm', []];
}

/** This process's environment without what `npm run` put there, which would steer whatever runs below. */
export function withoutNpm(environment: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^npm_(package|lifecycle|config_local_prefix)/.test(name)));
}

/** Runs npm in a folder. Throws with the end of what it said when it fails. */
export async function npm(args: readonly string[], folder: string): Promise<void> {
  const [command, before] = npmCommand();
  await runOrThrow(command, [...before, ...args], { cwd: folder, env: withoutNpm() });
}

/** The node-gyp that comes with npm; undefined where npm is packaged without. */
export function findNodeGyp(): string | undefined {
  const script = process.env.npm_execpath;
  const candidates = [
    ...(script === undefined ? [] : [`${dirname(dirname(script))}/node_modules/node-gyp/bin/node-gyp.js`]),
    `${dirname(dirname(process.execPath))}/lib/node_modules/npm/node_modules/node-gyp/bin/node-gyp.js`,
    '/usr/share/nodejs/node-gyp/bin/node-gyp.js',
  ];
  return candidates.find((path) => existsSync(path));
}
