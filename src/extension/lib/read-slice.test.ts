import assert from 'node:assert/strict';
import { mkdtempSync, openSync, rmSync, truncateSync, writeSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { encodeFilePrefix, encodeRecord, RUN_FILE_PREFIX, stampRecord, type RecordLocation } from '../../protocol/run-file';
import { sizeOf, type WireTensor } from '../../protocol/tensor';
import { readSlice } from './read-slice';

const counting = (shape: readonly number[]): WireTensor => ({ shape: [...shape], dtype: 'int32', data: Int32Array.from({ length: sizeOf(shape) }, (_, i) => i) });

describe('slices of a run file', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'neurona-slice-'));
    path = join(folder, 'run.tensors');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Writes a run file that holds one tensor at a position of the ring. */
  function store(tensor: WireTensor, position = 0): RecordLocation {
    const record = encodeRecord(tensor);
    stampRecord(record, position);
    const capacity = record.length + 64;
    const file = openSync(path, 'w');
    writeSync(file, encodeFilePrefix(capacity), 0, RUN_FILE_PREFIX, 0);
    writeSync(file, record, 0, record.length, RUN_FILE_PREFIX + (position % capacity));
    closeSync(file);
    return { offset: position, bytes: tensor.data.byteLength };
  }
  const gone = (location: RecordLocation): Promise<void> => assert.rejects(readSlice(path, location, { start: [0], size: [1] }), { code: 'gone' });

  it('reads any block as taking it out of the tensor would', async () => {
    const axis = fc.record({ extent: fc.integer({ min: 1, max: 6 }), start: fc.nat(5), size: fc.nat(5) });
    await fc.assert(
      fc.asyncProperty(fc.array(axis, { maxLength: 4 }), async (axes) => {
        const shape = axes.map(({ extent }) => extent);
        const start = axes.map((of) => of.start % of.extent);
        const size = axes.map((of, i) => 1 + (of.size % (of.extent - start[i]!)));
        const expected: number[] = [];
        const walk = (depth: number, place: number): void => {
          if (depth === shape.length) return void expected.push(place);
          for (let i = 0; i < size[depth]!; i++) walk(depth + 1, place * shape[depth]! + start[depth]! + i);
        };
        walk(0, 0);
        const { data, shape: cut } = await readSlice(path, store(counting(shape)), { start, size });
        assert.deepEqual([...data], expected);
        assert.deepEqual(cut, size);
      }),
      { numRuns: 60 },
    );
  });

  it('reads a block that spans more of the file than is read at once', async () => {
    const location = store(counting([3, 1000, 1000]));
    const { data } = await readSlice(path, location, { start: [0, 5, 7], size: [3, 2, 1] });
    assert.deepEqual([...data], [5007, 6007, 1005007, 1006007, 2005007, 2006007]);
  });

  it('says gone of a record that was overwritten, torn or never there', async () => {
    const location = store(counting([4]), 176);
    assert.equal((await readSlice(path, location, { start: [1], size: [1] })).data[0], 1);
    await gone({ ...location, offset: 0 });
    await gone({ ...location, bytes: 12 });
    truncateSync(path, 30);
    await gone(location);
    rmSync(path);
    await gone(location);
  });

  it('refuses a block outside the tensor, and one too large to send', async () => {
    const small = store(counting([4]));
    await assert.rejects(readSlice(path, small, { start: [2], size: [3] }), RangeError);
    await assert.rejects(readSlice(path, small, { start: [], size: [] }), RangeError);
    await assert.rejects(readSlice(path, store(counting([600, 600])), { start: [0, 0], size: [600, 600] }), RangeError);
  });
});
