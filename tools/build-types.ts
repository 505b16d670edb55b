import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exerciseJsonSchema } from '../src/catalogue/manifest';
import { findFiles } from './find-files';
import { learnerGlobals } from './learner-globals';
import { rollUpDeclarations } from './roll-up';
import { root } from './root';

/**
 * Builds the declarations that a learner's workspace is checked against: `tfjs.d.ts`, rolled up from the packages;
 * `neurona.d.ts`; `globals.d.ts`; and `stamp.json`, by which a workspace knows whether its copy is whole.
 */
export async function buildTypes(outdir: string): Promise<void> {
  await mkdir(outdir, { recursive: true });
  const files: Record<string, string> = {
    'tfjs.d.ts': await rolledUpTfjs(),
    'neurona.d.ts': await readFile(join(root, 'src/neurona/neurona.d.ts'), 'utf8'),
    'globals.d.ts': learnerGlobals,
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(outdir, name), text);
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const hashes = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, sha256(text)]));
  await writeFile(join(outdir, 'stamp.json'), `${JSON.stringify({ version, files: hashes }, undefined, 2)}\n`);
}

/** Where the schema that the editor checks `exercise.json` with stands. It is committed; a test says when it is stale. */
export const schemaFile = join(root, 'schemas/exercise.schema.json');

export function exerciseSchemaText(): string {
  return `${JSON.stringify(exerciseJsonSchema(), undefined, 2)}\n`;
}

export async function buildSchema(): Promise<void> {
  await mkdir(join(root, 'schemas'), { recursive: true });
  await writeFile(schemaFile, exerciseSchemaText());
}

/** Rolling up takes half a minute, so the result is kept for as long as what it is made of is the same. */
async function rolledUpTfjs(): Promise<string> {
  const entry = 'src/engine/tfjs.ts';
  const parts = [entry, 'package-lock.json', ...(await findFiles('tools', /\/(roll-up|clean-names)\.ts$/))];
  const hash = createHash('sha256');
  for (const part of parts) hash.update(await readFile(join(root, part)));
  const folder = join(root, 'build/rolled-up');
  const cached = join(folder, `${hash.digest('hex').slice(0, 16)}.d.ts`);
  const kept = await readFile(cached, 'utf8').catch(() => undefined);
  if (kept !== undefined) return kept;
  const text = await rollUpDeclarations(join(root, entry), 'tfjs');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(`${cached}.part`, text);
  await rename(`${cached}.part`, cached);
  return text;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
