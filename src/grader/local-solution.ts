import type * as tensorflow from '@tensorflow/tfjs';
import { isClass } from '../loader/describe-exports';
import type { LoadResult, Outcome, Target } from '../protocol/solution';
import { decodeValue, encodeValue, type Handle, type WireValue } from '../protocol/value';
import { tensorFromWire, tensorToWire, type Engine } from './lazy-engine';
import type { SolutionClient } from './solution-client';
import { DidNotEnd, type TimeGuard } from './time-guard';
import type { TraceCall } from './trace';
import { copyTyped, copyValue } from './wire-copy';

/** A module's exports by name. */
export type Exports = Readonly<Record<string, unknown>>;

/** One thing that can be asked of a module. */
export type LocalRequest = Pick<TraceCall, 'kind' | 'target' | 'member' | 'args'>;

export interface LocalSolutionOptions {
  readonly exports: Exports;
  readonly engine: Engine;
  /** Answers a callback that was among the arguments, at once. */
  readonly callback: (id: number, args: readonly WireValue[]) => Outcome;
}

/**
 * A module of the course (a reference, an alternate, a mistake) in the grader's own process, with the semantics that
 * a learner's module has in its own: arguments and results are copies, functions and instances handles.
 * Answers at once, unless the module's function is asynchronous.
 */
export function createLocalSolution({
  exports,
  engine,
  callback,
}: LocalSolutionOptions): (request: LocalRequest) => Outcome | Promise<Outcome> {
  const handles = new Map<number, unknown>();
  const held = new Map<unknown, Handle>();

  const hold = (value: object, kind: Handle['kind']): Handle => {
    const known = held.get(value);
    if (known !== undefined) return known;
    const handle: Handle = { t: 'handle', id: handles.size + 1, kind, name: nameOf(value) };
    handles.set(handle.id, value);
    held.set(value, handle);
    return handle;
  };
  const special = (value: object | ((...args: never[]) => unknown)): WireValue | undefined => {
    if (engine.started() && value instanceof engine.tf().Tensor) {
      const tensor = tensorToWire(value as tensorflow.Tensor);
      return tensor === undefined ? { t: 'unsendable', what: 'a tensor of another dtype' } : { t: 'tensor', tensor };
    }
    if (engine.started() && value instanceof engine.tf().LayersModel) return hold(value, 'model');
    const kind = handleKind(value);
    return kind === undefined ? copyTyped(value) : hold(value, kind);
  };
  const encode = (value: unknown): WireValue => encodeValue(value, { special });
  const decode = (value: WireValue): unknown =>
    decodeValue(copyValue(value), {
      tensor: (tensor) => tensorFromWire(engine.tf(), tensor),
      callback:
        (id) =>
        (...args: unknown[]) =>
          unwrap(callback(id, args.map(encode)), decode),
      handle: (handle) => handles.get(handle.id),
    });
  const resolve = (target: Target): unknown => {
    if (target.kind === 'handle') return handles.get(target.id);
    return Object.hasOwn(exports, target.name) ? exports[target.name] : undefined;
  };
  const run = ({ kind, target, member, args }: LocalRequest): unknown => {
    const receiver = resolve(target);
    const found = member === undefined ? receiver : (receiver as Record<string, unknown>)[member];
    if (kind === 'get') return found;
    const values = args.map(decode);
    if (kind === 'construct') return Reflect.construct(found as never, values);
    if (typeof found !== 'function') throw new TypeError(`${member ?? 'it'} is not a function`);
    return Reflect.apply(found, member === undefined ? undefined : receiver, values);
  };

  return (request) => {
    try {
      const value = run(request);
      if (value instanceof Promise)
        return value.then((settled) => ({ outcome: 'returned', value: encode(settled) }) as const, threw);
      return { outcome: 'returned', value: encode(value) };
    } catch (error) {
      return threw(error);
    }
  };
}

/** A local module as a client, so that tests run against it as against a learner's process. What does not end throws. */
export function createLocalClient(
  options: Omit<LocalSolutionOptions, 'exports'> & {
    readonly instantiate: () => Exports | Promise<Exports>;
    readonly guard: TimeGuard;
  },
): SolutionClient {
  const { instantiate, guard } = options;
  let solution = createLocalSolution({ ...options, exports: {} });
  const ask = async (request: LocalRequest): Promise<Outcome> => {
    try {
      return await guard.settled(guard.run(() => solution(request)));
    } catch (error) {
      if (error instanceof DidNotEnd) return threw(error);
      throw error;
    }
  };
  return {
    load: async (): Promise<LoadResult> => {
      const exports = await instantiate();
      solution = createLocalSolution({ ...options, exports });
      return {
        outcome: 'loaded',
        exports: Object.entries(exports).map(([name, value]) => ({
          name,
          kind: exportKind(value),
          arity: typeof value === 'function' ? value.length : 0,
        })),
        engine: { name: 'none', version: '' },
      };
    },
    call: ({ target, method, construct, args }) =>
      ask({ kind: construct === true ? 'construct' : 'call', target, member: method, args }),
    get: ({ target, property }) => ask({ kind: 'get', target, member: property, args: [] }),
  };
}

function unwrap(outcome: Outcome, decode: (value: WireValue) => unknown): unknown {
  if (outcome.outcome === 'returned') return decode(outcome.value);
  throw Object.assign(new Error(outcome.error.message), { name: outcome.error.name });
}

function threw(error: unknown): Outcome {
  const known = error instanceof Error ? error : new Error(String(error));
  return {
    outcome: 'threw',
    error: { name: known.name.slice(0, 200), message: known.message.slice(0, 4000), frames: [] },
  };
}

function exportKind(value: unknown): 'function' | 'class' | 'value' {
  if (typeof value !== 'function') return 'value';
  return isClass(value) ? 'class' : 'function';
}

/** Plain objects and arrays cross as data; everything with a prototype of its own stays where it is. */
function handleKind(value: object | ((...args: never[]) => unknown)): Handle['kind'] | undefined {
  if (typeof value === 'function') return isClass(value) ? 'class' : 'function';
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return undefined;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype ? undefined : 'instance';
}

function nameOf(value: object): string {
  const name: unknown = typeof value === 'function' ? value.name : value.constructor.name;
  return String(name).slice(0, 200);
}
