import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { isMain } from './is-main';
import { buildNative } from './native/build-native';
import { runOrThrow } from './process/run';
import { root } from './root';
import { tsx } from './tsx';

export const vsix = `${root}/dist/neurona.vsix`;

/** Builds everything for release and packs what `.vscodeignore` allows into `dist/neurona.vsix`. */
export async function packageExtension(say: (line: string) => void = console.log): Promise<string> {
  say('Building …');
  await tsx('tools/build.ts', ['--production']);
  say('Packaging …');
  const vsce = `${root}/node_modules/@vscode/vsce/vsce`;
  await runOrThrow(process.execPath, [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', vsix], { cwd: root });
  say(`${vsix}: ${((await stat(vsix)).size / 1e6).toFixed(2)} MB`);
  return vsix;
}

/** The packaged extension as it lies there; packs it only when there is none. */
export async function ensurePackaged(): Promise<string> {
  return existsSync(vsix) ? vsix : packageExtension();
}

/**
 * `npm run package [-- --without-native]`: for release, the native engine's addon for this machine's platform goes in too
 * where there is a network and a compiler. The tests do without: they are as quick, and pass, on a machine with neither.
 */
async function main(): Promise<void> {
  if (!process.argv.includes('--without-native')) await buildNative();
  await packageExtension();
}

if (isMain(import.meta.url)) await main();
