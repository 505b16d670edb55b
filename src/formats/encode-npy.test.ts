import assert from 'node:assert/strict';
import fc from 'fast-check';
import { openCsv } from './csv';
import { encodeCsv } from './encode-csv';
import { openNpy } from './npy';
import { fromBytes } from './source';
import { assertHuman } from './test-support';
import { encodeNpy, type WritableTensor } from './encode-npy';

const arrays = {
  bool: (size: number) => fc.uint8Array({ min: 0, max: 1, minLength: size, maxLength: size }),
  uint8: (size: number) => fc.uint8Array({ minLength: size, maxLength: size }),
  int8: (size: number) => fc.int8Array({ minLength: size, maxLength: size }),
  uint16: (size: number) => fc.uint16Array({ minLength: size, maxLength: size }),
  int16: (size: number) => fc.int16Array({ minLength: size, maxLength: size }),
  uint32: (size: number) => fc.uint32Array({ minLength: size, maxLength: size }),
  int32: (size: number) => fc.int32Array({ minLength: size, maxLength: size }),
  float32: (size: number) => fc.float32Array({ minLength: size, maxLength: size }),
  float64: (size: number) => fc.float64Array({ minLength: size, maxLength: size }),
};
const dtypes = fc.constantFrom(...(Object.keys(arrays) as (keyof typeof arrays)[]));

function tensors(maxRank: number): fc.Arbitrary<WritableTensor> {
  const shapes = fc.array(fc.nat({ max: 5 }), { maxLength: maxRank });
  return fc.tuple(dtypes, shapes).chain(([dtype, shape]) =>
    arrays[dtype](shape.reduce((size, axis) => size * axis, 1)).map((data) => ({ dtype, shape, data: data as WritableTensor['data'] })),
  );
}

describe('encodeNpy', () => {
  it('is read back bit for bit', async () => {
    await fc.assert(
      fc.asyncProperty(tensors(5), async ({ dtype, shape, data }) => {
        const back = await (await openNpy(fromBytes(encodeNpy({ dtype, shape, data })), 'a.npy')).read('a');
        assert.deepEqual({ dtype: back.dtype, shape: back.shape, bytes: Buffer.from(back.data.buffer) }, { dtype, shape, bytes: Buffer.from(data.buffer, data.byteOffset, data.byteLength) });
      }),
      { numRuns: 300 },
    );
  });

  it('puts the elements on a multiple of 64', () => {
    for (const shape of [[], [3], [1, 3, 1], Array.from({ length: 40 }, () => 1)]) {
      const data = new Float32Array(shape.includes(3) ? 3 : 1);
      assert.equal((encodeNpy({ dtype: 'float32', shape, data }).length - data.byteLength) % 64, 0);
    }
  });

  it('refuses elements that are not those of the shape or the dtype', () => {
    for (const wrong of [{ dtype: 'float32', shape: [2], data: new Float32Array(3) }, { dtype: 'float64', shape: [2], data: new Float32Array(2) }] as const) {
      assert.throws(() => encodeNpy(wrong), (error) => (assertHuman(error), true));
    }
  });
});

describe('encodeCsv', () => {
  it('is read back exactly, with points and with commas', async () => {
    await fc.assert(
      fc.asyncProperty(tensors(2), fc.boolean(), async (tensor, spanish) => {
        const width = tensor.shape.length === 2 ? tensor.shape[1]! : 1;
        fc.pre(tensor.data.length > 0 && [...tensor.data].some((value) => !Number.isNaN(value)));
        const columns = Array.from({ length: width }, (_, i) => `c${i}`);
        const text = encodeCsv(tensor, { columns, ...(spanish && { separator: ';', decimal: ',' }) });
        const options = spanish ? ({ separator: ';', decimal: ',', header: true } as const) : ({ separator: ',', decimal: '.', header: true } as const);
        const file = await openCsv(fromBytes(Buffer.from(text)), 'a.csv', options);
        const { data, shape } = await file.read('a');
        // Rows of empty cells alone are no rows.
        const rows = Array.from({ length: tensor.data.length / width }, (_, row) => [...tensor.data.subarray(row * width, (row + 1) * width)]);
        const kept = rows.filter((row) => width === 1 || row.some((value) => !Number.isNaN(value)));
        assert.deepEqual([...data].map((value) => (tensor.dtype === 'float32' ? Math.fround(value) : value) + 0), kept.flat().map((value) => value + 0));
        assert.deepEqual(shape, [kept.length, width]);
      }),
      { numRuns: 300 },
    );
  });

  it('writes as few digits as it takes', () => {
    const data = Float32Array.of(0.1, 1 / 3, 16777217, 1e-45, NaN, -Infinity);
    assert.equal(encodeCsv({ dtype: 'float32', shape: [2, 3], data }), '0.1,0.33333334,16777216\n1.4013e-45,,-Infinity\n');
  });

  it('lets no name be a formula, and quotes what needs quotes', () => {
    const text = encodeCsv({ dtype: 'int32', shape: [1, 3], data: Int32Array.of(1, 2, 3) }, { columns: ['=cmd()', 'a,b', 'say "x"'] });
    assert.equal(text, `'=cmd(),"a,b","say ""x"""\n1,2,3\n`);
  });

  it('refuses more than two axes, and a comma for two things', () => {
    const data = new Float32Array(8);
    assert.throws(() => encodeCsv({ dtype: 'float32', shape: [2, 2, 2], data }), (error) => (assertHuman(error), true));
    assert.throws(() => encodeCsv({ dtype: 'float32', shape: [2, 4], data }, { decimal: ',' }), (error) => (assertHuman(error), true));
  });
});
