import { wordBytes, type Elements, type StoredDtype } from './stored-dtype';

export interface Decoded {
  readonly data: Elements;
  /** How many 64-bit integers no float64 holds exactly, and were rounded to the nearest one that does. */
  readonly rounded: number;
}

/**
 * Elements out of their stored bytes, exactly but for large 64-bit integers:
 * - float16, bfloat16 and the 8-bit floats become float32, which holds all of their values;
 * - int64 and uint64 become float64: exact within ±2^53, rounded to nearest beyond, and counted in `rounded`;
 * - bool becomes 0 or 1; complex numbers become pairs, real part first;
 * - everything else stays what it is.
 *
 * `bytes` is given away: it is turned around in place, and may be what the result looks at.
 */
export function decodeElements(bytes: Uint8Array<ArrayBuffer>, dtype: StoredDtype, littleEndian: boolean): Decoded {
  const word = wordBytes(dtype);
  // Typed arrays are little-endian on every platform that Neurona runs on.
  if (!littleEndian) swapWords(bytes, word);
  const { buffer } = bytes.byteOffset % word === 0 ? bytes : bytes.slice();
  const offset = bytes.byteOffset % word === 0 ? bytes.byteOffset : 0;
  const count = bytes.length / word;
  const exact = (data: Elements): Decoded => ({ data, rounded: 0 });
  switch (dtype) {
    case 'bool':
      return exact(bytes.map((value) => (value === 0 ? 0 : 1)));
    case 'uint8':
      return exact(bytes);
    case 'int8':
      return exact(new Int8Array(buffer, offset, count));
    case 'uint16':
      return exact(new Uint16Array(buffer, offset, count));
    case 'int16':
      return exact(new Int16Array(buffer, offset, count));
    case 'uint32':
      return exact(new Uint32Array(buffer, offset, count));
    case 'int32':
      return exact(new Int32Array(buffer, offset, count));
    case 'float32':
    case 'complex64':
      return exact(new Float32Array(buffer, offset, count));
    case 'float64':
    case 'complex128':
      return exact(new Float64Array(buffer, offset, count));
    case 'float16':
      return exact(halfToFloat(new Uint16Array(buffer, offset, count)));
    case 'bfloat16':
      return exact(brainToFloat(new Uint16Array(buffer, offset, count)));
    case 'float8_e4m3':
    case 'float8_e5m2':
    case 'float8_e8m0':
      return exact(lookUp(bytes, floatTable(dtype)));
    case 'int64':
      return wideToDouble(new BigInt64Array(buffer, offset, count), new Int32Array(buffer, offset, 2 * count));
    case 'uint64':
      return wideToDouble(new BigUint64Array(buffer, offset, count), new Uint32Array(buffer, offset, 2 * count));
  }
}

function swapWords(bytes: Uint8Array, word: number): void {
  if (word === 1) return;
  for (let start = 0; start + word <= bytes.length; start += word) bytes.subarray(start, start + word).reverse();
}

/** IEEE 754 binary16: a sign, 5 bits of exponent with bias 15, 10 of fraction. */
function halfToFloat(halves: Uint16Array): Float32Array<ArrayBuffer> {
  const floats = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) floats[i] = half(halves[i]!);
  return floats;
}

function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** bfloat16 is the upper half of a float32. */
function brainToFloat(halves: Uint16Array): Float32Array<ArrayBuffer> {
  const words = new Uint32Array(halves.length);
  for (let i = 0; i < halves.length; i++) words[i] = halves[i]! << 16;
  return new Float32Array(words.buffer);
}

function lookUp(bytes: Uint8Array, table: Float32Array): Float32Array<ArrayBuffer> {
  const floats = new Float32Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) floats[i] = table[bytes[i]!]!;
  return floats;
}

/**
 * The 256 values of an 8-bit float. E5M2 is the upper byte of a binary16. E4M3 has bias 7, no infinities, and one NaN
 * per sign (Micikevicius et al., "FP8 Formats for Deep Learning", 2022). E8M0 is a power of two without sign (the scale
 * of the Open Compute Project's microscaling formats).
 */
function floatTable(dtype: 'float8_e4m3' | 'float8_e5m2' | 'float8_e8m0'): Float32Array {
  return Float32Array.from({ length: 256 }, (_, bits) => {
    if (dtype === 'float8_e5m2') return half(bits << 8);
    if (dtype === 'float8_e8m0') return bits === 255 ? NaN : 2 ** (bits - 127);
    const sign = bits & 0x80 ? -1 : 1;
    const exponent = (bits >> 3) & 15;
    const fraction = bits & 7;
    if (exponent === 15 && fraction === 7) return NaN;
    return exponent === 0 ? sign * fraction * 2 ** -9 : sign * (1 + fraction / 8) * 2 ** (exponent - 7);
  });
}

/** 64-bit integers as float64, out of their 32-bit halves, low one first: one sum, rounded once. */
function wideToDouble(whole: BigInt64Array | BigUint64Array, halves: Int32Array | Uint32Array): Decoded {
  const data = new Float64Array(whole.length);
  let rounded = 0;
  for (let i = 0; i < data.length; i++) {
    const value = halves[2 * i + 1]! * 2 ** 32 + (halves[2 * i]! >>> 0);
    data[i] = value;
    if (Math.abs(value) >= 2 ** 53 && BigInt(value) !== whole[i]) rounded++;
  }
  return { data, rounded };
}
