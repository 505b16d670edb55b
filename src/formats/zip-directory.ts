import { verbatim, type Localized } from '../protocol/localized';
import { dataView, readExactly, type NamedSource } from './source';
import { unreadable, unsupported } from './unreadable';

/**
 * What is in a zip archive (PKWARE's APPNOTE, §4.3), with the 64-bit extensions: only the directory at its end is read.
 * We read it ourselves because readers of arrays need what zip libraries hide: where a stored member's bytes lie,
 * so that a slice of 10 GB is one read.
 */
export interface ZipMember {
  readonly name: string;
  /** 0 is stored, 8 is deflated. */
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  /** Of the local header, which the data follow. */
  readonly offset: number;
}

/** No longer directory is read: it is that of some 200,000 members. */
export const MAX_ZIP_DIRECTORY = 16 * 1024 * 1024;

const END = { signature: 0x06054b50, bytes: 22, maxComment: 0xffff };
const LOCATOR_64 = { signature: 0x07064b50, bytes: 20 };
const END_64 = { signature: 0x06064b50, bytes: 56 };
const RECORD = { signature: 0x02014b50, bytes: 46 };
const LOCAL = { signature: 0x04034b50, bytes: 30 };
/** What a field of 16 or 32 bits says when its value stands in the 64-bit extension. */
const [ELSEWHERE_16, ELSEWHERE_32] = [0xffff, 0xffffffff];
const EXTENSION_64 = 0x0001;

interface Directory {
  readonly members: number;
  readonly offset: number;
  readonly size: number;
}

export async function readZipDirectory(source: NamedSource): Promise<readonly ZipMember[]> {
  const directory = await findDirectory(source);
  const bytes = await readExactly(source, directory.offset, directory.size, {
    en: 'the zip directory',
    es: 'el directorio zip',
  });
  const members: ZipMember[] = [];
  for (let at = 0; at < bytes.length;) {
    const { member, length } = readRecord(source.name, bytes, at, directory.offset);
    members.push(member);
    at += length;
  }
  if (members.length !== directory.members) {
    throw damaged(source.name, directory.offset, `${directory.members}`, {
      en: `${members.length} members`,
      es: `${members.length} miembros`,
    });
  }
  return members;
}

/** Where the data of a member begin: after its local header, whose length only it knows. */
export async function findData(source: NamedSource, { offset, compressedSize }: ZipMember): Promise<number> {
  const header = await readExactly(source, offset, LOCAL.bytes, {
    en: "a member's header",
    es: 'el encabezado de un miembro',
  });
  const view = dataView(header);
  checkSignature(source.name, offset, view.getUint32(0, true), LOCAL.signature);
  const start = offset + LOCAL.bytes + view.getUint16(26, true) + view.getUint16(28, true);
  if (start + compressedSize > source.size) {
    throw damaged(source.name, offset, `${source.size - start}`, {
      en: `a member of ${compressedSize} bytes`,
      es: `un miembro de ${compressedSize} bytes`,
    });
  }
  return start;
}

async function findDirectory(source: NamedSource): Promise<Directory> {
  const found = (await findEnd(source, 0)) ?? (await findEnd(source, END.maxComment));
  if (found === undefined) throw withoutEnd(source.name);
  const { view, at, end } = found;
  const [disk, members, size, offset] = [
    view.getUint16(at + 4, true),
    view.getUint16(at + 10, true),
    view.getUint32(at + 12, true),
    view.getUint32(at + 16, true),
  ];
  if (disk !== 0 && disk !== ELSEWHERE_16) throw inParts(source.name);
  const is64 = members === ELSEWHERE_16 || size === ELSEWHERE_32 || offset === ELSEWHERE_32;
  const locator = at - LOCATOR_64.bytes;
  const has64 = is64 && locator >= 0 && view.getUint32(locator, true) === LOCATOR_64.signature;
  const directory = has64
    ? await readEnd64(source, whole(source.name, view, locator + 8, end))
    : { members, size, offset };
  if (directory.size > MAX_ZIP_DIRECTORY || directory.offset + directory.size > end) {
    throw damaged(source.name, end, `${Math.min(MAX_ZIP_DIRECTORY, end)}`, {
      en: `a directory of ${directory.size} bytes from byte ${directory.offset} on`,
      es: `un directorio de ${directory.size} bytes desde el byte ${directory.offset}`,
    });
  }
  return directory;
}

interface EndRecord {
  /** The end of the file, and the place of the record in it. */
  readonly view: DataView;
  readonly at: number;
  /** The same place, in the file. */
  readonly end: number;
}

/** The last record of the archive, which ends with a comment of at most so many bytes, which ends with the file. */
async function findEnd(source: NamedSource, maxComment: number): Promise<EndRecord | undefined> {
  const size = Math.min(source.size, LOCATOR_64.bytes + END.bytes + maxComment);
  const view = dataView(
    await readExactly(source, source.size - size, size, {
      en: 'the end of the zip file',
      es: 'el final del archivo zip',
    }),
  );
  for (let at = size - END.bytes; at >= 0; at--) {
    if (view.getUint32(at, true) !== END.signature || at + END.bytes + view.getUint16(at + 20, true) !== size) continue;
    return { view, at, end: source.size - size + at };
  }
  return undefined;
}

function withoutEnd(file: string): Error {
  return unreadable(file, {
    at: { en: 'the end of the zip file', es: 'el final del archivo zip' },
    expected: { en: 'its directory', es: 'su directorio' },
    received: { en: 'something else', es: 'otra cosa' },
    next: {
      en: 'The file seems cut short: copy or download it again.',
      es: 'Parece que el archivo está incompleto: vuelve a copiarlo o descargarlo.',
    },
  });
}

async function readEnd64(source: NamedSource, offset: number): Promise<Directory> {
  const file = source.name;
  const view = dataView(
    await readExactly(source, offset, END_64.bytes, { en: 'the zip64 directory', es: 'el directorio zip64' }),
  );
  checkSignature(file, offset, view.getUint32(0, true), END_64.signature);
  return {
    members: whole(file, view, 32, offset),
    size: whole(file, view, 40, offset),
    offset: whole(file, view, 48, offset),
  };
}

function readRecord(
  file: string,
  bytes: Uint8Array,
  at: number,
  base: number,
): { readonly member: ZipMember; readonly length: number } {
  const place = base + at;
  if (at + RECORD.bytes > bytes.length) throw damaged(file, place, `${RECORD.bytes}`, verbatim(`${bytes.length - at}`));
  const view = dataView(bytes.subarray(at));
  checkSignature(file, place, view.getUint32(0, true), RECORD.signature);
  const [nameLength, extraLength, commentLength] = [
    view.getUint16(28, true),
    view.getUint16(30, true),
    view.getUint16(32, true),
  ];
  const length = RECORD.bytes + nameLength + extraLength + commentLength;
  if (at + length > bytes.length) throw damaged(file, place, `${bytes.length - at}`, verbatim(`${length}`));
  const nameEnd = at + RECORD.bytes + nameLength;
  const sizes = {
    size: view.getUint32(24, true),
    compressedSize: view.getUint32(20, true),
    offset: view.getUint32(42, true),
  };
  return {
    length,
    member: {
      name: new TextDecoder().decode(bytes.subarray(at + RECORD.bytes, nameEnd)),
      method: view.getUint16(10, true),
      encrypted: (view.getUint16(8, true) & 1) !== 0,
      crc: view.getUint32(16, true),
      ...extend(file, sizes, bytes.subarray(nameEnd, nameEnd + extraLength), place),
    },
  };
}

type Sizes = Pick<ZipMember, 'size' | 'compressedSize' | 'offset'>;

/** The sizes with those that stand in the 64-bit extension: only they do, in this order. */
function extend(file: string, sizes: Sizes, extra: Uint8Array, place: number): Sizes {
  const elsewhere = (['size', 'compressedSize', 'offset'] as const).filter((key) => sizes[key] === ELSEWHERE_32);
  if (elsewhere.length === 0) return sizes;
  const view = dataView(extra);
  for (let at = 0; at + 4 <= extra.length; at += 4 + view.getUint16(at + 2, true)) {
    const length = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) !== EXTENSION_64) continue;
    if (length < 8 * elsewhere.length || at + 4 + length > extra.length) break;
    const found = elsewhere.map((key, i) => [key, whole(file, view, at + 4 + 8 * i, place)] as const);
    return { ...sizes, ...Object.fromEntries(found) };
  }
  // Exactly 4 GiB - 1, perhaps; what reads it finds out.
  return sizes;
}

/** A uint64 that a number holds. */
function whole(file: string, view: DataView, at: number, place: number): number {
  const value = view.getBigUint64(at, true);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged(file, place, '2^53', verbatim(String(value)));
  return Number(value);
}

function checkSignature(file: string, place: number, found: number, expected: number): void {
  if (found !== expected) throw damaged(file, place, `0x${expected.toString(16)}`, verbatim(`0x${found.toString(16)}`));
}

function damaged(file: string, place: number, expected: string, received: Localized): Error {
  return unreadable(file, {
    at: {
      en: `byte ${place}, in the structure of the zip file`,
      es: `el byte ${place}, en la estructura del archivo zip`,
    },
    expected: verbatim(expected),
    received,
  });
}

const inParts = (file: string): Error =>
  unsupported(
    file,
    {
      en: 'it is one part of a zip archive split into several',
      es: 'es una parte de un archivo zip dividido en varios',
    },
    { en: 'Join the parts first.', es: 'Une las partes antes.' },
  );
