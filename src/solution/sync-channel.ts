import { readSync, writeSync } from 'node:fs';
import { createFrameReader, encodeFrame } from '../protocol/frame';

/**
 * Frames over two descriptors, read and written synchronously: a plain loop of the learner's can draw a curve,
 * be paused by an answer that does not come, and call back into the grader as into any function.
 */
export interface SyncChannel {
  /** Waits for the next message; undefined when the other side is gone. Throws FrameError. */
  readonly read: () => unknown;
  /** Returns when the whole message is with the system. Throws FrameError when it is over the caps. */
  readonly write: (message: unknown) => void;
}

const CHUNK = 64 << 10;

export function openSyncChannel(input: number, output: number): SyncChannel {
  const arrived: unknown[] = [];
  const take = createFrameReader((message) => arrived.push(message));
  const chunk = new Uint8Array(CHUNK);

  const fill = (): boolean => {
    const bytes = untilReady(() => readSync(input, chunk));
    if (bytes > 0) take(chunk.slice(0, bytes));
    return bytes > 0;
  };

  return {
    read: () => {
      while (arrived.length === 0) if (!fill()) return undefined;
      return arrived.shift();
    },
    write: (message) => writeWhole(output, encodeFrame(message)),
  };
}

/** Writes every byte to a descriptor before it returns. */
export function writeWhole(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += untilReady(() => writeSync(descriptor, bytes, at));
}

const sleeper = new Int32Array(new SharedArrayBuffer(4));

/** A descriptor may have been left non-blocking by whoever made it: then it says "try again" where it should wait. */
function untilReady(attempt: () => number): number {
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF' || code === 'ECONNRESET') return 0;
      if (code !== 'EAGAIN' && code !== 'EWOULDBLOCK') throw error;
      Atomics.wait(sleeper, 0, 0, 1);
    }
  }
}
