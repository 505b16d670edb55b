/** Draws whole numbers from 0 to `below` - 1, the same for the same seed (mulberry32). */
export type Draw = (below: number) => number;

export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return Math.floor((((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

type Mutation = (bytes: Buffer, draw: Draw, others: readonly Uint8Array[]) => Buffer;

/** Headers stand at the beginning and at the end: half of all places are there. */
const place = (length: number, draw: Draw): number => [draw(length), draw(Math.min(length, 200)), draw(length), length - 1 - draw(Math.min(length, 200))][draw(4)]!;
const extremes = [0n, 1n, 0x7fn, 0xffn, 0x7fffn, 0xffffn, 0x7fffffffn, 0x80000000n, 0xffffffffn, 0x100000000n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n];
const words = ['-1', '0', '1e999', '99999999999999999999', 'null', '{', '[', '"', "'", '(', ')', ',', '\n', '\r', ';', '\0', 'NaN', 'é', '\\', '__proto__', 'True'];

const mutations: readonly Mutation[] = [
  function flip(bytes, draw) {
    bytes[place(bytes.length, draw)]! ^= 1 << draw(8);
    return bytes;
  },
  function replace(bytes, draw) {
    bytes[place(bytes.length, draw)] = draw(256);
    return bytes;
  },
  function extreme(bytes, draw) {
    const at = place(bytes.length, draw);
    const word = Buffer.alloc(8);
    const value = extremes[draw(extremes.length)]!;
    if (draw(2) === 0) word.writeBigUInt64LE(value);
    else word.writeBigUInt64BE(value);
    word.subarray(0, [1, 2, 4, 8][draw(4)]).copy(bytes, at);
    return bytes;
  },
  function truncate(bytes, draw) {
    return bytes.subarray(0, draw(bytes.length));
  },
  function remove(bytes, draw) {
    const at = place(bytes.length, draw);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + draw(40))]);
  },
  function insert(bytes, draw) {
    const at = place(bytes.length, draw);
    return Buffer.concat([bytes.subarray(0, at), Buffer.from(words[draw(words.length)]!.repeat(1 + draw(20))), bytes.subarray(at)]);
  },
  function splice(bytes, draw, others) {
    const other = others[draw(others.length)]!;
    return Buffer.concat([bytes.subarray(0, draw(bytes.length)), other.subarray(draw(other.length))]);
  },
  function repeat(bytes, draw) {
    const at = draw(bytes.length);
    const piece = bytes.subarray(at, at + 1 + draw(100));
    return Buffer.concat([bytes.subarray(0, at), piece, piece, piece, bytes.subarray(at)]);
  },
];

/** A copy of a file with one to four faults in it. */
export function mutate(file: Uint8Array, draw: Draw, others: readonly Uint8Array[]): Uint8Array {
  let bytes: Buffer = Buffer.from(file);
  const faults = 1 + draw(4);
  for (let i = 0; i < faults && bytes.length > 0; i++) bytes = mutations[draw(mutations.length)]!(bytes, draw, others);
  return bytes;
}
