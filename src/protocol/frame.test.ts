import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createFrameReader, decodeFrame, encodeFrame, FRAME_PREFIX, FrameError, MAX_BODY, readPrefix } from './frame';

function roundTrip(message: unknown): unknown {
  const frame = encodeFrame(message);
  const { header, body } = readPrefix(frame);
  return decodeFrame(frame.subarray(FRAME_PREFIX, FRAME_PREFIX + header), frame.subarray(FRAME_PREFIX + header, FRAME_PREFIX + header + body));
}

const plain = (value: unknown): unknown => structuredClone(value);

describe('frame', () => {
  it('carries what JSON cannot: NaN, the infinities, negative zero, undefined in a list', () => {
    const result = roundTrip([NaN, Infinity, -Infinity, -0, undefined]) as unknown[];
    assert.deepEqual(result, [NaN, Infinity, -Infinity, -0, undefined]);
    assert.ok(Object.is(result[3], -0));
  });

  it('carries typed arrays bit for bit', () => {
    const data = new Float32Array([0.1, NaN, -0, Infinity]);
    const { tensor, rest } = roundTrip({ tensor: { data }, rest: new Float64Array([Math.PI]) }) as { tensor: { data: Float32Array }; rest: Float64Array };
    assert.deepEqual(tensor.data, data);
    assert.equal(rest[0], Math.PI);
  });

  it('reads frames however the stream is cut', () => {
    const message = fc.record({ id: fc.integer(), text: fc.string(), values: fc.float32Array() });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 4 }), fc.integer({ min: 1, max: 40 }), (messages, cut) => {
        const stream = Buffer.concat(messages.map((item) => encodeFrame(item)));
        const received: unknown[] = [];
        const read = createFrameReader((item) => received.push(item));
        for (let at = 0; at < stream.length; at += cut) read(stream.subarray(at, at + cut));
        assert.deepEqual(received.map(plain), messages.map(plain));
      }),
    );
  });

  it('takes a key called __proto__ for a key', () => {
    const evil = JSON.parse('{"__proto__": {"pass": true}}') as object;
    const result = roundTrip(evil) as object;
    assert.equal(Object.getPrototypeOf(result), null);
    assert.equal((result as { pass?: boolean }).pass, undefined);
    assert.ok(Object.hasOwn(result, '__proto__'));
  });

  const prefix = (magic: string, header: number, body: number): Uint8Array => {
    const bytes = Buffer.alloc(FRAME_PREFIX);
    bytes.write(magic, 'latin1');
    bytes.writeUInt32LE(header, 4);
    bytes.writeUInt32LE(body, 8);
    return bytes;
  };

  for (const [name, bytes] of [
    ['a line of text', Buffer.from('}{ not a frame at all\n')],
    ['a huge length', prefix('NRN1', 10, MAX_BODY + 1)],
    ['a huge header', prefix('NRN1', 0xffffffff, 0)],
    ['a header that is not JSON', Buffer.concat([prefix('NRN1', 3, 0), Buffer.from('{{{')])],
    ['a header that is not ours', Buffer.concat([prefix('NRN1', 2, 0), Buffer.from('[]')])],
    [
      'attachments longer than the body',
      (() => {
        const header = Buffer.from(JSON.stringify({ attachments: [{ kind: 'float32', length: 9 }], message: 1 }));
        return Buffer.concat([prefix('NRN1', header.length, 0), header]);
      })(),
    ],
  ] as const) {
    it(`refuses ${name} at once`, () => {
      assert.throws(() => createFrameReader(() => {})(bytes), FrameError);
    });
  }
});
