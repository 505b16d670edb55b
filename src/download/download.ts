import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat, statfs, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { HumanError } from '../protocol/human-error';
import { cancelled, diskFull, notFound, notWritable, offline, refused, untrusted, WRONG_FILE, wrongFile } from './download-error';

export interface DownloadProgress {
  /** Bytes on disk, those of an earlier try included. */
  readonly received: number;
  readonly size: number;
}

export interface DownloadOptions {
  readonly url: string;
  /** Where the whole file lands; until then its beginning lies in `${path}.part`. */
  readonly path: string;
  /** Bytes, exactly. */
  readonly size: number;
  /** In hex. */
  readonly sha256: string;
  /** Where the file is only a part of what lies at `url`: where it begins there, and how many bytes all of that has. */
  readonly within?: { readonly offset: number; readonly size: number } | undefined;
  /** Stops it and keeps what has come, for a later call to go on from. */
  readonly signal?: AbortSignal | undefined;
  /** Hears how far it is, about a thousand times at most. */
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly patience?: Patience | undefined;
}

/** How long a bad connection is put up with. Times in milliseconds. */
export interface Patience {
  /** Silence after which a connection counts as broken. */
  readonly silence: number;
  /** Tries in a row that bring nothing. One that brings anything starts the count anew. */
  readonly tries: number;
  /** Pause before the second try; it doubles from there. */
  readonly pause: number;
}
const PATIENCE: Patience = { silence: 30_000, tries: 4, pause: 500 };

/**
 * Downloads one file whose size and SHA-256 are known. It goes on where an earlier call stopped, survives cuts and
 * stalls, and puts the file in its place whole and checked, or not at all. A file that is there and right is left alone.
 *
 * Bytes are written at their own offsets: two processes that download the same file disturb each other as little as
 * one that goes on with it does.
 *
 * Throws HumanError: `cancelled`, `download-offline`, `download-untrusted`, `download-not-found`, `download-refused`,
 * `download-wrong-file`, `download-disk-full`, `download-not-writable`.
 */
export async function download(options: DownloadOptions): Promise<void> {
  const { path, size, sha256, signal } = options;
  const part = `${path}.part`;
  const isWhole = (file: string): Promise<boolean> => hasContent(file, size, sha256, signal);
  await onDisk(path, async () => {
    if (await isWhole(path)) return;
    await mkdir(dirname(path), { recursive: true });
    const had = await lengthOf(part, size);
    await requireSpace(dirname(path), size - had);
    // What lies there may be the beginning of another file: then once more, from the start.
    for (const isLastTry of had > 0 ? [false, true] : [true]) {
      try {
        await fetchRest(options, part);
        if ((await isWhole(part)) && (await moved(part, path))) return;
        // Another process may have been faster.
        if (await isWhole(path)) return;
        throw wrongFile(options.url);
      } catch (error) {
        if (!(error instanceof HumanError) || error.code !== WRONG_FILE) throw error;
        await rm(part, { force: true });
        if (isLastTry) throw error;
      }
    }
  });
}

/** Fetches what `part` lacks, over as many connections as it takes. */
async function fetchRest(options: DownloadOptions, part: string): Promise<void> {
  const { size, signal, patience = PATIENCE } = options;
  const report = progressReporter(options);
  const file = await open(part, constants.O_RDWR | constants.O_CREAT);
  try {
    let received = await lengthOf(part, size);
    // Only what is too long, which `lengthOf` takes for nothing: another process may be writing what is not.
    if ((await file.stat()).size > size) await file.truncate(0);
    report(received);
    for (let vain = 0; received < size; ) {
      const before = received;
      const trouble = await fetchOnce(options, patience, file, before, (bytes) => report((received = bytes)));
      if (trouble === undefined) break;
      if (signal?.aborted === true) throw cancelled();
      vain = received > before ? 0 : vain + 1;
      if (vain >= patience.tries) throw trouble;
      await pause(patience.pause * 2 ** vain, signal);
    }
    await file.datasync();
  } finally {
    await file.close();
  }
}

/**
 * One connection: asks for what comes after `from` and writes it. Returns what is worth another try (a cut, a stall,
 * a server that is busy), undefined when the file is complete; throws what another try would not change.
 */
async function fetchOnce(
  { url, size, within, signal, fetch = globalThis.fetch }: DownloadOptions,
  { silence }: Patience,
  file: FileHandle,
  from: number,
  onLength: (bytes: number) => void,
): Promise<HumanError | undefined> {
  const connection = new AbortController();
  const stop = (): void => connection.abort();
  signal?.addEventListener('abort', stop);
  const stalled = setTimeout(stop, silence);
  const first = (within?.offset ?? 0) + from;
  try {
    if (signal?.aborted === true) throw cancelled();
    // A compressed answer would not have the offsets that were asked for.
    const headers = { 'accept-encoding': 'identity', ...(first > 0 && { range: `bytes=${first}-${first - from + size - 1}` }) };
    const response = await fetch(url, { headers, signal: connection.signal });
    if (response.status === 416 && from > 0) {
      await file.truncate(0);
      onLength(0);
      return refused(url, 416);
    }
    if (!response.ok || response.body === null) return refusal(url, response.status);
    // A server that knows no ranges sends everything from its beginning: what comes before our part is passed over.
    const isAll = response.status !== 206;
    if (!(isAll ? isOfSize(response, within?.size ?? size) : isRange(response, first, within?.size ?? size))) throw wrongFile(url);
    let skip = isAll ? (within?.offset ?? 0) : 0;
    let length = isAll ? 0 : from;
    if (length < from) await file.truncate(length);
    onLength(length);
    for await (const chunk of response.body) {
      stalled.refresh();
      const ours = chunk.subarray(Math.min(skip, chunk.length), isAll && within !== undefined ? skip + size - length : undefined);
      skip = Math.max(0, skip - chunk.length);
      if (length + ours.length > size) throw wrongFile(url);
      await writeAll(file, ours, length).catch((error: unknown) => {
        throw new DiskRefusal(error as NodeJS.ErrnoException);
      });
      onLength((length += ours.length));
      if (length === size && isAll && within !== undefined) break;
    }
    return length === size ? undefined : offline(url, 'ended early');
  } catch (error) {
    if (signal?.aborted === true) throw cancelled();
    if (error instanceof HumanError || error instanceof DiskRefusal) throw error;
    return connectionTrouble(url, connection.signal.aborted ? 'silence' : codeOf(error));
  } finally {
    clearTimeout(stalled);
    signal?.removeEventListener('abort', stop);
    stop();
  }
}

/** Whether an answer may be all of a file of so many bytes. */
function isOfSize({ headers }: Response, size: number): boolean {
  const length = headers.get('content-length');
  return length === null || Number(length) === size;
}

/** Whether an answer is the part that was asked for, of a file of so many bytes. */
function isRange({ headers }: Response, first: number, size: number): boolean {
  const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '');
  return range !== null && Number(range[1]) === first && (range[2] === '*' || Number(range[2]) === size);
}

/** What a status other than 200 means: returned where it may pass, thrown where it will not. */
function refusal(url: string, status: number): HumanError {
  if (status === 404 || status === 410) throw notFound(url);
  if (status >= 500 || status === 408 || status === 429) return refused(url, status);
  throw refused(url, status);
}

function connectionTrouble(url: string, why: string): HumanError {
  if (/CERT|SELF_SIGNED|ISSUER|UNABLE_TO_VERIFY/.test(why)) throw untrusted(url, why);
  return offline(url, why);
}

/** `fetch` hides what happened in the cause of its error, sometimes two deep. */
function codeOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as NodeJS.ErrnoException;
    if (typeof code === 'string') return code;
  }
  return error instanceof Error ? error.message : String(error);
}

async function writeAll(file: FileHandle, chunk: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < chunk.length; ) done += (await file.write(chunk, done, chunk.length - done, at + done)).bytesWritten;
}

function progressReporter({ onProgress, size }: DownloadOptions): (received: number) => void {
  let told = -1;
  return (received) => {
    const step = Math.floor((received / Math.max(1, size)) * 1000);
    if (step === told) return;
    told = step;
    onProgress?.({ received, size });
  };
}

/** Bytes of a part that can be gone on from: a longer one than the whole is none. */
async function lengthOf(part: string, size: number): Promise<number> {
  const length = (await stat(part).catch(() => undefined))?.size ?? 0;
  return length > size ? 0 : length;
}

/** Puts the part in its place; false where another process has done so. */
async function moved(part: string, path: string): Promise<boolean> {
  try {
    await rename(part, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

async function hasContent(path: string, size: number, sha256: string, signal: AbortSignal | undefined): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile() || found.size !== size) return false;
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      if (signal?.aborted === true) throw cancelled();
      hash.update(chunk as Buffer);
    }
  } catch (error) {
    // Another process has just put it in its place.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  return hash.digest('hex') === sha256.toLowerCase();
}

/** Throws unless the disk of this folder has room for so many bytes more. */
export async function requireSpace(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < bytes) throw diskFull(folder, bytes, bavail * bsize);
}

async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await wait(milliseconds, undefined, signal === undefined ? {} : { signal });
  } catch {
    throw cancelled();
  }
}

/** Does the whole of it and says what the disk refused in words for a person. */
async function onDisk(path: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const refusal = error instanceof DiskRefusal ? error.cause : error;
    const { code, syscall } = refusal as NodeJS.ErrnoException;
    // What the network refuses has become a HumanError already.
    if (refusal instanceof HumanError || code === undefined || syscall === undefined) throw refusal;
    throw code === 'ENOSPC' || code === 'EDQUOT' ? diskFull(dirname(path), 0) : notWritable(dirname(path), code);
  }
}

/** Tells what the disk refuses from what the network does: a socket's errors name system calls too. */
class DiskRefusal extends Error {
  override readonly cause: NodeJS.ErrnoException;

  constructor(cause: NodeJS.ErrnoException) {
    super(cause.message);
    this.cause = cause;
  }
}
