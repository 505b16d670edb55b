import { createHash, randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { platformName, libraryNames } from './library-names';
import type { Wheels } from './wheels';

/** For unit tests only: the platform that the fakes are for. Windows has none of these libraries. */
export const platform = process.platform === 'win32' ? 'linux-x64' : platformName();
export const names = libraryNames(platform)!;

/** For unit tests only: a folder of shipped addons, with one in it that is none. Returns the folder. */
export async function fakeAddons(folder: string): Promise<string> {
  await mkdir(join(folder, platform), { recursive: true });
  await writeFile(join(folder, platform, 'tfjs_binding.node'), 'an addon');
  return folder;
}

/** For unit tests only: an interpreter that says it has a TensorFlow there, with libraries that are none. Returns its path. */
export async function fakePython(folder: string, { libraries = true, version = '2.21.0' } = {}): Promise<string> {
  const site = join(folder, 'site', 'tensorflow');
  await mkdir(site, { recursive: true });
  if (libraries) for (const name of Object.values(names)) await writeFile(join(site, name), `${name} of Python`);
  const python = join(folder, 'python');
  const answer = JSON.stringify({ folder: site, version });
  await writeFile(python, `#!${process.execPath}\nprocess.stdout.write(${JSON.stringify(answer)});\n`, { mode: 0o755 });
  return python;
}

/** For unit tests only: what stands in for the prober's process, by what it does. */
export const probers = {
  works: `console.log('{"tensorflow":"2.21.0","wrong":[]}')`,
  isWrong: `console.log('{"tensorflow":"2.21.0","wrong":["conv2d"]}')`,
  crashes: `process.kill(process.pid, 'SIGSEGV')`,
  cannotLoad: `throw new Error('libtensorflow_cc.so.2: version GLIBC_2.99 not found')`,
  hangs: `setInterval(() => {}, 1000)`,
  babbles: `console.log('{ hello')`,
  /** Counts in a file how often it was asked. */
  counts: `require('node:fs').appendFileSync(__filename + '.count', '.'); console.log('{"tensorflow":"2.21.0","wrong":[]}')`,
} as const;

export async function fakeProber(folder: string, kind: keyof typeof probers): Promise<string> {
  const file = join(folder, `prober-${kind}.cjs`);
  await writeFile(file, probers[kind]);
  return file;
}

/** For unit tests only: a zip as far as anybody here looks, and where in it the libraries lie. */
export interface FakeWheel {
  readonly content: Buffer;
  readonly libraries: Readonly<Record<string, Buffer>>;
  readonly wheels: (url: string) => Wheels;
}

export function fakeWheel(): FakeWheel {
  const libraries: Record<string, Buffer> = {};
  const parts: Buffer[] = [randomBytes(5000)];
  const places = Object.values(names).map((name, i) => {
    const library = (libraries[name] = Buffer.concat([randomBytes(200_000 * (i + 1)), Buffer.alloc(300_000)]));
    const packed = deflateRawSync(library);
    const offset = Buffer.concat(parts).length;
    parts.push(packed, randomBytes(1000));
    return {
      name,
      packed: { offset, size: packed.length, sha256: sha256(packed) },
      size: library.length,
      sha256: sha256(library),
    };
  });
  const content = Buffer.concat(parts);
  return {
    content,
    libraries,
    wheels: (url) => ({
      tensorflow: '2.21.0',
      platforms: { [platform]: { url, size: content.length, sha256: sha256(content), libraries: places } },
    }),
  };
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
