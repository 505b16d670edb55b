import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { openTensorFile } from './open-tensor-file';
import { fromBytes, fromHandle } from './source';
import { assertRefused } from './test-support';
import { zipOf } from './test-zip';
import { toWireTensor } from './to-wire-tensor';
import { encodeNpy } from './encode-npy';

const npy = encodeNpy({ dtype: 'uint8', shape: [2], data: Uint8Array.of(1, 2) });
const idx = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 5, 6);
const safetensors = Buffer.concat([Buffer.from([2, 0, 0, 0, 0, 0, 0, 0]), Buffer.from('{}')]);
const open = (bytes: Uint8Array, name: string) => openTensorFile(fromBytes(bytes), name);

describe('openTensorFile', () => {
  it('goes by the first bytes before it goes by the name', async () => {
    const formats = async (name: string) => [
      (await open(npy, name)).format,
      (await open(idx, name)).format,
      (await open(safetensors, name)).format,
      (await open(await zipOf([['a.npy', npy]]), name)).format,
      (await open(gzipSync(npy), name)).format,
    ];
    for (const name of ['x', 'x.csv', 'x.npz', 'x.bin']) assert.deepEqual(await formats(name), ['npy', 'idx', 'safetensors', 'npz', 'npy']);
  });

  it('goes by the name where the bytes say nothing', async () => {
    const cifar = new Uint8Array(2 * 3073);
    // Label 0 and dark pixels, which begin as IDX does.
    cifar.set([0, 0, 8, 1]);
    assert.equal((await open(cifar, 'data_batch_1.bin')).format, 'cifar');
    assert.deepEqual((await open(new Uint8Array(3074), 'train.bin')).entries.map(({ name }) => name), ['images', 'coarse_labels', 'fine_labels']);
    assert.equal((await open(Buffer.from('a,b\n1,2\n'), 'A.CSV')).format, 'csv');
    assert.equal((await open(gzipSync('a\tb\n1\t2\n'), 'a.tsv.gz')).format, 'csv');
  });

  it('says what is broken of a file of the right name', async () => {
    await assertRefused(() => open(Uint8Array.of(1, 2, 3), 'train-images-idx3-ubyte'), /IDX header/);
    await assertRefused(() => open(Uint8Array.of(1, 8, 0, 0, 6, 0, 0, 0), 'train-images-idx3-ubyte'), /byte 0/, /little-endian/);
    await assertRefused(() => open(Buffer.from('not an array'), 'a.npy'), /byte 0/);
    await assertRefused(() => open(new Uint8Array(10), 'data_batch_1.bin'), /records of 3073/);
    await assertRefused(() => open(new Uint8Array(0), 'a.npz'), /zip/);
  });

  it('names the kinds of files that it does not read', async () => {
    await assertRefused(() => open(Buffer.from('\x89HDF\r\n\x1a\n', 'latin1'), 'model.h5'), /HDF5/, /np\.savez/);
    await assertRefused(() => open(Buffer.concat([Buffer.alloc(257), Buffer.from('ustar'), Buffer.alloc(300)]), 'cifar.tar'), /tar archive/, /Extract/);
    await assertRefused(() => open(gzipSync(Buffer.concat([Buffer.from('data'), Buffer.alloc(253), Buffer.from('ustar'), Buffer.alloc(300)])), 'cifar-10-binary.tar.gz'), /tar archive/);
    await assertRefused(() => open(gzipSync(gzipSync(npy)), 'a.npy.gz.gz'), /twice/);
    await assertRefused(() => open(Buffer.from([0x80, 4, 0x95]), 'a.pkl'), /pickle/);
    await assertRefused(() => open(Buffer.from('hello'), 'a.xyz'), /neither/, /\.npz/);
  });

  it('refuses a size that is none', async () => {
    for (const size of [NaN, -1, 1.5, Infinity]) await assertRefused(() => openTensorFile({ size, readAt: async () => npy }, 'a.npy'), /its size/);
  });

  it('reads from a handle that gives a few bytes at a time', async () => {
    const handle = {
      async read(buffer: Uint8Array, offset: number, length: number, position: number) {
        const piece = npy.subarray(position, position + Math.min(length, 7));
        buffer.set(piece, offset);
        return { bytesRead: piece.length };
      },
    };
    assert.deepEqual((await (await openTensorFile(fromHandle(handle, npy.length), 'a.npy')).read('a')).data, Uint8Array.of(1, 2));
  });
});

describe('toWireTensor', () => {
  const wire = (dtype: Parameters<typeof toWireTensor>[0]['dtype'], data: Parameters<typeof toWireTensor>[0]['data'], shape = [data.length]) =>
    toWireTensor({ dtype, shape, data, rounded: 0 });

  it('maps what files hold to what travels', () => {
    assert.deepEqual(wire('uint8', Uint8Array.of(255)), { dtype: 'int32', shape: [1], data: Int32Array.of(255) });
    assert.deepEqual(wire('bool', Uint8Array.of(1)), { dtype: 'bool', shape: [1], data: Uint8Array.of(1) });
    assert.deepEqual(wire('int64', Float64Array.of(-(2 ** 31))), { dtype: 'int32', shape: [1], data: Int32Array.of(-(2 ** 31)) });
    assert.deepEqual(wire('uint32', Uint32Array.of(2 ** 31)), { dtype: 'float32', shape: [1], data: Float32Array.of(2 ** 31) });
    assert.deepEqual(wire('float64', Float64Array.of(0.1)), { dtype: 'float32', shape: [1], data: Float32Array.of(0.1) });
    assert.deepEqual(wire('complex64', Float32Array.of(1, 2), []), { dtype: 'float32', shape: [2], data: Float32Array.of(1, 2) });
  });

  it('refuses more axes than travel', () => assertRefused(async () => wire('uint8', Uint8Array.of(1), [1, 1, 1, 1, 1, 1, 1]), /7 axes; at most 6/));
});
