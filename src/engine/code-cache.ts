import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { crc32 } from 'node:zlib';

/**
 * V8's compiled code of the engine's script, one file for each build of it and each V8.
 *
 * V8 runs whatever code it is given for a source of the same length, so a cache is as good as a program: it is written
 * by a process that runs no learner's code, into a folder that a learner's process can only read.
 */
const HEADER_BYTES = 8;
const MAGIC = 0x4e755231;

/** Other builds and other V8s leave theirs here: the newest of them stay. */
const FILES_KEPT = 6;

/** The cache for a build, this V8 and its flags; undefined where there is none or it was damaged. */
export function readCodeCache(folder: string, build: string): Uint8Array | undefined {
  try {
    return decode(readFileSync(fileOf(folder, build)));
  } catch {
    return undefined;
  }
}

/** Writes the cache whole or not at all, and clears old ones away. Throws when the folder cannot be written. */
export function writeCodeCache(folder: string, build: string, code: Uint8Array): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = fileOf(folder, build);
  writeFileSync(`${file}.${process.pid}`, encode(code), { mode: 0o600 });
  renameSync(`${file}.${process.pid}`, file);
  clearAway(folder);
}

function fileOf(folder: string, build: string): string {
  return join(folder, `engine-${build}-${process.version}-${process.arch}-${cachedDataVersionTag()}.cache`);
}

function encode(code: Uint8Array): Uint8Array {
  const file = Buffer.alloc(HEADER_BYTES + code.length);
  file.writeUInt32LE(MAGIC, 0);
  file.writeUInt32LE(crc32(code), 4);
  file.set(code, HEADER_BYTES);
  return file;
}

function decode(file: Buffer): Uint8Array | undefined {
  if (file.length <= HEADER_BYTES || file.readUInt32LE(0) !== MAGIC) return undefined;
  const code = file.subarray(HEADER_BYTES);
  return crc32(code) === file.readUInt32LE(4) ? code : undefined;
}

function clearAway(folder: string): void {
  const files = readdirSync(folder).filter((name) => /^engine-.*\.cache$/.test(name));
  const byAge = files.map((name) => ({ name, time: statSync(join(folder, name)).mtimeMs })).sort((a, b) => b.time - a.time);
  for (const { name } of byAge.slice(FILES_KEPT)) rmSync(join(folder, name), { force: true });
}
