import { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter, type ZipWriterAddDataOptions } from '@zip.js/zip.js';

configure({ useWebWorkers: false });

/** A zip archive made by a library that is not ours. */
export async function zipOf(members: readonly (readonly [name: string, bytes: Uint8Array, options?: ZipWriterAddDataOptions])[]): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { keepOrder: true });
  for (const [name, bytes, options] of members) await writer.add(name, new Uint8ArrayReader(bytes), options);
  return writer.close();
}
