import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { lock } from 'proper-lockfile';
import writeFileAtomic from 'write-file-atomic';
import { diskError, ifThere, onDisk } from './disk-error';

/** Writes a file whole or not at all, its folders too. Throws what the disk refuses as a HumanError. */
export async function writeWhole(file: string, text: string): Promise<void> {
  await onDisk(file, async () => {
    await mkdir(dirname(file), { recursive: true });
    await writeFileAtomic(file, text);
  });
}

/** Writes a file unless its text is that already: what nobody changed keeps its time. */
export async function writeIfChanged(file: string, text: string): Promise<void> {
  if ((await readIfThere(file)) !== text) await writeWhole(file, text);
}

/** The text of a file; undefined where there is none. */
export async function readIfThere(file: string): Promise<string | undefined> {
  return onDisk(file, () => ifThere(readFile(file, 'utf8')));
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Does something while no other process of ours, editor or command line, writes in the folder. */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await onDisk(folder, () => mkdir(folder, { recursive: true }));
  const release = await lock(folder, {
    lockfilePath: join(folder, 'lock'),
    stale: 5_000,
    retries: { retries: 60, minTimeout: 10, maxTimeout: 200, randomize: true },
    // A machine that slept through its lock: every file is written whole, so nothing is torn.
    onCompromised: () => {},
  }).catch((error: unknown) => {
    throw diskError(error, folder);
  });
  try {
    return await work();
  } finally {
    // Fails only for a lock that was taken over while the machine slept.
    await release().catch(() => {});
  }
}
