import * as z from 'zod/mini';

/**
 * Frames for the two pipes to a learner's process.
 *
 *     offset 0   magic "NRN1"
 *            4   uint32 LE  bytes of the header
 *            8   uint32 LE  bytes of the body
 *           12   header     JSON
 *                body       the attachments, one after another, each padded to 8 bytes
 *
 * A header is JSON with one field of its own, `attachments`: dtype and length of each piece of the body.
 * In the message, an attachment stands as `{ "$bytes": index }`. So tensors cross as raw bytes.
 * Both sizes are checked before anything is kept: a process that lies about them is cut off, not buffered.
 */
const MAGIC = 0x314e524e;
export const FRAME_PREFIX = 12;
export const MAX_HEADER = 4 << 20;
export const MAX_BODY = 64 << 20;
const MAX_ATTACHMENTS = 4096;

const attachmentSchema = z.object({
  kind: z.enum(['float32', 'float64', 'int32', 'uint8']),
  length: z.int().check(z.nonnegative()),
});
const headerSchema = z.object({
  attachments: z.array(attachmentSchema).check(z.maxLength(MAX_ATTACHMENTS)),
  message: z.unknown(),
});

type Bytes = Float32Array | Float64Array | Int32Array | Uint8Array;
type Kind = z.infer<typeof attachmentSchema>['kind'];
const constructors = { float32: Float32Array, float64: Float64Array, int32: Int32Array, uint8: Uint8Array } as const;

/** Something that is not a frame of ours arrived: the sender is not to be believed any further. */
export class FrameError extends Error {}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

function kindOf(value: unknown): Kind | undefined {
  if (value instanceof Float32Array) return 'float32';
  if (value instanceof Float64Array) return 'float64';
  if (value instanceof Int32Array) return 'int32';
  if (value instanceof Uint8Array) return 'uint8';
  return undefined;
}

const padded = (bytes: number): number => (bytes + 7) & ~7;

/** Numbers that JSON cannot say cross as `{ "$number": "NaN" }`, `undefined` as `{ "$undefined": 1 }`. */
function pack(value: unknown, attachments: Bytes[]): unknown {
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) {
    return { $number: Object.is(value, -0) ? '-0' : String(value) };
  }
  if (value === undefined) return { $undefined: 1 };
  if (typeof value !== 'object' || value === null) return value;
  if (kindOf(value) !== undefined) return { $bytes: attachments.push(value as Bytes) - 1 };
  if (Array.isArray(value)) return value.map((item) => pack(item, attachments));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, pack(item, attachments)]),
  );
}

function unpack(value: unknown, attachments: readonly Bytes[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => unpack(item, attachments));
  const record = value as Record<string, unknown>;
  if (typeof record['$number'] === 'string') return Number(record['$number']);
  if (record['$undefined'] === 1) return undefined;
  if (typeof record['$bytes'] === 'number') {
    const bytes = attachments[record['$bytes']];
    if (bytes === undefined) throw new FrameError('a message names an attachment that did not come');
    return bytes;
  }
  // No prototype: a key called "__proto__" is a key.
  const result: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(record)) result[key] = unpack(record[key], attachments);
  return result;
}

/** Encodes one message as one frame. Throws FrameError when it is over the caps. */
export function encodeFrame(message: unknown): Uint8Array<ArrayBuffer> {
  const attachments: Bytes[] = [];
  const packed = pack(message, attachments);
  const header = encoder.encode(
    JSON.stringify({
      attachments: attachments.map((bytes) => ({ kind: kindOf(bytes), length: bytes.length })),
      message: packed,
    }),
  );
  const body = attachments.reduce((total, bytes) => total + padded(bytes.byteLength), 0);
  if (header.length > MAX_HEADER || body > MAX_BODY || attachments.length > MAX_ATTACHMENTS) {
    throw new FrameError(`a message of ${header.length + body} bytes is over the cap`);
  }
  const frame = new Uint8Array(FRAME_PREFIX + header.length + body);
  const view = new DataView(frame.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, header.length, true);
  view.setUint32(8, body, true);
  frame.set(header, FRAME_PREFIX);
  let at = FRAME_PREFIX + header.length;
  for (const bytes of attachments) {
    frame.set(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength), at);
    at += padded(bytes.byteLength);
  }
  return frame;
}

/** Reads the sizes of a frame's two parts out of its first 12 bytes. Throws FrameError. */
export function readPrefix(prefix: Uint8Array): { readonly header: number; readonly body: number } {
  const view = new DataView(prefix.buffer, prefix.byteOffset, FRAME_PREFIX);
  if (view.getUint32(0, true) !== MAGIC) throw new FrameError('not a frame');
  const [header, body] = [view.getUint32(4, true), view.getUint32(8, true)];
  if (header > MAX_HEADER || body > MAX_BODY) throw new FrameError(`a frame of ${header + body} bytes is over the cap`);
  return { header, body };
}

/** Decodes a frame's two parts into its message. Attachments are copies. Throws FrameError. */
export function decodeFrame(header: Uint8Array, body: Uint8Array): unknown {
  let parsed: unknown;
  try {
    parsed = JSON.parse(decoder.decode(header));
  } catch {
    throw new FrameError('a frame whose header is not JSON');
  }
  const checked = z.safeParse(headerSchema, parsed);
  if (!checked.success) throw new FrameError('a frame whose header is not ours');
  const attachments: Bytes[] = [];
  let at = 0;
  for (const { kind, length } of checked.data.attachments) {
    const size = length * constructors[kind].BYTES_PER_ELEMENT;
    if (at + size > body.length) throw new FrameError('attachments longer than the body');
    attachments.push(new constructors[kind](body.slice(at, at + size).buffer));
    at += padded(size);
  }
  return unpack(checked.data.message, attachments);
}

/** Gathers chunks of a stream into frames, keeping no more than one frame's worth. */
export function createFrameReader(onMessage: (message: unknown) => void): (chunk: Uint8Array) => void {
  let chunks: Uint8Array[] = [];
  let held = 0;
  let wanted = FRAME_PREFIX;
  let sizes: { readonly header: number; readonly body: number } | undefined;

  const take = (bytes: number): Uint8Array => {
    const joined = new Uint8Array(held);
    let at = 0;
    for (const chunk of chunks) {
      joined.set(chunk, at);
      at += chunk.length;
    }
    const rest = joined.subarray(bytes);
    chunks = rest.length > 0 ? [rest] : [];
    held = rest.length;
    return joined.subarray(0, bytes);
  };

  return (chunk) => {
    chunks.push(chunk);
    held += chunk.length;
    while (held >= wanted) {
      const part = take(wanted);
      if (sizes === undefined) {
        sizes = readPrefix(part);
        wanted = sizes.header + sizes.body;
        continue;
      }
      const { header } = sizes;
      sizes = undefined;
      wanted = FRAME_PREFIX;
      onMessage(decodeFrame(part.subarray(0, header), part.subarray(header)));
    }
  };
}
