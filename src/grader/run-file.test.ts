import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  decodeFilePrefix,
  decodeRecordHeader,
  decodeRecordPrefix,
  RECORD_PREFIX,
  RUN_FILE_PREFIX,
  type RecordLocation,
} from '../protocol/run-file';
import type { WireTensor } from '../protocol/tensor';
import { createRunFile } from './run-file';

const tensor = (length: number, value: number): WireTensor => ({
  shape: [length],
  dtype: 'float32',
  data: new Float32Array(length).fill(value),
});

/** A record's elements out of a file's bytes, by the format's own rules; undefined when it is gone. */
function read(bytes: Buffer, location: RecordLocation): number[] | undefined {
  const capacity = decodeFilePrefix(bytes);
  if (capacity === undefined) return undefined;
  const at = RUN_FILE_PREFIX + (location.offset % capacity);
  const prefix = decodeRecordPrefix(bytes.subarray(at), location);
  if (prefix === undefined) return undefined;
  const header = decodeRecordHeader(bytes.subarray(at + RECORD_PREFIX, at + RECORD_PREFIX + prefix.header), location);
  const data = bytes.subarray(at + RECORD_PREFIX + prefix.header, at + RECORD_PREFIX + prefix.header + location.bytes);
  if (header === undefined || data.length < location.bytes) return undefined;
  return [...new Float32Array(new Uint8Array(data).buffer)];
}

describe('run file', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'neurona-run-'));
    path = join(folder, 'runs', 'one.tensors');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('gives back every tensor while there is room', () => {
    const file = createRunFile(path, 1 << 20);
    const locations = [1, 7, 1000, 0].map((length, i) => file.add(tensor(length, i))!);
    file.close();
    assert.deepEqual(
      locations.map((location) => read(readFileSync(path), location)),
      [1, 7, 1000, 0].map((length, i) => Array<number>(length).fill(i)),
    );
  });

  it('never grows over its budget, keeps the newest, and lets the oldest go', () => {
    const budget = 5000;
    const file = createRunFile(path, budget);
    const shown = Array.from({ length: 200 }, (_, i) => ({
      value: i,
      length: 20 + ((i * 37) % 150),
      at: file.add(tensor(20 + ((i * 37) % 150), i))!,
    }));
    const bytes = readFileSync(path);
    assert.ok(bytes.length <= budget, `${bytes.length}`);
    const found = shown.map(({ at }) => read(bytes, at));
    for (const [i, values] of found.entries()) {
      // Gone or whole: never another tensor's elements.
      if (values !== undefined) assert.deepEqual(values, Array<number>(shown[i]!.length).fill(i));
    }
    const first = found.findIndex((values) => values !== undefined);
    assert.ok(first > 150, `the oldest kept is ${first}`);
    assert.ok(found.slice(-3).every((values) => values !== undefined));
    file.close();
  });

  it('refuses a tensor larger than the whole budget, and goes on', () => {
    const file = createRunFile(path, 1000);
    assert.equal(file.add(tensor(1000, 1)), undefined);
    const location = file.add(tensor(3, 2))!;
    assert.deepEqual(read(readFileSync(path), location), [2, 2, 2]);
    assert.equal(file.problem, undefined);
    file.close();
  });

  it('is read up to the tear, wherever it was cut', () => {
    const file = createRunFile(path, 1 << 20);
    const locations = [5, 6, 7].map((length) => file.add(tensor(length, length))!);
    file.close();
    const whole = readFileSync(path);
    for (let cut = 0; cut <= whole.length; cut++) {
      const found = locations.map((location) => read(whole.subarray(0, cut), location));
      const torn = found.findIndex((values) => values === undefined);
      if (torn >= 0)
        assert.ok(
          found.slice(torn).every((values) => values === undefined),
          `cut at ${cut}`,
        );
      assert.ok(found.every((values, i) => values === undefined || values.length === 5 + i));
    }
  });

  it('does not throw where there is nowhere to write, and says why', () => {
    writeFileSync(join(folder, 'runs'), 'a file in the way');
    const file = createRunFile(path, 1000);
    assert.equal(file.add(tensor(3, 1)), undefined);
    assert.ok(file.problem instanceof Error);
    file.close();
  });

  it('adds nothing once closed', () => {
    const file = createRunFile(path, 1000);
    file.close();
    assert.equal(file.add(tensor(3, 1)), undefined);
  });
});
