import assert from 'node:assert/strict';
import fc from 'fast-check';
import { encodeValue, type WireValue } from '../../protocol/value';
import { climb, TOLERANCE } from './ladder';
import { printValue } from './print';
import { symptomOf } from './symptoms';
import { toNumeric } from './numeric';

const wire = (value: unknown): WireValue => encodeValue(value, { special: () => undefined });
const tensor = (shape: number[], data: number[], dtype: 'float32' | 'int32' = 'float32'): WireValue => ({
  t: 'tensor',
  tensor: { shape, dtype, data: dtype === 'int32' ? Int32Array.from(data) : Float32Array.from(data) },
});
const close = (expected: WireValue, actual: WireValue, exact = false) =>
  climb(expected, actual, { tolerance: exact ? 0 : TOLERANCE, exact });

describe('climb', () => {
  const cases: readonly [string, WireValue, WireValue, object | undefined][] = [
    ['equal numbers', 3, 3, undefined],
    ['a number and an array', 3, wire([3]), { rung: 'kind', path: [], expected: 'number', actual: 'array' }],
    [
      'an array and a tensor',
      wire([1]),
      tensor([1], [1]),
      { rung: 'kind', path: [], expected: 'array', actual: 'tensor' },
    ],
    ['an array and a typed array', wire([1, 2]), { t: 'typed', data: Float32Array.of(1, 2) }, undefined],
    ['nothing', wire([1]), wire(undefined), { rung: 'kind', path: [], expected: 'array', actual: 'undefined' }],
    ['another rank', wire([[1, 2]]), wire([1, 2]), { rung: 'rank', path: [], expected: [1, 2], actual: [2] }],
    ['another shape', wire([[1, 2, 3]]), wire([[1, 2]]), { rung: 'shape', path: [], expected: [1, 3], actual: [1, 2] }],
    [
      'rows of different lengths',
      wire([
        [1, 2],
        [3, 4],
      ]),
      wire([[1, 2], [3]]),
      { rung: 'shape', path: [1], expected: [2], actual: [1] },
    ],
    [
      'a hole',
      wire([1, 2]),
      wire([1, undefined]),
      { rung: 'kind', path: [1], expected: 'number', actual: 'undefined' },
    ],
    [
      'another dtype',
      tensor([1], [1]),
      tensor([1], [1], 'int32'),
      { rung: 'dtype', path: [], expected: 'float32', actual: 'int32' },
    ],
    ['a missing key', wire({ w: 1, b: 2 }), wire({ w: 1 }), { rung: 'exists', path: [], key: 'b' }],
    ['strings', 'yes', 'no', { rung: 'value', path: [], index: [], expected: 'yes', actual: 'no', count: 1, size: 1 }],
    ['-0 and 0', 0, -0, undefined],
  ];
  for (const [name, expected, actual, broken] of cases) {
    it(`finds in ${name}: ${broken === undefined ? 'nothing' : JSON.stringify(broken)}`, () =>
      assert.deepEqual(close(expected, actual), broken));
  }

  it('points at the worst element', () => {
    const broken = close(
      wire([
        [1, 2],
        [3, 4],
      ]),
      wire([
        [1, 2.5],
        [3, 5],
      ]),
    );
    assert.ok(broken?.rung === 'value');
    assert.deepEqual([broken.index, broken.expected, broken.actual, broken.count, broken.size], [[1, 1], 4, 5, 2, 4]);
  });

  it('finds NaN where a number was expected, and accepts it where NaN was', () => {
    const broken = close(wire([1, 2, 3]), wire([1, Number.NaN, Number.NaN]));
    assert.ok(broken?.rung === 'finite');
    assert.deepEqual([broken.index, broken.count], [[1], 2]);
    assert.equal(close(wire([1, Number.NaN]), wire([1, Number.NaN])), undefined);
    assert.equal(close(wire([1, Number.NaN]), wire([1, 2]))?.rung, 'value');
    assert.equal(close(wire([1, Infinity]), wire([1, -Infinity]))?.rung, 'value');
  });

  it('measures a difference against the largest expected element, not each', () => {
    assert.equal(close(wire([1000, 1]), wire([1000, 1.05])), undefined);
    assert.equal(close(wire([1000, 1]), wire([1000, 1.2]))?.rung, 'value');
    assert.equal(close(wire([1000, 1]), wire([1000, 1.05]), true)?.rung, 'value');
  });

  it('ignores float32 noise around an exact zero, and nothing larger', () => {
    assert.equal(close(wire([0, 0]), wire([0, 6e-8])), undefined);
    assert.equal(close(wire([0, 0]), wire([0, 1e-6]))?.rung, 'value');
  });

  it('ignores keys that were not asked for, unless told to be exact', () => {
    assert.equal(close(wire({ w: 1 }), wire({ w: 1, extra: 2 })), undefined);
    assert.equal(close(wire({ w: 1 }), wire({ w: 1, extra: 2 }), true)?.rung, 'kind');
  });

  it('finds every value equal to itself', () => {
    fc.assert(
      fc.property(
        fc.anything({ withTypedArray: true, withBigInt: true, withNullPrototype: true }),
        (value) => close(wire(value), wire(value), true) === undefined,
      ),
    );
  });
});

describe('symptomOf', () => {
  const symptom = (expected: unknown, actual: unknown): string | undefined =>
    symptomOf(toNumeric(wire(expected))!, toNumeric(wire(actual))!)?.en;

  it('finds a constant factor, an opposite sign, an offset and a transpose', () => {
    assert.match(symptom([1, 2, -3], [0.5, 1, -1.5])!, /^Every value is 0.5 times/);
    assert.match(symptom([1, 2, -3], [-1, -2, 3])!, /opposite sign/);
    assert.match(symptom([1, 2, -3], [2, 3, -2])!, /differs by 1/);
    assert.match(
      symptom(
        [
          [1, 2],
          [3, 4],
        ],
        [
          [1, 3],
          [2, 4],
        ],
      )!,
      /rows and columns/,
    );
  });

  it('claims nothing that is not certain', () => {
    assert.equal(symptom([1, 2, 3], [2, 4, 7]), undefined);
    assert.equal(symptom([1, 1, 1], [2, 2, 2]), undefined);
    assert.equal(symptom([2], [4]), undefined);
    assert.equal(symptom([1, 2, 3], [0, 0, 0]), undefined);
    assert.equal(symptom([1, 2, 3], [Number.NaN, 2, 3]), undefined);
  });
});

describe('printValue', () => {
  it('writes values as code', () => {
    assert.equal(
      printValue(wire({ weights: [1, -0.5], bias: 0, 'a-b': null })),
      '{ weights: [1, -0.5], bias: 0, "a-b": null }',
    );
    assert.equal(
      printValue(
        wire([
          [1, 2],
          [3, 4],
        ]),
      ),
      '[\n  [1, 2],\n  [3, 4]\n]',
    );
    assert.equal(printValue(tensor([2], [0.1, 2])), 'tensor [2] float32\n[0.1, 2]');
    assert.equal(printValue(wire(undefined)), 'undefined');
  });

  it('is cut where nobody would read on', () =>
    assert.ok(printValue(wire(Array.from({ length: 1e5 }, (_, i) => i))).length < 10_000));
});
