import { BlobReader, ZipReader } from '@zip.js/zip.js';
import { createHash } from 'node:crypto';
import { createReadStream, openAsBlob } from 'node:fs';
import { mkdir, open, rm, writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import { download } from '../../src/download/download';
import { libraryNames } from '../../src/native/library-names';
import type { Wheel, WheelLibrary, Wheels } from '../../src/native/wheels';
import { root } from '../root';

/**
 * `npx tsx tools/native/write-wheels.ts VERSION`: writes src/native/wheels.json, where in the wheels of a TensorFlow
 * version the two libraries lie and what their hashes are. The wheels are downloaded whole, once, and checked against
 * PyPI's own hashes; what learners download later are parts of them that are checked against ours.
 */
const projects = {
  'linux-x64': { project: 'tensorflow-cpu', tag: /cp311-manylinux.*_x86_64/ },
  'linux-arm64': { project: 'tensorflow', tag: /cp311-manylinux.*_aarch64/ },
  'darwin-arm64': { project: 'tensorflow', tag: /cp311-macosx.*_arm64/ },
} as const;

interface PyPiFile {
  readonly filename: string;
  readonly size: number;
  readonly digests: { readonly sha256: string; readonly blake2b_256: string };
}

async function describe(version: string, platform: keyof typeof projects): Promise<Wheel> {
  const { project, tag } = projects[platform];
  const response = await fetch(`https://pypi.org/pypi/${project}/json`);
  const { releases } = (await response.json()) as { releases: Readonly<Record<string, readonly PyPiFile[]>> };
  const file = releases[version]?.find(({ filename }) => tag.test(filename));
  if (file === undefined) throw new Error(`${project} ${version} has no wheel for ${platform}`);
  const { size, digests } = file;
  const hash = digests.blake2b_256;
  const url = `https://files.pythonhosted.org/packages/${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash.slice(4)}/${file.filename}`;

  console.log(`${file.filename} …`);
  const path = `${root}/build/native/wheels/${file.filename}`;
  await download({ url, path, size, sha256: digests.sha256 });
  const names = Object.values(libraryNames(platform)!);
  const zip = new ZipReader(new BlobReader(await openAsBlob(path)));
  const libraries: WheelLibrary[] = [];
  for (const entry of await zip.getEntries()) {
    const name = names.find((each) => entry.filename === `tensorflow/${each}`);
    if (name !== undefined)
      libraries.push(await describeLibrary(path, name, entry.offset, entry.compressedSize, entry.uncompressedSize));
  }
  await zip.close();
  await rm(path);
  if (libraries.length !== names.length) throw new Error(`${file.filename} has only ${libraries.length} of the libraries`);
  return { url, size, sha256: digests.sha256, libraries };
}

async function describeLibrary(
  path: string,
  name: string,
  header: number,
  compressedSize: number,
  size: number,
): Promise<WheelLibrary> {
  // The local header's name and extra field may be of other lengths than the directory's.
  const file = await open(path);
  const { buffer } = await file.read(Buffer.alloc(30), 0, 30, header);
  await file.close();
  if (buffer.readUInt32LE(0) !== 0x04034b50 || buffer.readUInt16LE(8) !== 8) throw new Error(`${name} is not deflated`);
  const offset = header + 30 + buffer.readUInt16LE(26) + buffer.readUInt16LE(28);

  const packed = createHash('sha256');
  const unpacked = createHash('sha256');
  const stream = createReadStream(path, { start: offset, end: offset + compressedSize - 1 });
  stream.on('data', (chunk) => packed.update(chunk));
  await pipeline(stream, createInflateRaw(), unpacked);
  return {
    name,
    packed: { offset, size: compressedSize, sha256: packed.digest('hex') },
    size,
    sha256: unpacked.digest('hex'),
  };
}

const version = process.argv[2];
if (version === undefined) throw new Error('which version of TensorFlow?');
await mkdir(`${root}/build/native/wheels`, { recursive: true });
const platforms: Record<string, Wheel> = {};
for (const platform of Object.keys(projects) as (keyof typeof projects)[])
  platforms[platform] = await describe(version, platform);
const wheels: Wheels = { tensorflow: version, platforms };
await writeFile(`${root}/src/native/wheels.json`, `${JSON.stringify(wheels, null, 2)}\n`);
