import { open, type FileHandle } from 'node:fs/promises';
import { HumanError } from '../../protocol/human-error';
import {
  decodeFilePrefix,
  decodeRecordHeader,
  decodeRecordPrefix,
  RECORD_PREFIX,
  RUN_FILE_PREFIX,
  type RecordLocation,
} from '../../protocol/run-file';
import { bytesPerElement, sizeOf, type DType, type WireTensor } from '../../protocol/tensor';
import { GONE, MAX_SLICE } from '../../protocol/view';

/** A block of a tensor: where it starts and how far it reaches along each axis. */
export interface Block {
  readonly start: readonly number[];
  readonly size: readonly number[];
}

/** Elements that lie within so many bytes of each other are read at once. */
const CHUNK = 4 << 20;
const arrays = { float32: Float32Array, int32: Int32Array, bool: Uint8Array } as const;

/**
 * Reads a block of a tensor out of a run file, and no more of the file than the block spans.
 * Throws HumanError `gone` when the record was overwritten, torn, or the file is not there any more.
 */
export async function readSlice(path: string, location: RecordLocation, block: Block): Promise<WireTensor> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch {
    throw goneError();
  }
  try {
    const capacity = decodeFilePrefix(await readBytes(file, 0, RUN_FILE_PREFIX));
    if (capacity === undefined || capacity === 0) throw goneError();
    const at = RUN_FILE_PREFIX + (location.offset % capacity);
    const prefix = decodeRecordPrefix(await readBytes(file, at, RECORD_PREFIX), location);
    if (prefix === undefined) throw goneError();
    const header = decodeRecordHeader(await readBytes(file, at + RECORD_PREFIX, prefix.header), location);
    if (header === undefined) throw goneError();
    checkBlock(header.shape, block);
    const data = await gather(file, at + RECORD_PREFIX + prefix.header, header, block);
    // A record is overwritten from its first byte on: if that still stands, so did everything that was read.
    if (decodeRecordPrefix(await readBytes(file, at, RECORD_PREFIX), location) === undefined) throw goneError();
    return { shape: [...block.size], dtype: header.dtype, data };
  } finally {
    await file.close();
  }
}

async function gather(
  file: FileHandle,
  base: number,
  { shape, dtype }: { readonly shape: readonly number[]; readonly dtype: DType },
  { start, size }: Block,
): Promise<WireTensor['data']> {
  const width = bytesPerElement(dtype);
  const result = new arrays[dtype](sizeOf(size));
  if (result.length === 0) return result;
  const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  let written = 0;

  /** Copies what remains of the block below `axis`, out of elements of which the first stands at `origin` of the file. */
  const copy = (elements: WireTensor['data'], axis: number, first: number): void => {
    if (axis === shape.length) {
      result[written++] = elements[first]!;
      return;
    }
    for (let i = 0; i < size[axis]!; i++) copy(elements, axis + 1, first + i * strides[axis]!);
  };
  const read = async (axis: number, origin: number): Promise<void> => {
    const span = 1 + size.slice(axis).reduce((sum, extent, i) => sum + (extent - 1) * strides[axis + i]!, 0);
    if (span * width > CHUNK && axis < shape.length) {
      for (let i = 0; i < size[axis]!; i++) await read(axis + 1, origin + i * strides[axis]!);
      return;
    }
    const bytes = await readBytes(file, base + origin * width, span * width);
    if (bytes.length < span * width) throw goneError();
    copy(new arrays[dtype](bytes.buffer, 0, span), axis, 0);
  };
  await read(0, start.reduce((sum, index, axis) => sum + index * strides[axis]!, 0));
  return result;
}

/** Up to so many bytes from there, in a buffer of their own; fewer at the end of the file. */
async function readBytes(file: FileHandle, position: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await file.read(bytes, read, length - read, position + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return bytes.subarray(0, read);
}

function checkBlock(shape: readonly number[], { start, size }: Block): void {
  const inside = shape.length === start.length && shape.length === size.length && shape.every((extent, axis) => start[axis]! + size[axis]! <= extent);
  if (!inside) throw new RangeError(`block [${start}] + [${size}] is not inside [${shape}]`);
  if (sizeOf(size) > MAX_SLICE) throw new RangeError(`a block of ${sizeOf(size)} elements is over ${MAX_SLICE}`);
}

function goneError(): HumanError {
  return new HumanError(
    GONE,
    { en: 'The values of this tensor were not kept.', es: 'Los valores de este tensor no se conservaron.' },
    { en: 'Run again to see them.', es: 'Vuelve a ejecutar para verlos.' },
  );
}
