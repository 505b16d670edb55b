import { unreadable, truncated } from './unreadable';
import type { Localized } from '../protocol/localized';

/** Bytes that can be read by range: a file, a member of an archive, memory. */
export interface Source {
  readonly size: number;
  /**
   * The bytes from `offset` on, fewer than `length` only where the source ends. They are never written to.
   * To give up on a long read, reject: nothing is tried twice, and the reason comes out of the reader as it is.
   */
  readAt(offset: number, length: number): Promise<Uint8Array>;
}

/** A source, and what errors call it. */
export interface NamedSource extends Source {
  readonly name: string;
}

/** What Node's `FileHandle` has of reading. */
export interface ReadableHandle {
  read(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ readonly bytesRead: number }>;
}

export function fromBytes(bytes: Uint8Array): Source {
  return {
    size: bytes.length,
    readAt: async (offset, length) => bytes.subarray(offset, offset + length),
  };
}

/** A source over an open file. Whoever opened it closes it: `fromHandle(handle, (await handle.stat()).size)`. */
export function fromHandle(handle: ReadableHandle, size: number): Source {
  return {
    size,
    async readAt(offset, length) {
      const buffer = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      let filled = 0;
      while (filled < buffer.length) {
        const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, offset + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return buffer.subarray(0, filled);
    },
  };
}

/** Gives a source its name. Throws for a size that is no number of bytes. */
export function named(source: Source, name: string): NamedSource {
  const { size } = source;
  if (!Number.isSafeInteger(size) || size < 0) {
    throw unreadable(name, {
      at: { en: 'its size', es: 'su tamaño' },
      expected: { en: 'a number of bytes', es: 'un número de bytes' },
      received: { en: String(size), es: String(size) },
    });
  }
  return { name, size, readAt: (offset, length) => source.readAt(offset, length) };
}

/** A range of a source as a source. */
export function section(source: NamedSource, offset: number, size: number, name = source.name): NamedSource {
  return {
    name,
    size,
    readAt: (at, length) => source.readAt(offset + at, Math.max(0, Math.min(length, size - at))),
  };
}

/** Exactly `length` bytes, which are `what`. Throws where the source ends before, without asking for them. */
export async function readExactly(
  source: NamedSource,
  offset: number,
  length: number,
  what: Localized,
): Promise<Uint8Array> {
  if (offset + length > source.size) throw truncated(source.name, what, offset + length, source.size);
  const bytes = await source.readAt(offset, length);
  // A file can shrink while it is read.
  if (bytes.length !== length) throw truncated(source.name, what, offset + length, offset + bytes.length);
  return bytes;
}

export function dataView(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
