import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runOrThrow } from '../process/run';
import { root } from '../root';

const VERSION = '4.22.0';
/** As the npm registry has it. */
const INTEGRITY = 'sha512-uHrXeUlfgkMxTZqHkESSV7zSdKdV0LlsBeblqkuKU9nnfxB1pC6DtoyYVaLxznzZy7WQSegjcohxxCjAf6Dc7w==';

/** The sources of tfjs-node: TypeScript in `src`, C++ in `binding`. There only after `fetchTfjsNode`. */
export const tfjsNode = `${root}/build/native/tfjs-node-${VERSION}`;

export function hasTfjsNode(): boolean {
  return existsSync(`${tfjsNode}/package.json`);
}

/**
 * Gets tfjs-node's package, 228 kB, and unpacks it. It is no dependency, because installing it would download hundreds
 * of megabytes on every `npm ci`. Throws where the registry cannot be reached or gives something else.
 */
export async function fetchTfjsNode(): Promise<void> {
  if (hasTfjsNode()) return;
  await mkdir(`${root}/build/native`, { recursive: true });
  const folder = await mkdtemp(`${root}/build/native/fetch-`);
  try {
    const output = await runOrThrow(
      'npm',
      ['pack', `@tensorflow/tfjs-node@${VERSION}`, '--silent', '--fetch-retries=0', '--pack-destination', folder],
      { cwd: folder },
    );
    const tarball = join(folder, output.trim().split('\n').at(-1)!);
    const found = `sha512-${createHash('sha512')
      .update(await readFile(tarball))
      .digest('base64')}`;
    if (found !== INTEGRITY) throw new Error(`tfjs-node's package is not the one it was: ${found}`);
    await runOrThrow('tar', ['-xzf', tarball, '-C', folder]);
    await rm(tfjsNode, { recursive: true, force: true });
    await rename(`${folder}/package`, tfjsNode);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
