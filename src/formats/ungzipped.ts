import { createInflater } from './inflater';
import { dataView, readExactly, type NamedSource } from './source';
import type { Localized } from '../protocol/localized';

/** The smallest gzip file: a header of 10 bytes, an empty deflate stream of 2, and a trailer of 8. */
const SMALLEST = 20;
const TRAILER = 8;

function looksGzipped(head: Uint8Array): boolean {
  return head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b;
}

/**
 * What a gzip file (RFC 1952) holds; a source that is none comes back as it is. Its size is the one that the last four
 * bytes give: where what comes out has another (it is 4 GiB or more, or several files were joined), reading it throws.
 */
export async function ungzipped(source: NamedSource): Promise<NamedSource> {
  if (!looksGzipped(await source.readAt(0, 2))) return source;
  const what: Localized = { en: 'the end of the gzip file', es: 'el final del archivo gzip' };
  const trailer = await readExactly(source, Math.max(source.size, SMALLEST) - TRAILER, TRAILER, what);
  const size = dataView(trailer).getUint32(4, true);
  return createInflater().open(source, { format: 'gzip', size });
}
