import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';

/** Where the libraries came from: a Python environment's own, PyPI, or tfjs-node's installer. */
export const sources = ['python', 'wheel', 'npm'] as const;
export type Source = (typeof sources)[number];

/** What lies in an install folder, as `native.json` there says. Written last: without it, nothing is installed. */
export const nativeInstallSchema = z.object({
  format: z.literal(1),
  source: z.enum(sources),
  /** TensorFlow's version, as the source gave it; the probe says what it really is. */
  tensorflow: z.string(),
  /** Within the folder. */
  addon: z.string(),
  libraries: z.array(z.string()),
  /** For `python`: the folder whose libraries are used in place. */
  from: z.optional(z.string()),
});
export type NativeInstall = z.infer<typeof nativeInstallSchema>;

const FILE = 'native.json';

export async function writeInstall(folder: string, install: NativeInstall): Promise<void> {
  await writeFile(join(folder, FILE), `${JSON.stringify(install, undefined, 2)}\n`);
}

/** What is installed in a folder; undefined where nothing is, or something that is not ours. */
export async function readInstall(folder: string): Promise<NativeInstall | undefined> {
  try {
    const parsed = z.safeParse(nativeInstallSchema, JSON.parse(await readFile(join(folder, FILE), 'utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** An installation's files as they are now. */
export interface InstalledFiles {
  /** Changes when a file does: what was proven of other files says nothing of these. */
  readonly identity: string;
  /** On the disk, in bytes; what is used in place is not counted. */
  readonly bytes: number;
}

/** Undefined where a file is missing: a Python environment that was used in place may be gone. */
export async function readFiles(
  folder: string,
  { addon, libraries, source }: NativeInstall,
): Promise<InstalledFiles | undefined> {
  try {
    const files = await Promise.all([addon, ...libraries].map((name) => stat(join(folder, name))));
    const [first, ...others] = files.map(({ size }) => size);
    return {
      identity: files.map(({ size, mtimeMs }) => `${size}@${Math.round(mtimeMs)}`).join(' '),
      bytes: first! + (source === 'python' ? 0 : others.reduce((sum, size) => sum + size, 0)),
    };
  } catch {
    return undefined;
  }
}
