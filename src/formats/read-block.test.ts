import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MAX_GAP, READ_WINDOW, readBlock } from './read-block';
import { denseStrides, sizeOf } from './shape';
import { named } from './source';
import { storedBytes } from './stored-dtype';
import { counting } from './test-support';

const what = { en: 'elements', es: 'elementos' };

describe('readBlock', () => {
  const cases = fc
    .record({
      shape: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 5 }),
      fortran: fc.boolean(),
      gap: fc.constantFrom(0, 1, 13),
      offset: fc.nat({ max: 9 }),
      dtype: fc.constantFrom('uint8', 'int16', 'float32', 'float64', 'complex64'),
    } as const)
    .chain((layout) =>
      fc.tuple(
        fc.constant(layout),
        fc.tuple(...layout.shape.map((size) => fc.nat({ max: size - 1 }).chain((start) => fc.tuple(fc.constant(start), fc.nat({ max: size - start }))))),
      ),
    );

  it('reads of any layout the slice that the whole tensor has there', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ([{ shape, fortran, gap, offset, dtype }, ranges]) => {
        const item = storedBytes(dtype);
        // A gap after each step along the slowest axis, as between the records of a file.
        const dense = denseStrides(shape, item, fortran);
        const slowest = Math.max(0, ...dense);
        const strides = dense.map((stride, axis) => (stride === slowest && shape[axis]! > 1 ? stride + gap : stride));
        const bytes = Uint8Array.from({ length: offset + (gap + 1) * 8 + item * sizeOf(shape) + 16 * (gap + 1) }, (_, i) => (i * 37 + (i >> 3)) & 0x3f);
        const source = named(counting(bytes).source, 'a');
        const slice = { start: ranges.map(([start]) => start), shape: ranges.map(([, length]) => length) };
        const { data } = await readBlock(source, { dtype, offset, strides, littleEndian: true }, slice, what);

        const expected: number[] = [];
        const walk = (axis: number, at: number): void => {
          if (axis < shape.length) {
            for (let i = 0; i < slice.shape[axis]!; i++) walk(axis + 1, at + (slice.start[axis]! + i) * strides[axis]!);
            return;
          }
          const view = new DataView(bytes.buffer, at);
          if (dtype === 'uint8') expected.push(view.getUint8(0));
          else if (dtype === 'int16') expected.push(view.getInt16(0, true));
          else if (dtype === 'float64') expected.push(view.getFloat64(0, true));
          else expected.push(...(dtype === 'float32' ? [0] : [0, 4]).map((byte) => view.getFloat32(byte, true)));
        };
        walk(0, offset);
        assert.deepEqual([...data], expected);
      }),
      { numRuns: 500 },
    );
  });

  it('reads along small gaps, skips large ones, and asks for no more than a window at once', async () => {
    const reads = async (stride: number, count: number, width: number): Promise<number[]> => {
      const lengths: number[] = [];
      const source = named({ size: 1e12, readAt: async (_, length) => (lengths.push(length), new Uint8Array(length)) }, 'a');
      const layout = { dtype: 'uint8', offset: 0, strides: [stride, 1], littleEndian: true } as const;
      await readBlock(source, layout, { start: [0, 0], shape: [count, width] }, what);
      return lengths;
    };
    assert.deepEqual(await reads(100, 50, 10), [49 * 100 + 10]);
    assert.deepEqual(await reads(MAX_GAP + 11, 3, 10), [10, 10, 10]);
    assert.deepEqual(await reads(READ_WINDOW + 5, 1, READ_WINDOW + 5), [READ_WINDOW, 5]);
    assert.ok((await reads(1000, 10_000, 999)).every((length) => length <= READ_WINDOW));
  });
});
