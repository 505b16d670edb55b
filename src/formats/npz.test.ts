import assert from 'node:assert/strict';
import { deflateRawSync } from 'node:zlib';
import { MAX_KEPT } from './inflater';
import { openNpz } from './npz';
import { fromBytes } from './source';
import { assertRefused, counting } from './test-support';
import { zipOf } from './test-zip';
import { encodeNpy } from './encode-npy';

/** np.savez_compressed(w=np.arange(4).reshape(2, 2), ok=np.array([True, False]), names=np.array(['a', 'b'])), NumPy 2.4.6, base64. */
const fromNumpy =
  'UEsDBC0AAAAIAAAAIQCqcCJW//////////8FABQAdy5ucHkBABAAoAAAAAAAAABRAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loG6TaaGuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6CkaaOgq1CmQDLgYoYITSTFCaGUoDAFBLAwQtAAAACAAAACEA7hm7Xf//////////BgAUAG9rLm5weQEAEACCAAAAAAAAAEYAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgXpNkqK6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaRjqaOgq1ChQALkYGAFBLAwQtAAAACAAAACEApy/g7P//////////CQAUAG5hbWVzLm5weQEAEACIAAAAAAAAAEsAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgbhNqqK6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaRjqaOgq1ChQArkQGBoYkIAYAUEsBAi0DLQAAAAgAAAAhAKpwIlZRAAAAoAAAAAUAAAAAAAAAAAAAAIABAAAAAHcubnB5UEsBAi0DLQAAAAgAAAAhAO4Zu11GAAAAggAAAAYAAAAAAAAAAAAAAIABiAAAAG9rLm5weVBLAQItAy0AAAAIAAAAIQCnL+DsSwAAAIgAAAAJAAAAAAAAAAAAAACAAQYBAABuYW1lcy5ucHlQSwUGAAAAAAMAAwCeAAAAjAEAAAAA';

const open = (bytes: Uint8Array) => openNpz(fromBytes(bytes), 'arrays.npz');
const npy = (...values: number[]): Uint8Array => encodeNpy({ dtype: 'float32', shape: [values.length], data: Float32Array.from(values) });
const large = encodeNpy({ dtype: 'int32', shape: [1000, 100], data: Int32Array.from({ length: 100_000 }, (_, i) => i) });

describe('openNpz', () => {
  it('reads what NumPy compressed, and refuses its texts alone', async () => {
    const file = await open(Buffer.from(fromNumpy, 'base64'));
    assert.deepEqual(file.entries.map(({ name, dtype, shape }) => [name, dtype, shape]), [['w', 'int64', [2, 2]], ['ok', 'bool', [2]]]);
    assert.deepEqual((await file.read('w')).data, Float64Array.of(0, 1, 2, 3));
    assert.deepEqual((await file.read('ok')).data, Uint8Array.of(1, 0));
    await assertRefused(() => file.read('names'), /arrays\.npz \(names\.npy\).*texts/);
  });

  for (const zip64 of [false, true]) {
    it(`reads stored and deflated members${zip64 ? ' of a zip64 archive' : ''}`, async () => {
      const bytes = await zipOf([
        ['stored.npy', large, { level: 0, zip64 }],
        ['deflated.npy', large, { level: 9, zip64 }],
        ['folder/', new Uint8Array(0), { directory: true }],
      ]);
      const file = await open(bytes);
      for (const name of ['stored', 'deflated']) {
        assert.deepEqual((await file.read(name, { start: [501, 7], shape: [2, 3] })).data, Int32Array.of(50107, 50108, 50109, 50207, 50208, 50209));
      }
      const { offset } = file.entries[0]!.bytes!;
      assert.deepEqual(bytes.subarray(offset, offset + 8), Uint8Array.of(0, 0, 0, 0, 1, 0, 0, 0));
    });
  }

  it('reads a slice of a stored member without the rest', async () => {
    const { source, counts } = counting(await zipOf([['a.npy', large, { level: 0 }]]));
    const file = await openNpz(source, 'a.npz');
    await file.read('a', { start: [900, 0], shape: [1, 100] });
    assert.ok(counts.bytes < 3000, `${counts.bytes} bytes`);
  });

  it('reads slices of a large deflated member, in any order and several at once, without keeping it', async () => {
    const rows = 20_000;
    const data = new Int32Array(rows * 1000);
    for (let row = 0; row < rows; row++) data[row * 1000 + 5] = row;
    const file = await open(await zipOf([['a.npy', encodeNpy({ dtype: 'int32', shape: [rows, 1000], data }), { level: 1 }]]));
    const before = process.memoryUsage().arrayBuffers;
    const order = [19_999, 3, 10_000, 10_001, 0];
    const slices = await Promise.all(order.map((row) => file.read('a', { start: [row, 4], shape: [1, 3] })));
    assert.deepEqual(slices.map(({ data: [first, second, third] }) => [first, second, third]), order.map((row) => [0, row, 0]));
    assert.ok(process.memoryUsage().arrayBuffers - before < MAX_KEPT);
  });

  it('takes the names of members for labels', async () => {
    const file = await open(await zipOf([['../../etc/passwd.npy', npy(1)], ['/abs.npy', npy(2)], ['.npy', npy(3)]]));
    assert.deepEqual(file.entries.map(({ name }) => name), ['../../etc/passwd', '/abs', '']);
    assert.deepEqual((await file.read('../../etc/passwd')).data, Float32Array.of(1));
  });

  it('refuses a name that comes twice', async () => {
    const bytes = await zipOf([['a.npy', npy(1)], ['b.npy', npy(2)]]);
    const text = Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('b.npy', 'a.npy'), 'latin1');
    await assertRefused(() => open(text), /"a" twice/);
  });

  it('refuses an encrypted member by itself', async () => {
    const file = await open(await zipOf([['a.npy', npy(1)], ['b.npy', npy(2), { password: 'x', zipCrypto: true }]]));
    await assertRefused(() => file.read('b'), /encrypted/);
    assert.deepEqual((await file.read('a')).data, Float32Array.of(1));
  });

  it('says what other zip archives are', async () => {
    await assertRefused(async () => open(await zipOf([['xl/workbook.xml', npy(1)]])), /Excel/, /CSV/);
    await assertRefused(async () => open(await zipOf([['archive/data.pkl', npy(1)]])), /PyTorch/, /safetensors/);
    await assertRefused(async () => open(await zipOf([['a.txt', npy(1)]])), /without \.npy/);
  });

  it('refuses a bomb: more comes out than the directory says, or it says what cannot be', async () => {
    const bomb = Buffer.from(await zipOf([['a.npy', new Uint8Array(4_000_000)]]));
    const directory = bomb.lastIndexOf('PK\x01\x02', undefined, 'latin1');
    bomb.writeUInt32LE(256, directory + 24);
    await assertRefused(async () => (await open(bomb)).read('a'), /a\.npy.*(signature|256 bytes)/);
    bomb.writeUInt32LE(0xfffffff0, directory + 24);
    await assertRefused(async () => (await open(bomb)).read('a'), /1032 times.*4294967280/);
  });

  it('refuses members that share bytes', async () => {
    const bytes = Buffer.from(await zipOf([['a.npy', npy(1, 2)], ['b.npy', npy(3, 4)]]));
    const second = bytes.lastIndexOf('PK\x01\x02', undefined, 'latin1');
    bytes.writeUInt32LE(0, second + 42);
    await assertRefused(() => open(bytes), /the place of .*expected byte/);
  });

  it('notices damage in what was deflated', async () => {
    const packed = deflateRawSync(large);
    const bytes = Buffer.from(await zipOf([['a.npy', large, { level: 6 }]]));
    // Another checksum than that of what comes out.
    const directory = bytes.lastIndexOf('PK\x01\x02', undefined, 'latin1');
    bytes[directory + 16]! ^= 1;
    assert.ok(packed.length < large.length);
    await assertRefused(async () => (await open(bytes)).read('a'), /intact/);
  });

  it('refuses archives that are cut short or have a damaged directory', async () => {
    const bytes = Buffer.from(await zipOf([['a.npy', npy(1, 2)]]));
    for (const end of [0, 4, 30, 100, bytes.length - 1]) await assertRefused(() => open(bytes.subarray(0, end)), /zip/);
    const end = bytes.length - 22;
    for (const [at, value] of [[10, 2], [12, 0xffffff], [16, 0xffffff], [16, 3]] as const) {
      const broken = Buffer.from(bytes);
      broken.writeUIntLE(value, end + at, at === 10 ? 2 : 4);
      await assertRefused(() => open(broken), /zip|member/);
    }
    const parts = Buffer.from(bytes);
    parts[end + 4] = 1;
    await assertRefused(() => open(parts), /split into several/);
  });
});
