import type * as tensorflow from '@tensorflow/tfjs';
import { CLOSED, HumanError } from '../protocol/human-error';
import type { LoadResult, Outcome, Target } from '../protocol/solution';
import { decodeValue, encodeValue, type Handle, type WireValue } from '../protocol/value';
import { ChannelFault, CourseFault, SolutionThrew } from './expectations/failures';
import { tensorFromWire, tensorToWire, type Engine } from './lazy-engine';
import type { SolutionClient } from './solution-client';
import type { Origin, TestTrace, TraceCall } from './trace';
import { copyTyped, copyValue } from './wire-copy';

/** A function that a test hands to learner code. */
type Callback = (...args: never[]) => unknown;

/** A handle that the module has not given yet: a `new` is on its way. */
export interface HandleBox {
  readonly handle: Promise<Handle>;
}

/** What a remote object stands for; `remote-solution.ts` makes the objects. */
export interface RemoteFactory {
  readonly fromHandle: (handle: Handle, origin: Origin) => object;
  /** The box behind a remote object; undefined for any other value. */
  readonly boxOf: (value: object) => HandleBox | undefined;
}

export interface AskOptions {
  readonly kind: TraceCall['kind'];
  readonly target: Target | HandleBox;
  readonly member?: string | undefined;
  readonly args?: readonly unknown[];
  readonly name: string;
  readonly exported: string;
}

/**
 * One test's conversation with one instance of a module. It asks one thing at a time, in the order in which
 * the test asked, and keeps what was asked and answered: the trace.
 */
export interface Session {
  readonly exports: ReadonlyMap<string, (LoadResult & { outcome: 'loaded' })['exports'][number]>;
  /** Sends one request when its turn comes; resolves with the answer's value, as this process sees it. */
  readonly ask: (options: AskOptions) => {
    readonly origin: Origin;
    readonly value: Promise<unknown>;
    readonly handle: Promise<Handle>;
  };
  readonly encode: (value: unknown) => WireValue;
  /** Answers what the module asks of a function that it was given. */
  readonly callback: (id: number, args: readonly WireValue[]) => Outcome;
  /** The call that is being answered, or was last: whom a probe belongs to. */
  readonly currentCall: () => number;
  readonly lastOrigin: () => Origin | undefined;
  /** A fault of the test's own that showed inside a callback, where it could only be thrown into learner code. */
  readonly fault: () => CourseFault | undefined;
  /** How many requests are still on their way. */
  readonly open: () => number;
  readonly trace: TestTrace;
}

export interface SessionOptions {
  readonly test: string;
  readonly client: SolutionClient;
  readonly loaded: LoadResult & { outcome: 'loaded' };
  readonly seed: number;
  readonly engine: Engine;
  readonly remotes: (session: Session) => RemoteFactory;
}

export function createSession({ test, client, loaded, seed, engine, remotes }: SessionOptions): Session {
  const exports = new Map(loaded.exports.map((described) => [described.name, described]));
  const calls: TraceCall[] = [];
  const callbacks = new Map<number, Callback>();
  let asked = 0;
  let open = 0;
  let last: Origin | undefined;
  let current = 0;
  let fault: CourseFault | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const special = (value: object | Callback): WireValue | undefined => {
    if (engine.started() && value instanceof engine.tf().Tensor) {
      const tensor = tensorToWire(value as tensorflow.Tensor);
      return tensor === undefined ? undefined : { t: 'tensor', tensor };
    }
    if (factory.boxOf(value) !== undefined)
      return { t: 'unsendable', what: 'something that lives in the learner’s code' };
    if (typeof value !== 'function') return copyTyped(value);
    const id = callbacks.size + 1;
    callbacks.set(id, value as Callback);
    return { t: 'callback', id };
  };
  /** Encodes a copy; remote objects become their handles, which have come by the time it is the request's turn. */
  const encodeWith = (handles: ReadonlyMap<object, Handle>, value: unknown): WireValue =>
    encodeValue(value, { special: (item) => handles.get(item) ?? special(item) });
  const encodeArguments = async (args: readonly unknown[]): Promise<WireValue[]> => {
    const handles = new Map<object, Handle>();
    for (const item of args.filter((arg) => isObject(arg))) {
      const box = factory.boxOf(item);
      if (box !== undefined) handles.set(item, await box.handle);
    }
    return args.map((arg) => encodeWith(handles, arg));
  };
  const decode = (value: WireValue, origin: Origin): unknown =>
    decodeValue(copyValue(value), {
      tensor: (tensor) => tensorFromWire(engine.tf(), tensor),
      callback: (id) => callbacks.get(id),
      handle: (handle) => factory.fromHandle(handle, origin),
    });

  const send = async ({ kind, member }: AskOptions, target: Target, args: readonly WireValue[]): Promise<Outcome> => {
    try {
      if (kind === 'get') return await client.get({ target, ...(member !== undefined && { property: member }) });
      return await client.call({
        target,
        args: [...args],
        seed,
        ...(member !== undefined && { method: member }),
        ...(kind === 'construct' && { construct: true }),
      });
    } catch (error) {
      if (error instanceof HumanError && error.code !== CLOSED) throw error;
      throw new ChannelFault(error instanceof Error ? error.message : String(error));
    }
  };

  const run = async (
    options: AskOptions,
    args: readonly WireValue[] | undefined,
    origin: Origin,
  ): Promise<WireValue> => {
    const target =
      'kind' in options.target ? options.target : { kind: 'handle' as const, id: (await options.target.handle).id };
    const values = args ?? (await encodeArguments(options.args ?? []));
    current = origin.call;
    const outcome = await send(options, target, values);
    calls.push({ kind: options.kind, target, member: options.member, args: values, outcome, origin });
    if (outcome.outcome === 'threw') throw new SolutionThrew(outcome.error, origin);
    if (!engine.started() && holdsTensor(outcome.value)) await engine.start();
    return outcome.value;
  };

  const ask: Session['ask'] = (options) => {
    const origin: Origin = {
      name: options.name,
      exported: options.exported,
      kind: options.kind,
      call: asked++,
      position: exports.get(options.exported)?.position,
    };
    last = origin;
    open++;
    // What is plain is copied now, so that a test may change its inputs afterwards; remote objects wait their turn.
    const args = (options.args ?? []).some((arg) => isObject(arg) && factory.boxOf(arg) !== undefined)
      ? undefined
      : (options.args ?? []).map((arg) => encodeWith(new Map(), arg));
    const answer = turn.then(() => run(options, args, origin)).finally(() => open--);
    turn = answer.catch(() => {});
    const handle = answer.then((value) => {
      if (typeof value === 'object' && value !== null && value.t === 'handle') return value;
      throw new ChannelFault('a constructor that gave no instance');
    });
    const value = answer.then((wire) => decode(wire, origin));
    // Either of the two may never be looked at: a rejection of it is not a fault of ours.
    handle.catch(() => {});
    value.catch(() => {});
    return { origin, value, handle };
  };

  const callback = (id: number, args: readonly WireValue[]): Outcome => {
    const called = callbacks.get(id);
    if (called === undefined) return threw('ReferenceError', 'There is no such callback');
    try {
      const values = args.map((arg) => decode(arg, last!)) as never[];
      const result = called(...values);
      if (result instanceof Promise) {
        result.catch(() => {});
        throw (fault = new CourseFault({
          en: 'A function that a test hands to the learner’s code is asynchronous; it must answer at once.',
          es: 'Una función que una prueba entrega al código del estudiante es asíncrona; debe responder al instante.',
        }));
      }
      return { outcome: 'returned', value: encodeWith(new Map(), result) };
    } catch (error) {
      return threw(
        error instanceof Error ? error.name : 'Error',
        error instanceof Error ? error.message : String(error),
      );
    }
  };

  const session: Session = {
    exports,
    ask,
    encode: (value) => encodeWith(new Map(), value),
    callback,
    currentCall: () => current,
    lastOrigin: () => last,
    fault: () => fault,
    open: () => open,
    trace: { test, calls, callback },
  };
  const factory = remotes(session);
  return session;
}

function threw(name: string, message: string): Outcome {
  return { outcome: 'threw', error: { name: name.slice(0, 200), message: message.slice(0, 4000), frames: [] } };
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function holdsTensor(value: WireValue): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (value.t === 'tensor') return true;
  if (value.t === 'array') return value.items.some(holdsTensor);
  return value.t === 'object' && value.entries.some(([, item]) => holdsTensor(item));
}
