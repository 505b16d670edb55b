import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { openIdx } from './idx';
import { fromBytes } from './source';
import { assertRefused } from './test-support';

/** Labels as the test set of MNIST has them: its first six. */
const labels = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 6, 7, 2, 1, 0, 4, 1);

describe('openIdx', () => {
  it('reads labels', async () => {
    const file = await openIdx(fromBytes(labels), 'data/t10k-labels-idx1-ubyte');
    assert.deepEqual(file.entries, [{ name: 't10k-labels-idx1-ubyte', dtype: 'uint8', shape: [6], bytes: { offset: 8, length: 6 } }]);
    assert.deepEqual(await file.read('t10k-labels-idx1-ubyte'), { dtype: 'uint8', shape: [6], data: Uint8Array.of(7, 2, 1, 0, 4, 1), rounded: 0 });
  });

  it('reads a slice of images without the rest', async () => {
    const bytes = Buffer.alloc(16 + 100 * 28 * 28);
    bytes.set([0, 0, 8, 3, 0, 0, 0, 100, 0, 0, 0, 28, 0, 0, 0, 28]);
    for (let i = 16; i < bytes.length; i++) bytes[i] = (i * 7) % 251;
    let read = 0;
    const counted = { size: bytes.length, readAt: async (at: number, length: number) => ((read += length), bytes.subarray(at, at + length)) };
    const file = await openIdx(counted, 'images.idx');
    const { data, shape } = await file.read('images', { start: [3, 10, 5], shape: [2, 4, 6] });
    assert.deepEqual(shape, [2, 4, 6]);
    for (let i = 0; i < data.length; i++) {
      const [n, row, column] = [3 + Math.floor(i / 24), 10 + (Math.floor(i / 6) % 4), 5 + (i % 6)];
      assert.equal(data[i], bytes[16 + n * 784 + row * 28 + column]);
    }
    assert.ok(read < 1000, `${read} bytes`);
  });

  it('reads it gzipped', async () => {
    const file = await openIdx(fromBytes(gzipSync(labels)), 'train-labels.idx.gz');
    assert.equal(file.entries[0]!.name, 'train-labels');
    assert.deepEqual((await file.read('train-labels')).data, Uint8Array.of(7, 2, 1, 0, 4, 1));
  });

  const types = [
    [0x08, [0, 255], Uint8Array.of(0, 255)],
    [0x09, [0x80, 0x7f], Int8Array.of(-128, 127)],
    [0x0b, [0xff, 0xfe, 0x01, 0x02], Int16Array.of(-2, 258)],
    [0x0c, [0xff, 0xff, 0xff, 0xfd, 0, 1, 0, 0], Int32Array.of(-3, 65536)],
    [0x0d, [0x3f, 0x80, 0, 0, 0xc0, 0x20, 0, 0], Float32Array.of(1, -2.5)],
    [0x0e, [0x3f, 0xf0, 0, 0, 0, 0, 0, 0, 0xc0, 4, 0, 0, 0, 0, 0, 0], Float64Array.of(1, -2.5)],
  ] as const;
  for (const [code, bytes, data] of types) {
    it(`reads elements of type 0x${code.toString(16).padStart(2, '0')}`, async () => {
      const file = await openIdx(fromBytes(Uint8Array.of(0, 0, code, 1, 0, 0, 0, 2, ...bytes)), 'a');
      assert.deepEqual((await file.read('a')).data, data);
    });
  }

  it('reads a scalar and an empty tensor', async () => {
    assert.deepEqual((await (await openIdx(fromBytes(Uint8Array.of(0, 0, 8, 0, 42)), 'a')).read('a')).data, Uint8Array.of(42));
    assert.deepEqual((await (await openIdx(fromBytes(Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 0, 0, 0, 0, 9)), 'a')).read('a')).shape, [0, 9]);
  });

  const broken: [string, Uint8Array, RegExp][] = [
    ['nothing', new Uint8Array(0), /header.*at least 4 bytes.*0 bytes/],
    ['a header cut short', labels.subarray(0, 6), /header.*at least 8 bytes.*6 bytes/],
    ['elements cut short', labels.subarray(0, 12), /elements.*at least 14 bytes.*12 bytes/],
    ['more than it announces', Uint8Array.of(...labels, 1, 2), /byte 14.*2 more bytes/],
    ['an unknown type', Uint8Array.of(0, 0, 0x0a, 1, 0, 0, 0, 0), /byte 0.*00 00 0a 01/],
    ['axes that overflow', Uint8Array.of(0, 0, 8, 3, ...new Array<number>(12).fill(255)), /byte 4.*can be counted.*4294967295/],
    ['a huge claim', Uint8Array.of(0, 0, 8, 1, 0xff, 0xff, 0xff, 0xff, 1), /at least 4294967303 bytes/],
    ['255 axes', Uint8Array.of(0, 0, 8, 255, ...new Array<number>(1020).fill(0)), /at most 64 axes.*255/],
  ];
  for (const [what, bytes, message] of broken) {
    it(`refuses ${what}`, () => assertRefused(() => openIdx(fromBytes(bytes), 'broken.idx'), message));
  }

  it('says so when the byte order is the wrong one', () =>
    assertRefused(() => openIdx(fromBytes(Uint8Array.of(1, 8, 0, 0, 6, 0, 0, 0)), 'broken.idx'), /byte 0/, /little-endian/));

  it('refuses a gzip file that is cut short, damaged or longer than it says', async () => {
    const whole = gzipSync(labels);
    const read = async (bytes: Uint8Array) => (await openIdx(fromBytes(bytes), 'x.gz')).read('x');
    await assertRefused(() => read(whole.subarray(0, 12)), /gzip|size/);
    await assertRefused(() => read(whole.subarray(0, -8)), /./);
    const damaged = Uint8Array.from(whole);
    damaged[14]! ^= 0x10;
    await assertRefused(() => read(damaged), /intact|14 bytes|byte 0/);
    const lying = Uint8Array.from(whole);
    lying[whole.length - 4] = 13;
    await assertRefused(() => read(lying), /expected/);
  });
});
