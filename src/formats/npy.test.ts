import assert from 'node:assert/strict';
import { openNpy } from './npy';
import { fromBytes } from './source';
import { assertRefused } from './test-support';
import type { TensorData } from './tensor-file';

/** Files written by NumPy 2.4.6 (`numpy.lib.format.write_array`), base64. */
const fromNumpy = {
  /** np.array([[1.5, -2], [0.1, 6e-8], [65504, inf]], '>f2') */
  bigEndianHalf:
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPmYyJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsIDIpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAo+AMAALmYAAXv/fAA=',
  /** np.asfortranarray(np.arange(6, dtype='<f4').reshape(2, 3)) */
  fortran:
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMyksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAABAQAAAgD8AAIBAAAAAQAAAoEA=',
  /** np.array([2**53 + 1, 2**64 - 1, 7], '<u8'), version 2.0 */
  wide: 'k05VTVBZAgB0AAAAeydkZXNjcic6ICc8dTgnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMywpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoBAAAAAAAgAP//////////BwAAAAAAAAA=',
  /** np.array(1 - 2j, '<c8') */
  complex:
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGM4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAIA/AAAAwA==',
};

const read = async (bytes: Uint8Array): Promise<TensorData> => (await openNpy(fromBytes(bytes), 'dir/x.npy')).read('x');
const readGolden = (key: keyof typeof fromNumpy): Promise<TensorData> => read(Buffer.from(fromNumpy[key], 'base64'));

/** A .npy file whose header is this text, of version 1. */
function withHeader(text: string, elements: number = 8): Uint8Array {
  const length = Buffer.byteLength(text);
  return Buffer.concat([Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, length & 255, length >> 8]), Buffer.from(text), Buffer.alloc(elements)]);
}
const described = (descr: string): string => `{'descr': ${descr}, 'fortran_order': False, 'shape': (2,)}`;

describe('openNpy', () => {
  it('reads big-endian float16 as float32, exactly', async () => {
    const expected = Float32Array.of(1.5, -2, 0.0999755859375, 2 ** -24, 65504, Infinity);
    assert.deepEqual(await readGolden('bigEndianHalf'), { dtype: 'float16', shape: [3, 2], data: expected, rounded: 0 });
  });

  it('reads Fortran order as row-major', async () => {
    assert.deepEqual((await readGolden('fortran')).data, Float32Array.of(0, 1, 2, 3, 4, 5));
  });

  it('reads 64-bit integers as float64, and counts those that are not exact', async () => {
    assert.deepEqual(await readGolden('wide'), { dtype: 'uint64', shape: [3], data: Float64Array.of(2 ** 53, 2 ** 64, 7), rounded: 2 });
  });

  it('reads complex numbers as pairs', async () => {
    assert.deepEqual(await readGolden('complex'), { dtype: 'complex64', shape: [], data: Float32Array.of(1, -2), rounded: 0 });
  });

  it('reads version 3, other spacing, and what Python 2 wrote', async () => {
    const file = withHeader('{"shape":(2L , 1,),"descr":"|u1" , "fortran_order":False}', 2);
    assert.deepEqual((await read(file)).shape, [2, 1]);
    const third = Buffer.from(fromNumpy.wide, 'base64');
    third[6] = 3;
    assert.equal((await read(third)).data.length, 3);
  });

  it('knows where the elements are before any is read', async () => {
    const file = await openNpy(fromBytes(Buffer.from(fromNumpy.fortran, 'base64')), 'weights.npy');
    assert.deepEqual(file.entries, [{ name: 'weights', dtype: 'float32', shape: [2, 3], bytes: { offset: 128, length: 24 } }]);
  });

  const claim = (shape: string): Uint8Array => withHeader(`{'descr': '<f4', 'fortran_order': False, 'shape': ${shape}}`);
  const refused: [string, Uint8Array, RegExp, RegExp?][] = [
    ['nothing', new Uint8Array(0), /header.*at least 8 bytes.*0 bytes/],
    ['another signature', Buffer.from('\x93NUMPZ\x01\x00\x00\x00', 'latin1'), /byte 0.*93 4e 55 4d 50 5a/],
    ['version 4', Buffer.from('\x93NUMPY\x04\x00\x00\x00', 'latin1'), /byte 6.*1, 2 or 3.*4/],
    ['a header that claims gigabytes', Buffer.from('\x93NUMPY\x02\x00\xff\xff\xff\xff', 'latin1'), /byte 8.*at most 65536.*4294967295/],
    ['a header cut short', withHeader(described("'<f4'"), 0).subarray(0, 20), /header.*at least/],
    ['elements cut short', withHeader(described("'<f4'"), 7), /elements.*at least/],
    ['a second array', withHeader(described("'<f4'"), 9), /1 more bytes/, /np\.savez/],
    ['a header that is no dictionary', withHeader('[1, 2]'), /dictionary/],
    ['an expression', withHeader(described("__import__('os')")), /character 9 of the header.*__import__/],
    ['a key twice', withHeader("{'descr': '<f4', 'descr': '<f8', 'shape': ()}"), /character 16/],
    ['deep nesting', withHeader('('.repeat(60_000)), /character 9/],
    ['no shape', withHeader("{'descr': '<f4', 'fortran_order': False}"), /"shape".*a shape.*nothing/],
    ['a negative axis', claim('(-1,)'), /whole numbers, none negative.*\[-1\]/],
    ['a fraction', claim('(1.5,)'), /character 51/],
    ['an axis that is text', claim("('2',)"), /a list/],
    ['a huge shape', claim('(4294967296, 4294967296, 4294967296)'), /can be counted/],
    ['a huge shape behind a zero', claim('(0, 4294967296, 4294967296)'), /can be counted/],
    ['an axis beyond all numbers', claim('(99999999999999999999,)'), /a shape/],
    ['gigabytes that are not there', claim('(1000000000,)'), /at least 40000000\d\d bytes/],
    ['a structured dtype', withHeader(described("[('x', '<f4'), ('y', '<i4', (2,))]")), /structured/, /np\.savez/],
    ['texts', withHeader(described("'<U3'")), /texts \(<U3\)/, /astype/],
    ['objects', withHeader(described("'|O'")), /Python objects/],
    ['dates', withHeader(described("'<M8[ns]'")), /dates/],
    ['long doubles', withHeader(described("'<f16'")), /floating-point.*f16/],
    ['an unknown kind', withHeader(described("'<q4'")), /unknown kind/],
    ['a dtype that is none', withHeader(described("'float'")), /"descr".*"float"/],
    ['a dtype that is a number', withHeader(described('4')), /"descr".*4/],
    ['an order that is none', withHeader("{'descr': '<f4', 'fortran_order': 1, 'shape': (2,)}"), /fortran_order.*True.*1/],
  ];
  for (const [what, bytes, message, hint] of refused) {
    it(`refuses ${what}`, () => assertRefused(() => read(bytes), message, hint));
  }

  it('shows nothing invisible of a hostile name', () =>
    assertRefused(() => openNpy(fromBytes(new Uint8Array(0)), `a\u202egnp.\n\u001b[31m${'x'.repeat(1000)}.npy`), /^….*x\.npy cannot be read/));

  it('refuses a slice that does not fit, and an entry that is not there', async () => {
    const file = await openNpy(fromBytes(Buffer.from(fromNumpy.fortran, 'base64')), 'w.npy');
    for (const [start, shape] of [[[0], [1]], [[0, 0], [3, 1]], [[-1, 0], [1, 1]], [[0, 2.5], [1, 1]], [[0, NaN], [1, 1]], [[2, 3], [1, 0]]] as const) {
      await assertRefused(() => file.read('w', { start, shape }), /slice.*does not fit.*\[2, 3\]/);
    }
    await assertRefused(() => file.read('v'), /no tensor "v"/, /"w"/);
  });

  it('refuses to read more than a gigabyte at once', async () => {
    const header = withHeader(`{'descr': '|u1', 'fortran_order': False, 'shape': (3, 1000000000)}`, 0);
    const size = header.length + 3e9;
    const huge = { size, readAt: async (at: number, length: number) => (at < header.length ? header.subarray(at, at + length) : new Uint8Array(length).fill(at % 251)) };
    const file = await openNpy(huge, 'huge.npy');
    await assertRefused(() => file.read('huge'), /too large.*3000000000 bytes/, /slices/);
    const { data } = await file.read('huge', { start: [2, 999_999_990], shape: [1, 10] });
    assert.equal(data.length, 10);
  });

  it('hands on what the disk says, as it is', async () => {
    const gone = new Error('EIO');
    const source = { size: 100, readAt: () => Promise.reject(gone) };
    await assert.rejects(openNpy(source, 'x.npy'), (error) => error === gone);
  });
});
