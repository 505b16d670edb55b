import type { Localized } from '../protocol/localized';
import { extendCrc } from './crc32';
import { readExactly, type NamedSource } from './source';
import { unreadable } from './unreadable';

/** Compressed bytes handed over at once: what comes of them, up to 1032 times as much, is in memory at once. */
const CHUNK = 16 * 1024;

export interface Compression {
  /** gzip brings its own checksum; raw deflate has none. */
  readonly format: 'gzip' | 'deflate-raw';
  /** Bytes that come out, as the file claims. */
  readonly size: number;
  /** CRC-32 of what comes out, where the file gives it apart. */
  readonly crc?: number;
}

/** A place in a stream of inflated bytes, which only moves forward, or back to the start. */
export interface InflatingPass {
  /** The bytes from `offset` on; `offset + length` is at most the size. Not to be called again before it resolves. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** Lets go of the stream; the next read starts over. */
  stop(): void;
}

/** The state between two reads. */
interface Inflating {
  next(): Promise<Uint8Array | undefined>;
  stop(): void;
  /** Bytes that came out before `rest`. */
  position: number;
  rest: Uint8Array;
  crc: number;
}

export function createInflatingPass(source: NamedSource, { format, size, crc }: Compression): InflatingPass {
  let state: Inflating | undefined;

  async function read(offset: number, length: number): Promise<Uint8Array> {
    if (state === undefined || offset < state.position) {
      stop();
      state = { ...startInflating(source, format), position: 0, rest: new Uint8Array(0), crc: 0 };
    }
    const out = new Uint8Array(length);
    await advance(state, offset);
    for (let filled = 0; filled < length;) {
      if (state.rest.length === 0) await pull(state);
      filled += take(state, out, filled);
    }
    if (offset + length === size) await finish(state);
    return out;
  }

  async function advance(inflating: Inflating, offset: number): Promise<void> {
    while (inflating.position + inflating.rest.length <= offset && inflating.position < offset) {
      inflating.position += inflating.rest.length;
      inflating.rest = new Uint8Array(0);
      if (inflating.position < offset) await pull(inflating);
    }
    inflating.rest = inflating.rest.subarray(offset - inflating.position);
    inflating.position = offset;
  }

  /** Replaces the rest, which is used up, by what comes out next. */
  async function pull(inflating: Inflating): Promise<void> {
    const chunk = await inflating.next();
    if (chunk === undefined) throw wrongSize(source, size, inflating.position);
    if (crc !== undefined) inflating.crc = extendCrc(inflating.crc, chunk);
    inflating.rest = chunk;
    if (inflating.position + chunk.length > size) {
      inflating.stop();
      throw wrongSize(source, size, undefined);
    }
  }

  /** At its end, what came out must be all there is, and what the checksum says. */
  async function finish(inflating: Inflating): Promise<void> {
    state = undefined;
    for (let chunk = await inflating.next(); chunk !== undefined; chunk = await inflating.next()) {
      if (chunk.length === 0) continue;
      inflating.stop();
      throw wrongSize(source, size, undefined);
    }
    if (crc !== undefined && inflating.crc !== crc) throw broken(source);
  }

  function stop(): void {
    state?.stop();
    state = undefined;
  }

  return {
    stop,
    async read(offset, length) {
      try {
        return await read(offset, length);
      } catch (error) {
        stop();
        throw error;
      }
    },
  };
}

/** Moves bytes from the rest to `out`; says how many. */
function take(inflating: Inflating, out: Uint8Array, at: number): number {
  const piece = inflating.rest.subarray(0, out.length - at);
  out.set(piece, at);
  inflating.rest = inflating.rest.subarray(piece.length);
  inflating.position += piece.length;
  return piece.length;
}

/** Starts the platform's own decompression, which takes no more than it gives. */
function startInflating(source: NamedSource, format: Compression['format']): Pick<Inflating, 'next' | 'stop'> {
  const stream = new DecompressionStream(format);
  const reader = stream.readable.getReader();
  const writer = stream.writable.getWriter();
  // Every fault comes out of `next`; the stream's other promises would report it again to nobody.
  for (const closed of [reader.closed, writer.closed]) closed.catch(() => {});
  let failure: { readonly error: unknown } | undefined;

  async function feed(): Promise<void> {
    const what: Localized = { en: 'the compressed data', es: 'los datos comprimidos' };
    for (let at = 0; at < source.size; at += CHUNK) {
      const chunk = await readExactly(source, at, Math.min(CHUNK, source.size - at), what).catch((error: unknown) => {
        failure = { error };
        throw error;
      });
      await writer.write(chunk);
    }
    await writer.close();
  }
  feed().catch((error: unknown) => writer.abort(error).catch(() => {}));

  return {
    async next() {
      try {
        const { done, value } = await reader.read();
        return done ? undefined : value;
      } catch {
        throw failure === undefined ? broken(source) : failure.error;
      }
    },
    stop: () => void reader.cancel().catch(() => {}),
  };
}

function broken(source: NamedSource): Error {
  return unreadable(source.name, {
    at: { en: 'the compressed data', es: 'los datos comprimidos' },
    expected: { en: 'intact data', es: 'datos intactos' },
    received: { en: 'damaged or truncated ones', es: 'datos dañados o incompletos' },
  });
}

function wrongSize(source: NamedSource, size: number, found: number | undefined): Error {
  return unreadable(source.name, {
    at: { en: 'the decompressed data', es: 'los datos descomprimidos' },
    expected: { en: `${size} bytes, as the file says`, es: `${size} bytes, como dice el archivo` },
    received: found === undefined ? { en: 'more', es: 'más' } : { en: String(found), es: String(found) },
    next: {
      en: 'Copy or download the file again. If it was made of several joined files, or holds 4 GB or more, decompress it first.',
      es: 'Vuelve a copiar o descargar el archivo. Si se armó uniendo varios archivos, o contiene 4 GB o más, descomprímelo antes.',
    },
  });
}
