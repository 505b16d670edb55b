import type { Images } from '../datasets/images';
import { dtypes, MAX_RANK, sizeOf, type DType, type WireTensor } from '../protocol/tensor';
import { misuse } from './misuse';

interface TensorLike {
  readonly shape: readonly number[];
  readonly dtype: string;
  dataSync(): Float32Array | Int32Array | Uint8Array;
}

/** Whether a value is a tensor, of whatever library: it has a shape, a dtype and elements to read. */
export function isTensor(value: unknown): value is TensorLike {
  if (typeof value !== 'object' || value === null) return false;
  const { shape, dtype, dataSync } = value as Partial<TensorLike>;
  return Array.isArray(shape) && typeof dtype === 'string' && typeof dataSync === 'function';
}

/** Whether a value is the `x` of a data set of pictures. */
function isPictures(value: unknown): value is Images {
  if (typeof value !== 'object' || value === null) return false;
  const { data, shape } = value as Partial<Images>;
  if (!(data instanceof Uint8Array) || !Array.isArray(shape) || shape.length > MAX_RANK) return false;
  return shape.every((axis) => Number.isInteger(axis) && axis >= 0) && sizeOf(shape) === data.length;
}

/** Whether a dtype crosses to the editor: those of numbers and truth values do. */
function isSent(dtype: string): dtype is DType {
  return (dtypes as readonly string[]).includes(dtype);
}

/** A copy, ready to be sent, of a tensor, a data set's pictures, a number, a typed array, or a regular nested array of numbers. Throws HumanError. */
export function toWireTensor(value: unknown): WireTensor {
  if (isTensor(value)) return fromTensor(value);
  if (isPictures(value)) return { shape: [...value.shape], dtype: 'int32', data: Int32Array.from(value.data) };
  if (value instanceof Float32Array || value instanceof Float64Array) return { shape: [value.length], dtype: 'float32', data: Float32Array.from(value) };
  if (value instanceof Int32Array || value instanceof Uint8Array) return { shape: [value.length], dtype: 'int32', data: Int32Array.from(value) };
  return fromNested(value);
}

function fromTensor(tensor: TensorLike): WireTensor {
  const { shape, dtype } = tensor;
  if (!isSent(dtype)) throw misuse({ en: `show: a tensor of ${dtype} cannot be shown.`, es: `show: no se puede mostrar un tensor de ${dtype}.` });
  if (shape.length > MAX_RANK) throw tooDeep();
  // What dataSync returns may be the tensor's own memory.
  const data = tensor.dataSync();
  if (dtype === 'bool') return { shape: [...shape], dtype, data: Uint8Array.from(data) };
  return { shape: [...shape], dtype, data: dtype === 'int32' ? Int32Array.from(data) : Float32Array.from(data) };
}

function fromNested(value: unknown): WireTensor {
  const shape: number[] = [];
  for (let level = value; Array.isArray(level); level = level[0]) {
    shape.push(level.length);
    if (shape.length > MAX_RANK) throw tooDeep();
    if (level.length === 0) break;
  }
  const data = new Float32Array(shape.reduce((size, axis) => size * axis, 1));
  let at = 0;
  const fill = (level: unknown, axis: number): void => {
    if (axis === shape.length) {
      if (typeof level !== 'number') throw notNumbers();
      data[at++] = level;
      return;
    }
    if (!Array.isArray(level)) throw notNumbers();
    if (level.length !== shape[axis]) throw ragged(shape[axis]!, level.length);
    for (const item of level) fill(item, axis + 1);
  };
  fill(value, 0);
  return { shape, dtype: 'float32', data };
}

const tooDeep = () =>
  misuse({
    en: `show: it has more than ${MAX_RANK} axes. Show a slice of it.`,
    es: `show: tiene más de ${MAX_RANK} ejes. Muestra una parte.`,
  });
const notNumbers = () =>
  misuse({
    en: 'show: give a tensor, a number, or nested arrays of numbers.',
    es: 'show: pásale un tensor, un número o listas anidadas de números.',
  });
const ragged = (expected: number, found: number) =>
  misuse({
    en: `show: the rows have different lengths, ${expected} and ${found}.`,
    es: `show: las filas tienen longitudes distintas, ${expected} y ${found}.`,
  });
