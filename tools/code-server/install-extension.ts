import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { runOrThrow } from '../process/run';
import { nodeProgram, tool } from './location';
import { environment, installArguments } from './server';

/** Has exactly this VSIX in a folder of extensions. Costs nothing when it is there. */
export async function installExtension(vsix: string, extensions: string, data: string): Promise<void> {
  const stamp = `${extensions}/installed.sha256`;
  const digest = createHash('sha256').update(await readFile(vsix)).digest('hex');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === digest) return;
  // A folder of ours alone: emptied, so that no older version stays beside the new one.
  await rm(extensions, { recursive: true, force: true });
  await mkdir(extensions, { recursive: true });
  await runOrThrow(nodeProgram(tool), installArguments(vsix, { data, extensions }), { env: environment({ data }) });
  await writeFile(stamp, digest);
}
