import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { openCifar10, openCifar100 } from './cifar10';
import { fromBytes } from './source';
import { assertRefused, counting } from './test-support';

/** Records whose pixels are `plane * 80 + row + column + record`, so that none of the orders can be mistaken. */
function records(labels: readonly (readonly number[])[]): Uint8Array {
  return Buffer.concat(
    labels.map((label, record) => {
      const pixels = Array.from({ length: 3072 }, (_, i) => Math.floor(i / 1024) * 80 + (Math.floor(i / 32) % 32) + (i % 32) + record);
      return Uint8Array.of(...label, ...pixels);
    }),
  );
}

describe('openCifar10', () => {
  const bytes = records([[6], [9], [0], [4], [1]]);

  it('reads images as planes of rows, and labels', async () => {
    const file = await openCifar10(fromBytes(bytes), 'data_batch_1.bin');
    assert.deepEqual(
      file.entries.map(({ name, shape, dtype }) => [name, shape, dtype]),
      [
        ['images', [5, 3, 32, 32], 'uint8'],
        ['labels', [5], 'uint8'],
      ],
    );
    assert.deepEqual((await file.read('labels')).data, Uint8Array.of(6, 9, 0, 4, 1));
    const { data } = await file.read('images', { start: [2, 1, 30, 7], shape: [2, 2, 2, 3] });
    const expected = [2, 3].flatMap((n) => [1, 2].flatMap((plane) => [30, 31].flatMap((row) => [7, 8, 9].map((column) => plane * 80 + row + column + n))));
    assert.deepEqual([...data], expected);
  });

  it('reads all labels of a batch in few reads', async () => {
    const batch = new Uint8Array(10_000 * 3073);
    for (let i = 0; i < 10_000; i++) batch[i * 3073] = i % 10;
    const { source, counts } = counting(batch);
    const file = await openCifar10(source, 'test_batch.bin');
    const { data } = await file.read('labels');
    assert.ok(data.every((label, i) => label === i % 10));
    assert.ok(counts.reads < 100, `${counts.reads} reads`);
  });

  it('reads CIFAR-100 and gzipped files', async () => {
    const file = await openCifar100(fromBytes(gzipSync(records([[19, 99], [3, 41]]))), 'train.bin.gz');
    assert.deepEqual((await file.read('coarse_labels')).data, Uint8Array.of(19, 3));
    assert.deepEqual((await file.read('fine_labels')).data, Uint8Array.of(99, 41));
    assert.equal((await file.read('images', { start: [1, 2, 31, 31], shape: [1, 1, 1, 1] })).data[0], 160 + 62 + 1);
  });

  it('refuses a file that is cut short, or has no labels where they should be', async () => {
    await assertRefused(() => openCifar10(fromBytes(bytes.subarray(0, -1)), 'b.bin'), /whole records of 3073 bytes.*4 records and 3072 bytes/);
    await assertRefused(() => openCifar10(fromBytes(records([[6], [10]])), 'b.bin'), /byte 3073, one of labels of record 1: expected a class from 0 to 9, received 10/);
    await assertRefused(() => openCifar100(fromBytes(records([[20, 3]])), 'b.bin'), /coarse_labels/);
  });
});
