import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { decodeFrame, encodeFrame, FRAME_PREFIX, readPrefix } from './frame';
import { decodeValue, encodeValue, MAX_DEPTH, valueSchema, type Decoding, type Encoding, type WireValue } from './value';

const encoding: Encoding = { special: () => undefined };
const decoding: Decoding = {
  tensor: (tensor) => ({ tensor }),
  callback: (id) => ({ callback: id }),
  handle: (handle) => ({ handle: handle.id }),
};

/** Through the frame and the schema, as a real value goes. */
function cross(value: WireValue): WireValue {
  const frame = encodeFrame({ value });
  const { header, body } = readPrefix(frame);
  const message = decodeFrame(
    frame.subarray(FRAME_PREFIX, FRAME_PREFIX + header),
    frame.subarray(FRAME_PREFIX + header, FRAME_PREFIX + header + body),
  ) as { value: unknown };
  return z.parse(valueSchema, message.value);
}

const roundTrip = (value: unknown): unknown => decodeValue(cross(encodeValue(value, encoding)), decoding);

describe('value', () => {
  for (const value of [
    null,
    undefined,
    true,
    'texto',
    0.1,
    NaN,
    Infinity,
    -Infinity,
    -0,
    10n ** 30n,
    [],
    [[]],
    [1, 2, 3],
    [
      [1, 2],
      [3, NaN],
    ],
    [[1], [2, 3]],
    [1, 'dos', null, undefined],
    { weights: [1, -0.5], bias: 2, history: [{ epoch: 1 }] },
    { t: 'tensor' },
    { $number: 'not a number of ours' },
    new Float32Array([1, NaN]),
    new Int32Array([7]),
  ]) {
    it(`carries ${typeof value === 'bigint' ? value : (JSON.stringify(value) ?? String(value))}`, () => {
      assert.deepEqual(roundTrip(value), value);
    });
  }

  it('carries any plain data', () => {
    fc.assert(fc.property(fc.object({ withNullPrototype: false, withBigInt: true }), (value) => assert.deepEqual(roundTrip(value), value)));
  });

  it('sends a regular matrix as one block', () => {
    const wire = encodeValue([[1, 2, 3], [4, 5, 6]], encoding);
    assert.deepEqual(wire, { t: 'numbers', shape: [2, 3], data: new Float64Array([1, 2, 3, 4, 5, 6]) });
  });

  it('says what cannot be sent instead of throwing', () => {
    assert.deepEqual(encodeValue(Symbol('s'), encoding), { t: 'unsendable', what: 'a symbol' });
    const loop: unknown[] = ['x'];
    loop.push(loop);
    const text = JSON.stringify(encodeValue(loop, encoding));
    assert.match(text, new RegExp(`nested deeper than ${MAX_DEPTH}`));
  });

  it('rebuilds a key called __proto__ as a key', () => {
    const evil = JSON.parse('{"__proto__": {"polluted": true}}') as object;
    const result = roundTrip(evil) as Record<string, unknown>;
    assert.equal(result['polluted'], undefined);
    assert.ok(Object.hasOwn(result, '__proto__'));
  });

  for (const [name, value] of [
    ['numbers that do not fill their shape', { t: 'numbers', shape: [2, 2], data: new Float64Array(3) }],
    ['a tensor that lies about its shape', { t: 'tensor', tensor: { shape: [4], dtype: 'float32', data: new Float32Array(3) } }],
    ['a tensor of another element type', { t: 'tensor', tensor: { shape: [4], dtype: 'bool', data: new Float32Array(4) } }],
    ['a shape with a negative axis', { t: 'numbers', shape: [-1], data: new Float64Array(0) }],
    ['an unknown kind', { t: 'function' }],
    ['a bare object', { x: 1 }],
    ['a handle without a number', { t: 'handle', id: 'x', kind: 'instance', name: 'K' }],
  ] as const) {
    it(`refuses ${name}`, () => {
      assert.equal(z.safeParse(valueSchema, value).success, false);
    });
  }
});
