import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmBackend } from '../wasm-backend';
import { floats, output } from './heap';

/** Complex numbers of double precision, their parts apart. */
interface Signal {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * y[…, j] = Σ_k x[…, k] · e^(−2πi·jk/n), over the last axis, of n numbers; the inverse has +2πi, and divides by n.
 * x, y: complex64, any shape. In double precision, n log n steps for every n: cpu's takes n² of them where n is not a
 * power of 2.
 */
export function fourierTransform(x: TensorInfo, inverse: boolean, backend: WasmBackend): TensorInfo {
  const [real, imag] = [output(backend, x.shape), output(backend, x.shape)];
  const parts = backend.complexParts(x);
  const [re, im, toRe, toIm] = [floats(backend, parts.real), floats(backend, parts.imag), floats(backend, real), floats(backend, imag)];
  const n = x.shape.at(-1) ?? 1;
  const transform = transformOf(n);
  const scale = inverse ? 1 / n : 1;
  // The inverse is the transform with the parts exchanged, before and after.
  const [fromA, fromB, toA, toB] = inverse ? [im, re, toIm, toRe] : [re, im, toRe, toIm];
  for (let at = 0; at < util.sizeFromShape(x.shape); at += n) {
    const signal = { re: Float64Array.from(fromA.subarray(at, at + n)), im: Float64Array.from(fromB.subarray(at, at + n)) };
    const result = transform(signal);
    for (let i = 0; i < n; i++) {
      toA[at + i] = result.re[i]! * scale;
      toB[at + i] = result.im[i]! * scale;
    }
  }
  return backend.makeComplex({ real, imag });
}

/** The transform of n numbers, with what depends on n alone computed once. */
function transformOf(n: number): (signal: Signal) => Signal {
  return (n & (n - 1)) === 0 ? radix2(n) : chirp(n);
}

/** Cooley and Tukey (1965), in place, for powers of 2. */
function radix2(n: number): (signal: Signal) => Signal {
  const [cos, sin] = turns(n / 2, (k) => k / n);
  return (signal) => {
    const { re, im } = signal;
    for (let i = 1, reversed = 0; i < n; i++) {
      let bit = n >> 1;
      for (; (reversed & bit) !== 0; bit >>= 1) reversed ^= bit;
      reversed ^= bit;
      if (i < reversed) {
        swap(re, i, reversed);
        swap(im, i, reversed);
      }
    }
    for (let half = 1; half < n; half *= 2) {
      const step = n / (2 * half);
      for (let start = 0; start < n; start += 2 * half) {
        for (let k = 0; k < half; k++) {
          const i = start + k;
          const j = i + half;
          const x = re[j]! * cos[k * step]! - im[j]! * sin[k * step]!;
          const y = re[j]! * sin[k * step]! + im[j]! * cos[k * step]!;
          re[j] = re[i]! - x;
          im[j] = im[i]! - y;
          re[i]! += x;
          im[i]! += y;
        }
      }
    }
    return signal;
  };
}

/** Bluestein (1970), for any n: as jk = (j² + k² − (j − k)²) / 2, it is a convolution, which powers of 2 do. */
function chirp(n: number): (signal: Signal) => Signal {
  const size = 2 ** Math.ceil(Math.log2(2 * n - 1));
  const transform = radix2(size);
  // k² modulo 2n keeps the angle small, and so exact.
  const [cos, sin] = turns(n, (k) => ((k * k) % (2 * n)) / (2 * n));
  const kernel = zeros(size);
  for (let k = 0; k < n; k++) {
    kernel.re[k] = kernel.re[(size - k) % size] = cos[k]!;
    kernel.im[k] = kernel.im[(size - k) % size] = -sin[k]!;
  }
  transform(kernel);
  return ({ re, im }) => {
    const folded = zeros(size);
    for (let k = 0; k < n; k++) {
      folded.re[k] = re[k]! * cos[k]! - im[k]! * sin[k]!;
      folded.im[k] = re[k]! * sin[k]! + im[k]! * cos[k]!;
    }
    transform(folded);
    // The product, with its parts exchanged: transformed again, it is the inverse transform with its parts exchanged.
    const product = zeros(size);
    for (let k = 0; k < size; k++) {
      product.im[k] = folded.re[k]! * kernel.re[k]! - folded.im[k]! * kernel.im[k]!;
      product.re[k] = folded.re[k]! * kernel.im[k]! + folded.im[k]! * kernel.re[k]!;
    }
    transform(product);
    const result = zeros(n);
    for (let j = 0; j < n; j++) {
      const x = product.im[j]! / size;
      const y = product.re[j]! / size;
      result.re[j] = x * cos[j]! - y * sin[j]!;
      result.im[j] = x * sin[j]! + y * cos[j]!;
    }
    return result;
  };
}

function swap(numbers: Float64Array, i: number, j: number): void {
  const number = numbers[i]!;
  numbers[i] = numbers[j]!;
  numbers[j] = number;
}

function zeros(size: number): Signal {
  return { re: new Float64Array(size), im: new Float64Array(size) };
}

/** e^(−2πi·turn(k)) for k below `count`: the cosines, and the sines. */
function turns(count: number, turn: (k: number) => number): readonly [Float64Array, Float64Array] {
  const [cos, sin] = [new Float64Array(count), new Float64Array(count)];
  for (let k = 0; k < count; k++) {
    const angle = -2 * Math.PI * turn(k);
    cos[k] = Math.cos(angle);
    sin[k] = Math.sin(angle);
  }
  return [cos, sin];
}
