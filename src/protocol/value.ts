import * as z from 'zod/mini';
import { anyNumberSchema } from './number';
import { sizeOf, shapeSchema, tensorSchema, type WireTensor } from './tensor';

/**
 * Any value that a test hands to learner code, or learner code hands back.
 *
 * Plain numbers in regular nested arrays travel as one block of float64 with a shape; tensors as tensors; functions,
 * classes, instances and models stay where they live and travel as handles. `callback` is a function that lives
 * in the grader and is called back through the pipe, synchronously.
 */
export interface Handle {
  readonly t: 'handle';
  readonly id: number;
  readonly kind: 'function' | 'class' | 'instance' | 'model';
  readonly name: string;
}
export type WireValue =
  | null
  | boolean
  | number
  | string
  | { readonly t: 'undefined' }
  | { readonly t: 'bigint'; readonly digits: string }
  | { readonly t: 'numbers'; readonly shape: readonly number[]; readonly data: Float64Array }
  | { readonly t: 'typed'; readonly data: Float32Array | Float64Array | Int32Array | Uint8Array }
  | { readonly t: 'tensor'; readonly tensor: WireTensor }
  | { readonly t: 'array'; readonly items: readonly WireValue[] }
  | { readonly t: 'object'; readonly entries: readonly (readonly [string, WireValue])[] }
  | { readonly t: 'callback'; readonly id: number }
  /** Something that cannot be sent; the text says what it was: "a symbol", "a value nested deeper than 16". */
  | { readonly t: 'unsendable'; readonly what: string }
  | Handle;

export const MAX_DEPTH = 16;
export const MAX_ITEMS = 200_000;

export const handleSchema = z.object({
  t: z.literal('handle'),
  id: z.int(),
  kind: z.enum(['function', 'class', 'instance', 'model']),
  name: z.string().check(z.maxLength(200)),
});

export const valueSchema: z.ZodMiniType<WireValue> = z.lazy(() =>
  z.union([
    z.null(),
    z.boolean(),
    anyNumberSchema,
    z.string(),
    z.discriminatedUnion('t', [
      z.object({ t: z.literal('undefined') }),
      z.object({ t: z.literal('bigint'), digits: z.string().check(z.regex(/^-?\d{1,400}$/)) }),
      z
        .object({ t: z.literal('numbers'), shape: shapeSchema, data: z.instanceof(Float64Array) })
        .check(z.refine(({ shape, data }) => sizeOf(shape) === data.length)),
      z.object({
        t: z.literal('typed'),
        data: z.union([z.instanceof(Float32Array), z.instanceof(Float64Array), z.instanceof(Int32Array), z.instanceof(Uint8Array)]),
      }),
      z.object({ t: z.literal('tensor'), tensor: tensorSchema }),
      z.object({ t: z.literal('array'), items: z.array(valueSchema).check(z.maxLength(MAX_ITEMS)) }),
      z.object({
        t: z.literal('object'),
        entries: z.array(z.tuple([z.string(), valueSchema])).check(z.maxLength(MAX_ITEMS)),
      }),
      z.object({ t: z.literal('callback'), id: z.int() }),
      z.object({ t: z.literal('unsendable'), what: z.string().check(z.maxLength(200)) }),
      handleSchema,
    ]),
  ]),
) as unknown as z.ZodMiniType<WireValue>;

/** How one side turns what only it knows (tensors, functions, instances) into wire values and back. */
export interface Encoding {
  /** A wire value for something that is not plain data, or undefined when it is plain. */
  readonly special: (value: object | ((...args: never[]) => unknown)) => WireValue | undefined;
}
export interface Decoding {
  readonly tensor: (tensor: WireTensor) => unknown;
  readonly callback: (id: number) => unknown;
  readonly handle: (handle: Handle) => unknown;
}

/** The shape of a regular nested array of plain numbers, or undefined when it is anything else. */
function numericShape(value: readonly unknown[]): number[] | undefined {
  const shape: number[] = [];
  for (let level: unknown = value; Array.isArray(level); level = level[0]) {
    shape.push(level.length);
    if (level.length === 0 || shape.length > 6) return undefined;
  }
  const regular = (level: unknown, axis: number): boolean => {
    if (axis === shape.length) return typeof level === 'number';
    if (!Array.isArray(level) || level.length !== shape[axis]) return false;
    for (let i = 0; i < level.length; i++) if (!regular(level[i], axis + 1)) return false;
    return true;
  };
  return regular(value, 0) ? shape : undefined;
}

const tooMany: WireValue = { t: 'unsendable', what: `a value of more than ${MAX_ITEMS} items` };

/** Encodes a value, reading every property once. Never throws for what a learner returns: see `unsendable`. */
export function encodeValue(value: unknown, encoding: Encoding): WireValue {
  let items = 0;
  const encode = (item: unknown, depth: number): WireValue => {
    if (++items > MAX_ITEMS) return tooMany;
    if (depth > MAX_DEPTH) return { t: 'unsendable', what: `a value nested deeper than ${MAX_DEPTH}` };
    switch (typeof item) {
      case 'number':
      case 'string':
      case 'boolean':
        return item;
      case 'undefined':
        return { t: 'undefined' };
      case 'bigint':
        return { t: 'bigint', digits: String(item) };
      case 'symbol':
        return { t: 'unsendable', what: 'a symbol' };
      case 'function':
        return encoding.special(item as (...args: never[]) => unknown) ?? { t: 'unsendable', what: 'a function' };
    }
    if (item === null) return null;
    const special = encoding.special(item as object);
    if (special !== undefined) return special;
    if (item instanceof Float32Array || item instanceof Float64Array || item instanceof Int32Array || item instanceof Uint8Array) {
      return { t: 'typed', data: item };
    }
    if (Array.isArray(item)) {
      const shape = numericShape(item);
      if (shape !== undefined) return { t: 'numbers', shape, data: Float64Array.from(item.flat(Infinity) as number[]) };
      if (item.length > MAX_ITEMS) return tooMany;
      return { t: 'array', items: Array.from(item, (inner) => encode(inner, depth + 1)) };
    }
    const keys = Object.keys(item as object);
    if (keys.length > MAX_ITEMS) return tooMany;
    return { t: 'object', entries: keys.map((key) => [key, encode((item as Record<string, unknown>)[key], depth + 1)]) };
  };
  return encode(value, 0);
}

/** Rebuilds a value. Objects come back with the ordinary prototype and own keys only. */
export function decodeValue(value: WireValue, decoding: Decoding): unknown {
  if (typeof value !== 'object' || value === null) return value;
  switch (value.t) {
    case 'undefined':
      return undefined;
    case 'bigint':
      return BigInt(value.digits);
    case 'numbers':
      return nest(value.data, value.shape);
    case 'typed':
      return value.data;
    case 'tensor':
      return decoding.tensor(value.tensor);
    case 'array':
      return value.items.map((item) => decodeValue(item, decoding));
    case 'object': {
      const result = {};
      for (const [key, item] of value.entries) {
        // defineProperty, because assigning to "__proto__" would change the prototype.
        Object.defineProperty(result, key, { value: decodeValue(item, decoding), enumerable: true, writable: true, configurable: true });
      }
      return result;
    }
    case 'callback':
      return decoding.callback(value.id);
    case 'handle':
      return decoding.handle(value);
    case 'unsendable':
      return undefined;
  }
}

/** Row-major numbers as nested arrays of the shape. */
export function nest(data: ArrayLike<number>, shape: readonly number[]): unknown {
  let at = 0;
  const build = (axis: number): unknown => {
    if (axis === shape.length) return data[at++];
    return Array.from({ length: shape[axis]! }, () => build(axis + 1));
  };
  return build(0);
}
