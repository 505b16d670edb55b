import type * as tensorflow from '@tensorflow/tfjs';
import { isClass } from '../loader/describe-exports';
import { dtypes, MAX_RANK, type DType, type WireTensor } from '../protocol/tensor';
import { decodeValue, encodeValue, type Handle, type WireValue } from '../protocol/value';

/** Turns the learner's values into what crosses the wire and back, and keeps what must stay here under handles. */
export interface Values {
  readonly encode: (value: unknown) => WireValue;
  /** Throws for a tensor when the engine is not there: see `needsEngine`. */
  readonly decode: (value: WireValue) => unknown;
  /** What a handle stands for; throws when it is not of this instance of the module. */
  readonly held: (id: number) => unknown;
  readonly forget: () => void;
}
export interface ValuesOptions {
  readonly tf: () => typeof tensorflow | undefined;
  /** Calls a function that lives in the grader, and waits. */
  readonly callBack: (id: number, args: readonly unknown[]) => unknown;
}

export function createValues({ tf, callBack }: ValuesOptions): Values {
  let handles = new Map<number, unknown>();
  let ids = new WeakMap<object, Handle>();
  // Never starts over: a handle of an earlier instance is unknown, not another object.
  let nextId = 1;
  const callbacks = new WeakMap<object, number>();

  const hold = (value: object, kind: Handle['kind']): Handle => {
    const known = ids.get(value);
    if (known !== undefined) return known;
    const handle: Handle = { t: 'handle', id: nextId++, kind, name: nameOf(value) };
    handles.set(handle.id, value);
    ids.set(value, handle);
    return handle;
  };

  const special = (value: object | ((...args: never[]) => unknown)): WireValue | undefined => {
    if (typeof value === 'function') {
      const id = callbacks.get(value);
      return id === undefined ? hold(value, isClass(value) ? 'class' : 'function') : { t: 'callback', id };
    }
    const library = tf();
    if (library !== undefined && value instanceof library.Tensor) return encodeTensor(value);
    if (library !== undefined && value instanceof library.LayersModel) return hold(value, 'model');
    if (ArrayBuffer.isView(value)) return sentArrays.some((type) => value instanceof type) ? undefined : { t: 'unsendable', what: `a ${nameOf(value)}` };
    if (value instanceof Promise) return { t: 'unsendable', what: 'a promise inside another value' };
    return isPlain(value) ? undefined : hold(value, 'instance');
  };

  return {
    encode: (value) => encodeValue(value, { special }),
    decode: (value) =>
      decodeValue(value, {
        tensor: (tensor) => decodeTensor(tf(), tensor),
        callback: (id) => {
          const call = (...args: unknown[]): unknown => callBack(id, args);
          callbacks.set(call, id);
          return call;
        },
        handle: ({ id }) => handles.get(id),
      }),
    held: (id) => {
      if (!handles.has(id)) throw new Error('a handle of an earlier instance of the module');
      return handles.get(id);
    },
    forget: () => {
      handles = new Map();
      ids = new WeakMap();
    },
  };
}

const sentArrays = [Float32Array, Float64Array, Int32Array, Uint8Array] as const;

/** Whether decoding these makes tensors, so that the engine must be there first. */
export function needsEngine(value: WireValue): boolean {
  if (typeof value !== 'object' || value === null) return false;
  switch (value.t) {
    case 'tensor':
      return true;
    case 'array':
      return value.items.some(needsEngine);
    case 'object':
      return value.entries.some(([, item]) => needsEngine(item));
    default:
      return false;
  }
}

function encodeTensor(tensor: tensorflow.Tensor): WireValue {
  const { shape, dtype } = tensor;
  if (tensor.isDisposed) return { t: 'unsendable', what: 'a tensor that was disposed' };
  if (!(dtypes as readonly string[]).includes(dtype)) return { t: 'unsendable', what: `a tensor of ${dtype}` };
  if (shape.length > MAX_RANK) return { t: 'unsendable', what: `a tensor of ${shape.length} axes` };
  return { t: 'tensor', tensor: { shape: [...shape], dtype: dtype as DType, data: tensor.dataSync() as WireTensor['data'] } };
}

function decodeTensor(tf: typeof tensorflow | undefined, { data, shape, dtype }: WireTensor): tensorflow.Tensor {
  if (tf === undefined) throw new Error('a tensor came, and TensorFlow.js is not loaded');
  return tf.tensor(data, [...shape], dtype);
}

/** Data crosses as data; what has a prototype of its own has behaviour, and stays. */
function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function nameOf(value: object): string {
  const name: unknown = typeof value === 'function' ? value.name : (value as { constructor?: { name?: unknown } }).constructor?.name;
  return typeof name === 'string' ? name.slice(0, 200) : '';
}
