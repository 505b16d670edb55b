import * as z from 'zod/mini';
import { deferred } from './deferred';
import { CANCELLED, CLOSED, HumanError } from './human-error';
import { fromWireError, toWireError, wireErrorSchema, type WireError } from './wire-error';

/**
 * Requests, replies and events between two sides that do not trust each other's words.
 *
 * A contract is a value: zod schemas for what one side serves. Each side opens a peer over a port, naming
 * the contract it serves and the one it calls. What arrives is validated once, here, and nowhere else.
 */
export const PROTOCOL_VERSION = 1;

/** One direction-free channel of structured-cloneable messages. */
export interface Port {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, when nothing will arrive any more. */
  onClose(listener: () => void): void;
  close(): void;
}

type Schema = z.ZodMiniType;
export interface RequestSchema<P extends Schema = Schema, R extends Schema = Schema> {
  readonly params: P;
  readonly result: R;
}
export interface Contract {
  /** What the serving side answers. */
  readonly requests: Readonly<Record<string, RequestSchema>>;
  /** What the serving side says unasked. */
  readonly events: Readonly<Record<string, Schema>>;
}

/** Types a contract without widening it. */
export function defineContract<const C extends Contract>(contract: C): C {
  return contract;
}

type Params<R extends RequestSchema> = z.output<R['params']>;
type Result<R extends RequestSchema> = z.output<R['result']>;

/** The functions a contract's serving side must provide. */
export type Handlers<C extends Contract> = {
  readonly [M in keyof C['requests']]: (
    params: Params<C['requests'][M]>,
    signal: AbortSignal,
  ) => Result<C['requests'][M]> | Promise<Result<C['requests'][M]>>;
};

/** The functions a contract's calling side gets. */
export type Client<C extends Contract> = {
  readonly [M in keyof C['requests']]: (
    params: Params<C['requests'][M]>,
    signal?: AbortSignal,
  ) => Promise<Result<C['requests'][M]>>;
};

/** Listeners for what the other side says unasked. */
export type Listeners<C extends Contract> = {
  readonly [E in keyof C['events']]?: (payload: z.output<C['events'][E]>) => void;
};

/** Says something unasked to the other side. */
export type Emit<C extends Contract> = <E extends keyof C['events'] & string>(
  event: E,
  payload: z.output<C['events'][E]>,
) => void;

/** What crosses a port. */
export const messageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), version: z.int() }),
  z.object({ type: z.literal('request'), id: z.int(), method: z.string(), params: z.unknown() }),
  z.object({ type: z.literal('cancel'), id: z.int() }),
  z.object({ type: z.literal('reply'), id: z.int(), result: z.optional(z.unknown()), error: z.optional(wireErrorSchema) }),
  z.object({ type: z.literal('event'), name: z.string(), payload: z.unknown() }),
]);
export type Message = z.infer<typeof messageSchema>;

export interface PeerOptions<S extends Contract, C extends Contract> {
  readonly port: Port;
  /** The contract this side serves, with its handlers; none for a side that only calls. */
  readonly serves?: { readonly contract: S; readonly handlers: Handlers<S> };
  /** The contract this side calls, with its listeners; none for a side that only serves. */
  readonly calls?: { readonly contract: C; readonly listeners?: Listeners<C> };
  /** Told of everything that arrives and is not of the contract; the peer closes after it. */
  readonly onViolation?: (what: string) => void;
}

export interface Peer<S extends Contract, C extends Contract> {
  readonly client: Client<C>;
  readonly emit: Emit<S>;
  /** Resolves once the other side has said hello with our version; rejects when it cannot. */
  readonly ready: Promise<void>;
  readonly closed: Promise<void>;
  close(): void;
}

const NO_CONTRACT = { requests: {}, events: {} } as const satisfies Contract;

function closedError(): HumanError {
  return new HumanError(CLOSED, {
    en: 'The other process went away before it answered.',
    es: 'El otro proceso desapareció antes de responder.',
  });
}

function cancelledError(): HumanError {
  return new HumanError(CANCELLED, { en: 'Stopped.', es: 'Detenido.' });
}

function unknownMethod(method: string): WireError {
  return toWireError(new Error(`Unknown method "${method}"`));
}

interface Pending {
  readonly schema: Schema;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Opens one side of a channel.
 * Every request gets exactly one reply, an unknown method too. Closing rejects whatever is pending.
 */
export function openPeer<S extends Contract = typeof NO_CONTRACT, C extends Contract = typeof NO_CONTRACT>(
  options: PeerOptions<S, C>,
): Peer<S, C> {
  const { port, serves, calls } = options;
  const pending = new Map<number, Pending>();
  const running = new Map<number, AbortController>();
  let nextId = 1;
  let open = true;
  const ready = deferred<void>();
  const closed = deferred<void>();
  ready.promise.catch(() => {});

  const post = (message: Message): void => {
    if (open) port.post(message);
  };

  const finish = (): void => {
    if (!open) return;
    open = false;
    for (const { reject } of pending.values()) reject(closedError());
    pending.clear();
    for (const controller of running.values()) controller.abort();
    running.clear();
    ready.reject(closedError());
    closed.resolve();
  };

  const violate = (what: string): void => {
    options.onViolation?.(what);
    port.close();
    finish();
  };

  const reply = (id: number, outcome: { result?: unknown } | { error: WireError }): void => {
    running.delete(id);
    post({ type: 'reply', id, ...outcome });
  };

  const answer = async ({ id, method, params }: { id: number; method: string; params: unknown }): Promise<void> => {
    const schema = own(serves?.contract.requests, method);
    const handler = own(serves?.handlers as Record<string, (params: unknown, signal: AbortSignal) => unknown>, method);
    if (schema === undefined || handler === undefined) return reply(id, { error: unknownMethod(method) });
    if (running.has(id)) return violate(`request ${id} twice`);
    const parsed = z.safeParse(schema.params, params);
    if (!parsed.success) return reply(id, { error: toWireError(new Error(describeIssues(method, parsed.error))) });
    const controller = new AbortController();
    running.set(id, controller);
    try {
      reply(id, { result: await handler(parsed.data, controller.signal) });
    } catch (error) {
      reply(id, { error: toWireError(error) });
    }
  };

  const settle = ({ id, result, error }: { id: number; result?: unknown; error?: WireError | undefined }): void => {
    const waiting = pending.get(id);
    if (waiting === undefined) return violate(`unsolicited reply ${id}`);
    pending.delete(id);
    if (error !== undefined) return waiting.reject(fromWireError(error));
    const parsed = z.safeParse(waiting.schema, result);
    if (parsed.success) return waiting.resolve(parsed.data);
    waiting.reject(new Error(describeIssues('reply', parsed.error)));
  };

  const hear = (name: string, payload: unknown): void => {
    const schema = own(calls?.contract.events, name);
    if (schema === undefined) return violate(`unknown event "${name}"`);
    const parsed = z.safeParse(schema, payload);
    if (!parsed.success) return violate(describeIssues(name, parsed.error));
    own(calls?.listeners as Record<string, (payload: unknown) => void>, name)?.(parsed.data);
  };

  port.onMessage((raw) => {
    if (!open) return;
    const parsed = z.safeParse(messageSchema, raw);
    if (!parsed.success) return violate(describeIssues('message', parsed.error));
    const message = parsed.data;
    switch (message.type) {
      case 'hello':
        if (message.version === PROTOCOL_VERSION) return ready.resolve();
        return violate(`protocol ${message.version}, expected ${PROTOCOL_VERSION}`);
      case 'request':
        return void answer({ id: message.id, method: message.method, params: message.params });
      case 'cancel':
        return running.get(message.id)?.abort();
      case 'reply':
        return settle(message);
      case 'event':
        return hear(message.name, message.payload);
    }
  });
  port.onClose(finish);

  const call = (method: string, params: unknown, signal?: AbortSignal): Promise<unknown> => {
    if (!open) return Promise.reject(closedError());
    if (signal?.aborted) return Promise.reject(cancelledError());
    const schema = own(calls?.contract.requests, method);
    if (schema === undefined) return Promise.reject(new Error(`Unknown method "${method}"`));
    const id = nextId++;
    const { promise, resolve, reject } = deferred<unknown>();
    const cancel = (): void => post({ type: 'cancel', id });
    const forget = (): void => signal?.removeEventListener('abort', cancel);
    signal?.addEventListener('abort', cancel, { once: true });
    pending.set(id, {
      schema: schema.result,
      resolve: (value) => (forget(), resolve(value)),
      reject: (error) => (forget(), reject(error)),
    });
    post({ type: 'request', id, method, params });
    return promise;
  };

  const client = Object.fromEntries(
    Object.keys(calls?.contract.requests ?? {}).map((method) => [
      method,
      (params: unknown, signal?: AbortSignal) => call(method, params, signal),
    ]),
  ) as Client<C>;

  post({ type: 'hello', version: PROTOCOL_VERSION });

  return {
    client,
    emit: (name, payload) => post({ type: 'event', name, payload }),
    ready: ready.promise,
    closed: closed.promise,
    close: () => {
      port.close();
      finish();
    },
  };
}

/** Looks a name up without the prototype: a method called "constructor" is unknown. */
function own<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

function describeIssues(what: string, error: z.core.$ZodError): string {
  const issues = error.issues.slice(0, 3).map(({ path, message }) => `${path.join('.') || '(whole)'}: ${message}`);
  return `${what} does not keep the contract: ${issues.join('; ')}`;
}
