import assert from 'node:assert/strict';
import { openSafetensors } from './safetensors';
import { fromBytes } from './source';
import { assertRefused } from './test-support';

/**
 * Written by safetensors 0.8.0, base64.
 * safetensors.numpy.save({'b': np.array([1, 2], 'int32'), 'a': np.array([[0.5, -1]], 'float16')}, metadata={'format': 'np'})
 */
const numpy =
  'kAAAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJmb3JtYXQiOiJucCJ9LCJiIjp7ImR0eXBlIjoiSTMyIiwic2hhcGUiOlsyXSwiZGF0YV9vZmZzZXRzIjpbMCw4XX0sImEiOnsiZHR5cGUiOiJGMTYiLCJzaGFwZSI6WzEsMl0sImRhdGFfb2Zmc2V0cyI6WzgsMTJdfX0gICABAAAAAgAAAAA4ALw=';
/** safetensors.torch.save of x = [1, -0.3, 448, 1e-3, nan] as bfloat16, float8_e4m3fn, float8_e5m2 and of [1 + 2j] (PyTorch 2.15). */
const torch =
  '6AAAAAAAAAB7ImMiOnsiZHR5cGUiOiJDNjQiLCJzaGFwZSI6WzFdLCJkYXRhX29mZnNldHMiOlswLDhdfSwiYmYiOnsiZHR5cGUiOiJCRjE2Iiwic2hhcGUiOls1XSwiZGF0YV9vZmZzZXRzIjpbOCwxOF19LCJlNCI6eyJkdHlwZSI6IkY4X0U0TTMiLCJzaGFwZSI6WzVdLCJkYXRhX29mZnNldHMiOlsxOCwyM119LCJlNSI6eyJkdHlwZSI6IkY4X0U1TTIiLCJzaGFwZSI6WzVdLCJkYXRhX29mZnNldHMiOlsyMywyOF19fSAgAACAPwAAAECAP5q+4EODOv//OKp+AX88tV8Ufw==';

function fileOf(header: string | object, data = 8): Uint8Array {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const prefix = Buffer.alloc(8);
  prefix.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([prefix, text, Buffer.alloc(data, 1)]);
}
const tensor = (begin: number, end: number, dtype = 'U8', shape: unknown = [end - begin]): object => ({ dtype, shape, data_offsets: [begin, end] });
const open = (bytes: Uint8Array) => openSafetensors(fromBytes(bytes), 'model.safetensors');

describe('openSafetensors', () => {
  it('reads what safetensors wrote from NumPy', async () => {
    const file = await open(Buffer.from(numpy, 'base64'));
    assert.deepEqual(file.entries, [
      { name: 'b', dtype: 'int32', shape: [2], bytes: { offset: 152, length: 8 } },
      { name: 'a', dtype: 'float16', shape: [1, 2], bytes: { offset: 160, length: 4 } },
    ]);
    assert.deepEqual([...file.metadata], [['format', 'np']]);
    assert.deepEqual((await file.read('b')).data, Int32Array.of(1, 2));
    assert.deepEqual((await file.read('a', { start: [0, 1], shape: [1, 1] })).data, Float32Array.of(-1));
  });

  it('reads the short floats of PyTorch as PyTorch does', async () => {
    const file = await open(Buffer.from(torch, 'base64'));
    assert.deepEqual([...(await file.read('bf')).data], [1, -0.30078125, 448, 0.00099945068359375, NaN]);
    assert.deepEqual([...(await file.read('e4')).data], [1, -0.3125, 448, 0.001953125, NaN]);
    assert.deepEqual([...(await file.read('e5')).data], [1, -0.3125, 448, 0.0009765625, NaN]);
    assert.deepEqual((await file.read('c')).data, Float32Array.of(1, 2));
  });

  it('refuses a tensor of a dtype it does not read, and reads the others', async () => {
    const file = await open(fileOf({ four: tensor(0, 4, 'F4', [8]), bytes: tensor(4, 8) }));
    assert.deepEqual(file.entries.map(({ name }) => name), ['bytes']);
    await assertRefused(() => file.read('four'), /"four" is of dtype "F4"/, /F32/);
    assert.equal((await file.read('bytes')).data.length, 4);
  });

  it('takes names for names', async () => {
    const names = ['__proto__', '../../etc/passwd', 'constructor', ''];
    const header = `{${names.map((name, i) => `${JSON.stringify(name)}: ${JSON.stringify(tensor(2 * i, 2 * i + 2))}`).join()}}`;
    const file = await open(fileOf(header));
    assert.deepEqual(file.entries.map(({ name }) => name), names);
    assert.equal((await file.read('__proto__')).data.length, 2);
  });

  it('reads a file without tensors, and empty tensors', async () => {
    assert.deepEqual((await open(fileOf('{}', 0))).entries, []);
    const file = await open(fileOf({ a: tensor(0, 8), none: tensor(0, 0, 'F32', [0, 3]), end: tensor(8, 8, 'F32', [0]) }));
    assert.deepEqual((await file.read('none')).shape, [0, 3]);
  });

  const length = (value: bigint): Uint8Array => {
    const bytes = Buffer.alloc(9, 0x7b);
    bytes.writeBigUInt64LE(value);
    return bytes;
  };
  const refused: [string, Uint8Array, RegExp][] = [
    ['nothing', new Uint8Array(3), /header.*at least 8 bytes.*3 bytes/],
    ['a header that claims exabytes', length(2n ** 64n - 1n), /byte 0.*at most 16777216.*18446744073709551615/],
    ['a header cut short', length(100n), /at least 108 bytes.*9 bytes/],
    ['a header that is not JSON', fileOf('{"a": }'), /byte 8.*JSON object.*not JSON/],
    ['a header that is a list', fileOf('[]'), /JSON object.*\[\]/],
    ['a header that is not UTF-8', (() => { const file = fileOf('{"aa": 1}'); file[10] = 0xff; return file; })(), /not JSON/],
    ['deep JSON', fileOf('['.repeat(1_000_000)), /not JSON/],
    ['a name twice', fileOf(`{"a": ${JSON.stringify(tensor(0, 8))}, "\\u0061": ${JSON.stringify(tensor(0, 8))}}`), /"a" twice/],
    ['tensors that overlap', fileOf({ a: tensor(0, 6), b: tensor(4, 8) }), /"b": expected 6.*received 4/],
    ['bytes between tensors', fileOf({ a: tensor(0, 2), b: tensor(4, 8) }), /"b": expected 2.*received 4/],
    ['bytes after the tensors', fileOf({ a: tensor(0, 7) }), /end of the data, 8, received 7/],
    ['offsets beyond the file', fileOf({ a: tensor(0, 9) }), /"data_offsets" of "a".*at least 9 bytes.*8 bytes/],
    ['offsets that run backwards', fileOf({ a: tensor(8, 0, 'U8', [8]) }), /begins and ends.*\[8, 0\]/],
    ['offsets that are negative', fileOf({ a: tensor(-8, 0, 'U8', [8]) }), /\[-8, 0\]/],
    ['offsets that are no numbers', fileOf('{"a": {"dtype": "U8", "shape": [8], "data_offsets": [0, 1e999]}}'), /\[0, Infinity\]/],
    ['a shape of other elements', fileOf({ a: tensor(0, 8, 'F32', [3]) }), /12 bytes, as F32.*received 8/],
    ['a huge shape', fileOf({ a: tensor(0, 8, 'U8', [2 ** 40, 2 ** 40]) }), /can be counted/],
    ['a negative axis', fileOf({ a: tensor(0, 8, 'U8', [-8]) }), /none negative.*\[-8\]/],
    ['too many axes', fileOf({ a: tensor(0, 8, 'U8', Array.from({ length: 65 }, () => 1)) }), /at most 64 axes.*65/],
    ['a tensor that is null', fileOf({ a: null }), /"dtype" of "a".*nothing/],
    ['metadata that is not text', fileOf({ __metadata__: { a: 1 }, a: tensor(0, 8) }), /__metadata__.*an object/],
  ];
  for (const [what, bytes, message] of refused) it(`refuses ${what}`, () => assertRefused(() => open(bytes), message));
});
