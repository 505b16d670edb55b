import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { onDisk } from './disk-error';
import { readIfThere, sha256, writeWhole } from './safe-file';

/** `stamp.json` beside the declarations: which Neurona they are of, and the SHA-256 of each file. */
export const stampSchema = z.object({ version: z.string(), files: z.record(z.string(), z.string()) });
export type Stamp = z.infer<typeof stampSchema>;

/**
 * Makes the declarations in the learner's folder those of this Neurona: missing, older and damaged ones are written
 * again. Resolves with the version, and whether anything had to be written.
 */
export async function refreshTypes(from: string, to: string): Promise<{ readonly version: string; readonly written: boolean }> {
  const stampText = await onDisk(from, () => readFile(join(from, 'stamp.json'), 'utf8'));
  const stamp = z.parse(stampSchema, JSON.parse(stampText));
  let written = false;
  for (const [name, hash] of Object.entries(stamp.files)) {
    const there = await readIfThere(join(to, name));
    if (there !== undefined && sha256(there) === hash) continue;
    await writeWhole(join(to, name), await onDisk(from, () => readFile(join(from, name), 'utf8')));
    written = true;
  }
  // Last, so that a stamp never speaks of files that are not there.
  if ((await readIfThere(join(to, 'stamp.json'))) !== stampText) {
    await writeWhole(join(to, 'stamp.json'), stampText);
    written = true;
  }
  return { version: stamp.version, written };
}
