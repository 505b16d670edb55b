import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import { download, requireSpace } from '../download/download';
import { diskFull, wrongFile } from '../download/download-error';
import { CANCELLED, HumanError } from '../protocol/human-error';
import { noAddon } from './from-python';
import { platformName } from './library-names';
import { stageAddon } from './shipped-addon';
import type { InstallPlan, Obstacle, StageTools } from './source';
import { wheels as committed, type Wheel, type WheelLibrary, type Wheels } from './wheels';

export interface FromWheelOptions {
  readonly addon: string | undefined;
  readonly platform?: string | undefined;
  readonly wheels?: Wheels | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/**
 * Downloads TensorFlow's two libraries from PyPI. A wheel is a zip, and of its 274 MB only the two compressed streams
 * that are wanted are transferred: each is a file of its own to `download`, so that it can be stopped and gone on with.
 */
export async function planFromWheel({
  addon,
  platform = platformName(),
  wheels = committed,
  fetch,
}: FromWheelOptions): Promise<InstallPlan | Obstacle> {
  const wheel = wheels.platforms[platform];
  if (wheel === undefined) {
    return {
      source: 'wheel',
      why: {
        en: `TensorFlow on PyPI has no such libraries for ${platform}`,
        es: `TensorFlow no tiene en PyPI esas bibliotecas para ${platform}`,
      },
    };
  }
  if (addon === undefined) return { source: 'wheel', why: noAddon(platform) };
  const { libraries } = wheel;
  const { tensorflow } = wheels;
  return {
    source: 'wheel',
    what: { en: `TensorFlow ${tensorflow} from PyPI`, es: `TensorFlow ${tensorflow} de PyPI` },
    download: sum(libraries, ({ packed }) => packed.size),
    disk: sum(libraries, ({ size }) => size) + (await stat(addon)).size,
    stage: async (tools) => {
      await mkdir(tools.downloads, { recursive: true });
      // Before the first byte is fetched: the compressed and the whole, side by side.
      await requireSpace(
        tools.staging,
        sum(libraries, ({ size, packed }) => size + packed.size) - (await alreadyFetched(libraries, tools)),
      );
      const packedFiles = await fetchAll(wheel, tools, fetch);
      for (const library of libraries) await unpack(library, packedFiles.get(library.name)!, wheel.url, tools);
      return { tensorflow, addon: await stageAddon(addon, tools.staging), libraries: libraries.map(({ name }) => name) };
    },
  };
}

async function alreadyFetched(libraries: readonly WheelLibrary[], { downloads }: StageTools): Promise<number> {
  const sizes = await Promise.all(
    libraries
      .flatMap(({ name }) => [packedFile(downloads, name), `${packedFile(downloads, name)}.part`])
      .map(async (file) => (await stat(file).catch(() => undefined))?.size ?? 0),
  );
  return sum(sizes, (size) => size);
}

async function fetchAll(
  { url, size, libraries }: Wheel,
  tools: StageTools,
  fetch: FromWheelOptions['fetch'],
): Promise<ReadonlyMap<string, string>> {
  const total = sum(libraries, ({ packed }) => packed.size);
  const files = new Map<string, string>();
  let before = 0;
  for (const { name, packed } of libraries) {
    const path = packedFile(tools.downloads, name);
    const start = before;
    await download({
      url,
      path,
      size: packed.size,
      sha256: packed.sha256,
      within: { offset: packed.offset, size },
      signal: tools.signal,
      fetch,
      onProgress: ({ received }) =>
        tools.onProgress({
          step: { en: 'Downloading TensorFlow', es: 'Descargando TensorFlow' },
          received: start + received,
          size: total,
        }),
    });
    before += packed.size;
    files.set(name, path);
  }
  return files;
}

/** Inflates a library into the staging folder and deletes what it came in. Throws unless it is exactly the one wanted. */
async function unpack(
  { name, size, sha256 }: WheelLibrary,
  packed: string,
  url: string,
  { staging, signal, onProgress }: StageTools,
): Promise<void> {
  const hash = createHash('sha256');
  let length = 0;
  const check = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      length += chunk.length;
      done(length > size ? wrongFile(url) : null, chunk);
    },
  });
  onProgress({ step: { en: `Unpacking ${name}`, es: `Descomprimiendo ${name}` } });
  try {
    await pipeline(createReadStream(packed), createInflateRaw(), check, createWriteStream(join(staging, name), { mode: 0o755 }), {
      signal,
    });
  } catch (error) {
    if (signal.aborted) throw new HumanError(CANCELLED, { en: 'The installation was stopped.', es: 'La instalación se detuvo.' });
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw diskFull(staging, size);
    throw error;
  }
  if (length !== size || hash.digest('hex') !== sha256) throw wrongFile(url);
  await rm(packed, { force: true });
}

function packedFile(downloads: string, name: string): string {
  return join(downloads, `${name}.deflate`);
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
