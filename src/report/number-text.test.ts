import assert from 'node:assert/strict';
import { durationText, numberText, shapeText } from './number-text';

describe('numberText', () => {
  const cases: readonly [number, string][] = [
    [0, '0'],
    [-0, '0'],
    [0.75, '0.75'],
    [-1.23456, '−1.235'],
    [1234.5678, '1235'],
    [12345.678, '12\u2009350'],
    [123456, '123\u2009456'],
    [1.2e-7, '1.2e−7'],
    [-3.14159e9, '−3.142e9'],
    [0.0001, '0.0001'],
    [Number.NaN, 'NaN'],
    [-Infinity, '−∞'],
  ];
  for (const [value, expected] of cases) {
    it(`writes ${Object.is(value, -0) ? '-0' : value} as ${expected}`, () => assert.equal(numberText(value), expected));
  }

  it('takes the decimal comma in Spanish prose', () => assert.equal(numberText(0.5, { language: 'es' }), '0,5'));
});

describe('durationText', () => {
  it('says milliseconds below a second and seconds above', () => {
    assert.equal(durationText(83.4), '83 ms');
    assert.equal(durationText(1234, 'es'), '1,2 s');
  });
});

describe('shapeText', () => {
  it('writes a shape as code does', () => assert.equal(shapeText([5, 3]), '[5, 3]'));
});
