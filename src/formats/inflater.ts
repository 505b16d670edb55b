import { createInflatingPass, type Compression, type InflatingPass } from './inflating-pass';
import { named, type NamedSource } from './source';
import { unreadable } from './unreadable';

/** Deflate makes nothing more than 1032 times smaller: 258 bytes for two bits, at best (RFC 1951). */
const MAX_RATIO = 1032;
/** A source of this size or less is kept once it was inflated, and read by range from then on. */
export const MAX_KEPT = 64 * 1024 * 1024;
/** Reads that end before are for a header, and keep nothing. */
const HEADER = 64 * 1024;

/** Inflates the members of one file: one at a time, so that however many there are, little memory is used. */
export interface Inflater {
  /**
   * A source of what comes out of a compressed one. A small one is inflated once and kept, until another is. A larger
   * one is inflated up to what is asked for, going on from the last place read if that comes before: reading it
   * from front to back costs one pass. Throws where the claimed size cannot be true; reading, where it is not.
   */
  open(source: NamedSource, compression: Compression): NamedSource;
}

export function createInflater(): Inflater {
  let held: { readonly by: InflatingPass; readonly bytes: Promise<Uint8Array> } | undefined;
  let active: InflatingPass | undefined;
  let last: Promise<unknown> = Promise.resolve();

  /** A pass has one place, and only one pass is under way: reads wait for each other. */
  function inTurn(pass: InflatingPass, offset: number, length: number): Promise<Uint8Array> {
    const turn = last.then(() => {
      if (active !== pass) active?.stop();
      active = pass;
      return pass.read(offset, length);
    });
    last = turn.catch(() => {});
    return turn;
  }

  async function whole(pass: InflatingPass, size: number): Promise<Uint8Array> {
    if (held?.by !== pass) held = { by: pass, bytes: inTurn(pass, 0, size) };
    const mine = held;
    try {
      return await mine.bytes;
    } catch (error) {
      // A disk may do better next time.
      if (held === mine) held = undefined;
      throw error;
    }
  }

  return {
    open(source, compression) {
      const { size } = compression;
      if (size > MAX_RATIO * (source.size + 1)) throw impossible(source, size);
      const pass = createInflatingPass(source, compression);
      return named(
        {
          size,
          async readAt(offset, length) {
            const end = Math.min(size, offset + length);
            if (end <= offset) return new Uint8Array(0);
            const header = end <= HEADER && end < size && held?.by !== pass;
            if (header || size > MAX_KEPT) return inTurn(pass, offset, end - offset);
            return (await whole(pass, size)).subarray(offset, end);
          },
        },
        source.name,
      );
    },
  };
}

function impossible(source: NamedSource, size: number): Error {
  return unreadable(source.name, {
    at: { en: 'the size of the decompressed data', es: 'el tamaño de los datos descomprimidos' },
    expected: {
      en: `at most ${MAX_RATIO} times the ${source.size} compressed bytes`,
      es: `${MAX_RATIO} veces los ${source.size} bytes comprimidos como máximo`,
    },
    received: { en: `a claim of ${size} bytes`, es: `${size} bytes, según el archivo` },
  });
}
