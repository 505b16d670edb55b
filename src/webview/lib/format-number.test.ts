import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatColumn, formatCount, formatExact, formatNumber, formatProse, formatShape } from './format-number';

describe('numbers as a view writes them', () => {
  for (const [value, text] of [
    [0, '0'],
    [-0, '0'],
    [1, '1'],
    [0.1 + 0.2, '0.3'],
    [-1.23456, '−1.235'],
    [0.00012346, '0.0001235'],
    [0.00001, '1e−5'],
    [1.23456e-7, '1.235e−7'],
    [9999.6, '10\u202f000'],
    [1234, '1234'],
    [12345.67, '12\u202f346'],
    [999999, '999\u202f999'],
    [1e6, '1e6'],
    [-2.5e9, '−2.5e9'],
    [NaN, 'NaN'],
    [Infinity, '∞'],
    [-Infinity, '−∞'],
  ] as const) {
    it(`writes ${value} as ${text}`, () => assert.equal(formatNumber(value), text));
  }

  it('never loses more than half of the fourth digit', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }), (value) => {
        const read = Number(formatNumber(value).replaceAll('−', '-').replaceAll('\u202f', ''));
        assert.ok(Math.abs(read - value) <= Math.abs(value) * 5.01e-4, `${value} became ${read}`);
      }),
    );
  });

  it('writes every float32 so that it reads back as itself', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = formatExact(value, true).replaceAll('−', '-');
        assert.equal(Math.fround(Number(text)) + 0, value + 0);
      }),
    );
    assert.equal(formatExact(Math.fround(0.1), true), '0.1');
    assert.equal(formatExact(Math.fround(0.1), false), '0.10000000149011612');
  });

  it('aligns a column on its points', () => {
    assert.deepEqual(formatColumn([1, 0.25, -12.5, NaN]), ['1.00', '0.25', '−12.50', 'NaN']);
  });

  it('takes a decimal comma in Spanish prose only', () => {
    assert.equal(formatProse(0.5, 'es'), '0,5');
    assert.equal(formatProse(0.5, 'en'), '0.5');
  });

  it('writes shapes as code does, and counts with thin spaces', () => {
    assert.equal(formatShape([64, 28, 28, 1]), '[64, 28, 28, 1]');
    assert.equal(formatShape([]), '[]');
    assert.equal(formatCount(60000), '60\u202f000');
  });
});
