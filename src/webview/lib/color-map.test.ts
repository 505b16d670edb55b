import assert from 'node:assert/strict';
import { interpolateCividis } from 'd3-scale-chromatic';
import fc from 'fast-check';
import { cividis, colorAt, diverging, inkOn, luminance, rangeFor, tableIndex, type Rgb } from './color-map';

const rgb = (text: string): number[] => text.match(/\d+/g)!.map(Number);
const backgrounds: readonly [string, Rgb, boolean][] = [
  ['light', [255, 255, 255], false],
  ['dark', [31, 31, 31], true],
  ['black', [0, 0, 0], true],
];

describe('colour maps', () => {
  it('has the cividis of d3-scale-chromatic', () => {
    for (let i = 0; i < 256; i++) assert.deepEqual([...cividis.table.subarray(3 * i, 3 * i + 3)], rgb(interpolateCividis(i / 255)));
  });

  for (const [name, background, dark] of backgrounds) {
    it(`diverges through the background of a ${name} theme, further from it the larger the value`, () => {
      const map = diverging(background, dark);
      const range = rangeFor('diverging', -2, 1);
      assert.deepEqual(range, { low: -2, high: 2 });
      assert.deepEqual(colorAt(map, 0, range), background);
      const contrast = (value: number): number => Math.abs(luminance(colorAt(map, value, range)) - luminance(background));
      for (const sign of [-1, 1]) {
        for (let i = 0; i < 20; i++) assert.ok(contrast((sign * (i + 1)) / 10) > contrast((sign * i) / 10), `${(sign * i) / 10}`);
      }
    });

    it(`writes on every colour of a ${name} theme at 4.5 to 1`, () => {
      for (const map of [cividis, diverging(background, dark)]) {
        for (let i = 0; i < 256; i++) {
          const color = [map.table[3 * i]!, map.table[3 * i + 1]!, map.table[3 * i + 2]!] as const;
          const ink = inkOn(color) === '#000' ? 0 : 1;
          const [high, low] = [luminance(color), ink].sort((a, b) => b - a) as [number, number];
          assert.ok((high + 0.05) / (low + 0.05) >= 4.5);
        }
      }
    });
  }

  it('ends its ranges with two digits, and holds every value between them', () => {
    assert.deepEqual(rangeFor('diverging', -0.3, 1.234), { low: -1.3, high: 1.3 });
    assert.deepEqual(rangeFor('one-sided', 0, 0.30000001192092896), { low: 0, high: 0.3 });
    assert.deepEqual(rangeFor('one-sided', 2.13, 9.87), { low: 2.1, high: 9.9 });
    assert.deepEqual(rangeFor('one-sided', 5, 5), { low: 5, high: 10 });
  });

  it('keeps every finite value inside the table', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e30, max: 1e30 });
    fc.assert(
      fc.property(finite, finite, finite, fc.constantFrom('one-sided', 'diverging'), (value, a, b, kind) => {
        const index = tableIndex(value, rangeFor(kind, Math.min(a, b), Math.max(a, b)));
        assert.ok(Number.isInteger(index) && index >= 0 && index <= 255, `${index}`);
      }),
    );
  });
});
