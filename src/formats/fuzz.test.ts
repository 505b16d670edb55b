import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { openTensorFile } from './open-tensor-file';
import { sizeOf } from './shape';
import type { TensorData } from './tensor-file';
import { assertHuman, counting } from './test-support';
import { drawFrom, mutate } from './test-mutate';
import { zipOf } from './test-zip';
import { encodeNpy } from './encode-npy';

const CASES_PER_FILE = 400;
/** What a case may ask of its source: a few passes over the file, and what it takes to look for a header. */
const allowedBytes = (size: number): number => 30 * size + 4 * 65_600;
/** What all that a case allocates may add up to: claims of gigabytes would show. */
const ALLOWED_MEMORY = 64 * 1024 * 1024;

async function validFiles(): Promise<readonly (readonly [name: string, bytes: Uint8Array])[]> {
  const values = Float32Array.from({ length: 24 }, (_, i) => i / 3);
  const npy = encodeNpy({ dtype: 'float32', shape: [2, 3, 4], data: values });
  const fortran = Buffer.from(Buffer.from(npy).toString('latin1').replace('False', 'True ').replace('<f4', '>i8').replace('(2, 3, 4)', '(2, 3, 2)'), 'latin1');
  const idx = Buffer.concat([Buffer.from([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 5, 0, 0, 0, 5]), Buffer.alloc(50, 9)]);
  const header = Buffer.from(JSON.stringify({ __metadata__: { a: 'b' }, w: { dtype: 'F16', shape: [3, 4], data_offsets: [0, 24] }, b: { dtype: 'I64', shape: [2], data_offsets: [24, 40] } }));
  const length = Buffer.alloc(8);
  length.writeUInt32LE(header.length);
  return [
    ['a.npy', npy],
    ['f.npy', fortran],
    ['images.idx', idx],
    ['images.idx.gz', gzipSync(idx)],
    ['batch.bin', Buffer.concat([Buffer.alloc(3073, 3), Buffer.alloc(3073, 7)])],
    ['model.safetensors', Buffer.concat([length, header, Buffer.alloc(40, 60)])],
    ['stored.npz', await zipOf([['a.npy', npy, { level: 0 }], ['b.npy', fortran, { level: 0 }]])],
    ['deflated.npz', await zipOf([['a.npy', npy, { level: 9, zip64: true }], ['b.npy', fortran, { level: 9 }]])],
    ['iris.csv', Buffer.from('largo;ancho;"especie"\r\n5,1;3,5;setosa\r\n4,9;;"vir""ginica"\r\n1.200,5;7;setosa\r\n')],
    ['space.txt', Buffer.from('# a b\n1.5 2\n-3e4 nan\n')],
  ];
}

describe('hostile files', () => {
  it('end in a message for a person, and cost little', async function () {
    this.timeout(120_000);
    const files = await validFiles();
    const others = files.map(([, bytes]) => bytes);
    const outcomes = { read: 0, refused: 0, partly: 0 };
    for (const [fileIndex, [name, valid]] of files.entries()) {
      for (let i = 0; i < CASES_PER_FILE; i++) {
        const seed = fileIndex * 1_000_000 + i;
        // The first is the file as it is.
        const bytes = i === 0 ? valid : mutate(valid, drawFrom(seed), others);
        const { source, counts } = counting(bytes);
        const before = process.memoryUsage().arrayBuffers;
        const outcome = await openAndRead(source, name).catch((error: unknown) => {
          throw new Error(`case ${seed} of ${name}: ${Buffer.from(bytes).toString('base64').slice(0, 2000)}`, { cause: error });
        });
        outcomes[outcome]++;
        if (i === 0) assert.equal(outcome, 'read', name);
        assert.ok(counts.bytes <= allowedBytes(bytes.length), `case ${seed} of ${name} read ${counts.bytes} bytes of ${bytes.length}`);
        const grown = process.memoryUsage().arrayBuffers - before;
        assert.ok(grown < ALLOWED_MEMORY, `case ${seed} of ${name} took ${grown} bytes of memory`);
      }
    }
    assert.equal(outcomes.read + outcomes.refused + outcomes.partly, files.length * CASES_PER_FILE);
    // Faults that no case survives, or every case, would find nothing.
    assert.ok(outcomes.refused > 1000 && outcomes.read > 300, JSON.stringify(outcomes));
    console.log(`      ${files.length * CASES_PER_FILE} cases: ${JSON.stringify(outcomes)}`);
  });

  async function openAndRead(source: Parameters<typeof openTensorFile>[0], name: string): Promise<'read' | 'refused' | 'partly'> {
    let refusals = 0;
    const human = (error: unknown): void => {
      assertHuman(error);
      refusals++;
    };
    const file = await openTensorFile(source, name).catch(human);
    if (file === undefined) return 'refused';
    for (const { error } of file.refused) human(error);
    for (const entry of file.entries) {
      const read: TensorData | void = await file.read(entry).catch(human);
      if (read === undefined) continue;
      assert.deepEqual(read.shape, entry.shape);
      assert.equal(read.data.length, sizeOf(read.shape) * (entry.dtype.startsWith('complex') ? 2 : 1));
    }
    return refusals === 0 ? 'read' : 'partly';
  }
});
