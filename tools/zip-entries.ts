import { readFile } from 'node:fs/promises';

export interface ZipEntry {
  readonly name: string;
  /** As stored. */
  readonly bytes: number;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/** What a zip file holds, read from its central directory. Throws when it has none. */
export async function zipEntries(path: string): Promise<readonly ZipEntry[]> {
  const zip = await readFile(path);
  const end = findEnd(zip);
  if (end === undefined) throw new Error(`${path} is not a zip file.`);

  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count--) {
    if (zip.readUInt32LE(at) !== ENTRY) throw new Error(`${path} has a damaged directory.`);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [number, number, number];
    entries.push({ name: zip.toString('utf8', at + 46, at + 46 + nameLength), bytes: zip.readUInt32LE(at + 20) });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

/** The end record stands last, before a comment of unknown length. */
function findEnd(zip: Buffer): number | undefined {
  for (let at = zip.length - 22; at >= 0; at--) {
    if (zip.readUInt32LE(at) === END) return at;
  }
  return undefined;
}
