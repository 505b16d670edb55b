import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  encodeFilePrefix,
  encodeRecord,
  nextPosition,
  RUN_FILE_PREFIX,
  stampRecord,
  type RecordLocation,
} from '../protocol/run-file';
import type { WireTensor } from '../protocol/tensor';

/** What one run may keep of the tensors it showed, unless told otherwise. */
export const RUN_FILE_BUDGET = 32 << 20;

/** The writer of one run's file. Nothing here throws: a run is graded even where its pictures cannot be kept. */
export interface RunFile {
  /** Keeps a tensor's elements and says where; undefined when it is over the budget alone, or the disk refuses. */
  add(tensor: WireTensor): RecordLocation | undefined;
  close(): void;
  /** Why nothing is kept any more, for the log. */
  readonly problem: Error | undefined;
}

/**
 * Creates the file that a run's tensors go to, of at most `budgetBytes` bytes; when it is full, the oldest make room.
 * Written synchronously, so that a location is only ever told of a tensor that is in the file.
 */
export function createRunFile(path: string, budgetBytes: number = RUN_FILE_BUDGET): RunFile {
  const capacity = Math.floor(Math.max(0, budgetBytes - RUN_FILE_PREFIX) / 8) * 8;
  let used = 0;
  let descriptor: number | undefined;
  let problem: Error | undefined;

  const close = (): void => {
    if (descriptor === undefined) return;
    const closing = descriptor;
    descriptor = undefined;
    attempt(() => closeSync(closing));
  };
  const attempt = (action: () => void): boolean => {
    try {
      action();
      return true;
    } catch (error) {
      problem ??= error as Error;
      close();
      return false;
    }
  };

  attempt(() => {
    mkdirSync(dirname(path), { recursive: true });
    descriptor = openSync(path, 'w');
    writeWhole(descriptor, encodeFilePrefix(capacity), 0);
  });

  return {
    add(tensor) {
      if (descriptor === undefined) return undefined;
      const into = descriptor;
      const record = encodeRecord(tensor);
      const position = nextPosition(used, record.length, capacity);
      if (position === undefined) return undefined;
      stampRecord(record, position);
      if (!attempt(() => writeWhole(into, record, RUN_FILE_PREFIX + (position % capacity)))) return undefined;
      used = position + record.length;
      return { offset: position, bytes: tensor.data.byteLength };
    },
    close,
    get problem() {
      return problem;
    },
  };
}

/** `writeSync` may write less than it was given. */
function writeWhole(descriptor: number, bytes: Uint8Array, at: number): void {
  for (let written = 0; written < bytes.length;) {
    written += writeSync(descriptor, bytes, written, bytes.length - written, at + written);
  }
}
