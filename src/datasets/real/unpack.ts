import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { cancelled, diskFull, notWritable } from '../../download/download-error';
import { requireSpace } from '../../download/download';
import { HumanError } from '../../protocol/human-error';
import type { PackedFile } from './data-files';

const BLOCK = 512;

/**
 * Takes files out of a .tar.gz into a folder: those that are wanted, by the last part of their names, each whole and
 * of the right sum or not at all. Everything else in the archive is passed over, and no name in it chooses a path.
 *
 * A tar file is a row of headers of 512 bytes (the name in bytes 0–99, the size in octal in 124–135), each followed
 * by the file's bytes, filled up to whole blocks (POSIX.1-1988, ustar).
 */
export async function unpack(archive: string, wanted: readonly PackedFile[], folder: string, signal?: AbortSignal): Promise<void> {
  await requireSpace(folder, wanted.reduce((sum, { size }) => sum + size, 0));
  const missing = new Map(wanted.map((file) => [file.name, file]));
  let member: Member | undefined;
  const packed = createReadStream(archive);
  const chunks = createGunzip();
  packed.on('error', (error) => chunks.destroy(error)).pipe(chunks);
  try {
    let pending: Buffer = Buffer.alloc(0);
    let left = 0;
    for await (const chunk of chunks as AsyncIterable<Buffer>) {
      if (signal?.aborted === true) throw cancelled();
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      for (;;) {
        if (left > 0) {
          const part = pending.subarray(0, left);
          await member?.add(part);
          left -= part.length;
          pending = pending.subarray(part.length);
        }
        if (left > 0 || pending.length < BLOCK) break;
        const header = readHeader(pending);
        pending = pending.subarray(BLOCK);
        await member?.end();
        const file = header.isFile ? missing.get(basename(header.name)) : undefined;
        member = file === undefined || file.size !== header.size ? undefined : await openMember(file, folder);
        if (file !== undefined && member !== undefined) missing.delete(file.name);
        left = Math.ceil(header.size / BLOCK) * BLOCK;
      }
    }
    await member?.end();
  } catch (error) {
    await member?.drop();
    throw inWords(error, archive, folder);
  } finally {
    packed.destroy();
  }
  if (missing.size > 0) throw broken(archive);
}

interface Header {
  readonly name: string;
  readonly size: number;
  readonly isFile: boolean;
}

function readHeader(block: Buffer): Header {
  const text = (from: number, to: number): string => block.toString('latin1', from, to).replace(/\0.*$/s, '').trim();
  const size = text(124, 136);
  if (!/^[0-7]*$/.test(size)) throw new BrokenArchive();
  const type = text(156, 157);
  return { name: text(0, 100), size: size === '' ? 0 : Number.parseInt(size, 8), isFile: type === '' || type === '0' };
}

/** A file on its way out of the archive. */
interface Member {
  readonly add: (bytes: Buffer) => Promise<void>;
  /** Puts it in its place once it is known to be right. */
  readonly end: () => Promise<void>;
  readonly drop: () => Promise<void>;
}

async function openMember({ name, size, sha256 }: PackedFile, folder: string): Promise<Member> {
  const path = join(folder, name);
  const part = `${path}.part`;
  const handle: FileHandle = await open(part, 'w');
  const hash: Hash = createHash('sha256');
  let [written, isOpen] = [0, true];
  const close = async (): Promise<void> => {
    if (isOpen) await handle.close();
    isOpen = false;
  };
  return {
    add: async (bytes) => {
      // What fills up the last block is no part of the file.
      const own = bytes.subarray(0, size - written);
      hash.update(own);
      for (let done = 0; done < own.length; ) done += (await handle.write(own, done)).bytesWritten;
      written += own.length;
    },
    end: async () => {
      if (!isOpen) return;
      await close();
      if (written !== size || hash.digest('hex') !== sha256) throw new BrokenArchive();
      await rename(part, path);
    },
    drop: async () => {
      await close();
      await rm(part, { force: true });
    },
  };
}

class BrokenArchive extends Error {}

function inWords(error: unknown, archive: string, folder: string): unknown {
  if (error instanceof HumanError) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof BrokenArchive || code?.startsWith('Z_') === true) return broken(archive);
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(folder, 0);
  return code === 'EACCES' || code === 'EPERM' || code === 'EROFS' ? notWritable(folder, code) : error;
}

function broken(archive: string): HumanError {
  return new HumanError(
    'data-broken-archive',
    { en: `${archive} does not hold the files that it should.`, es: `${archive} no contiene los archivos que debería.` },
    { en: 'Delete it and fetch the data set again.', es: 'Elimínalo y vuelve a descargar el conjunto de datos.' },
  );
}
