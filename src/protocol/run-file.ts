import * as z from 'zod/mini';
import { bytesPerElement, dtypes, shapeSchema, sizeOf, type WireTensor } from './tensor';

/**
 * The run file: the elements of every tensor that a run showed, readable by range, within a budget, oldest out.
 *
 *     offset 0   magic "NRUN"
 *            4   uint32 LE   version
 *            8   float64 LE  capacity: bytes of the ring that follows
 *           16   the ring: records, one after another; one that does not fit before the end starts over at 0
 *
 *     record 0   magic "NTEN"
 *            4   uint32 LE   bytes of the header
 *            8   uint32 LE   bytes of the data
 *           12   uint32 LE   zero
 *           16   float64 LE  position: how many bytes of ring were used up before it, skipped ends included
 *           24   header      JSON { shape, dtype }, padded with spaces to 8 bytes
 *                data        row-major elements, little-endian, padded to 8 bytes
 *
 * A record is named by its position, which never repeats. It stands at `position % capacity`, and is there exactly
 * if its own prefix says so: a newer record overwrites an older one from its first byte on. So a reader needs
 * no index, and neither a writer that died half-way nor one that is writing now can pass one tensor for another.
 */
export const RUN_FILE_PREFIX = 16;
export const RECORD_PREFIX = 24;
const FILE_MAGIC = 0x4e55524e;
const RECORD_MAGIC = 0x4e45544e;
const VERSION = 1;
const MAX_RECORD_HEADER = 1024;

/** A record's name: its position, and the bytes of its data. */
export interface RecordLocation {
  readonly offset: number;
  readonly bytes: number;
}

const recordHeaderSchema = z.object({ shape: shapeSchema, dtype: z.enum(dtypes) });
export type RecordHeader = z.infer<typeof recordHeaderSchema>;

const padded = (bytes: number): number => Math.ceil(bytes / 8) * 8;

/** The first 16 bytes of a run file. */
export function encodeFilePrefix(capacity: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(RUN_FILE_PREFIX));
  view.setUint32(0, FILE_MAGIC, true);
  view.setUint32(4, VERSION, true);
  view.setFloat64(8, capacity, true);
  return new Uint8Array(view.buffer);
}

/** The capacity of a run file out of its first bytes; undefined when they are not those of a run file. */
export function decodeFilePrefix(prefix: Uint8Array): number | undefined {
  if (prefix.length < RUN_FILE_PREFIX) return undefined;
  const view = new DataView(prefix.buffer, prefix.byteOffset, prefix.byteLength);
  if (view.getUint32(0, true) !== FILE_MAGIC || view.getUint32(4, true) !== VERSION) return undefined;
  const capacity = view.getFloat64(8, true);
  return Number.isSafeInteger(capacity) && capacity >= 0 ? capacity : undefined;
}

/** A tensor as a record without its position: that is stamped on by `stampRecord` when it is known. */
export function encodeRecord({ shape, dtype, data }: WireTensor): Uint8Array {
  const json = JSON.stringify({ shape, dtype } satisfies RecordHeader);
  const header = new TextEncoder().encode(json.padEnd(padded(json.length)));
  const record = new Uint8Array(RECORD_PREFIX + header.length + padded(data.byteLength));
  const view = new DataView(record.buffer);
  view.setUint32(0, RECORD_MAGIC, true);
  view.setUint32(4, header.length, true);
  view.setUint32(8, data.byteLength, true);
  record.set(header, RECORD_PREFIX);
  record.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), RECORD_PREFIX + header.length);
  return record;
}

export function stampRecord(record: Uint8Array, position: number): void {
  new DataView(record.buffer, record.byteOffset).setFloat64(16, position, true);
}

/** The position of the next record of so many bytes after `used` bytes of ring; undefined when it can never fit. */
export function nextPosition(used: number, bytes: number, capacity: number): number | undefined {
  if (bytes > capacity) return undefined;
  const left = capacity - (used % capacity);
  return bytes <= left ? used : used + left;
}

/** The sizes that a record's prefix gives, if it is the prefix of the record at that location; undefined if it is gone. */
export function decodeRecordPrefix(prefix: Uint8Array, { offset, bytes }: RecordLocation): { readonly header: number } | undefined {
  if (prefix.length < RECORD_PREFIX) return undefined;
  const view = new DataView(prefix.buffer, prefix.byteOffset, prefix.byteLength);
  if (view.getUint32(0, true) !== RECORD_MAGIC || view.getFloat64(16, true) !== offset) return undefined;
  const header = view.getUint32(4, true);
  return view.getUint32(8, true) === bytes && header <= MAX_RECORD_HEADER ? { header } : undefined;
}

/** A record's header; undefined when it is torn, or does not agree with the size of its data. */
export function decodeRecordHeader(header: Uint8Array, { bytes }: RecordLocation): RecordHeader | undefined {
  try {
    const parsed = recordHeaderSchema.parse(JSON.parse(new TextDecoder().decode(header)));
    return sizeOf(parsed.shape) * bytesPerElement(parsed.dtype) === bytes ? parsed : undefined;
  } catch {
    return undefined;
  }
}
