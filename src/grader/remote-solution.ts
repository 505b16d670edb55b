import type { Target } from '../protocol/solution';
import type { Handle } from '../protocol/value';
import type { Solution } from './course-api';
import { ExpectationFailed } from './expectations/failures';
import { missingExport, wrongExport } from './expectations/messages';
import type { HandleBox, RemoteFactory, Session } from './session';
import type { Origin } from './trace';

/** A session, and what is known of the objects that it gave out. */
export interface RemoteContext {
  readonly session: Session;
  /** What each promise, member and result came from: whom a failing expectation is about. */
  readonly origins: WeakMap<object, Origin>;
  /** The handles behind remote objects. */
  readonly boxes: WeakMap<object, HandleBox>;
}

/**
 * The remote objects of a session: everything of the learner's that stays in the learner's process.
 * Callable, constructible and awaitable at once, because a proxy cannot know what the type says it is; what does not
 * agree with what the learner wrote is a failure of the learner's, found when it is used.
 */
export function createRemotes(context: RemoteContext): RemoteFactory {
  return {
    fromHandle: (handle, { name, exported }) => {
      const box = { handle: Promise.resolve(handle) };
      return handle.kind === 'function' || handle.kind === 'class'
        ? remoteFunction(context, box, handle, { name, exported })
        : remoteInstance(context, box, { name: handle.name || name, exported });
    },
    boxOf: (value) => context.boxes.get(value),
  };
}

interface Named {
  readonly name: string;
  readonly exported: string;
}

/** The learner's module as tests see it. */
export function createRemoteSolution<M>(context: RemoteContext): Solution<M> {
  const known = new Map<string, object>();
  return new Proxy({} as Solution<M> & object, {
    get: (_, key) => {
      // A promise asks everything for its `then`; an awaited module must not look like one.
      if (typeof key === 'symbol' || key === 'then') return undefined;
      const made = known.get(key) ?? remoteExport(context, key);
      known.set(key, made);
      return made;
    },
  });
}

function remoteExport(context: RemoteContext, name: string): object {
  const described = context.session.exports.get(name);
  const target: Target = { kind: 'export', name };
  const named = { name, exported: name };
  const refuse = (expected: 'function' | 'class'): ExpectationFailed =>
    described === undefined
      ? new ExpectationFailed({ rung: 'exists', ...missingExport(name) })
      : new ExpectationFailed({
          rung: 'kind',
          ...wrongExport(name, described.kind === 'value' ? undefined : described.kind, expected),
          ...(described.position !== undefined && { position: described.position }),
        });
  return new Proxy(blank(), {
    apply: (_, __, args: unknown[]) => {
      if (described?.kind !== 'function') return rejected(refuse('function'));
      return remember(context, context.session.ask({ kind: 'call', target, args, ...named }));
    },
    construct: (_, args: unknown[]) => {
      if (described === undefined || described.kind === 'value') {
        return remoteInstance(context, { handle: rejected(refuse('class')) }, named);
      }
      return remoteInstance(context, context.session.ask({ kind: 'construct', target, args, ...named }), named);
    },
    get: (self, key) => {
      if (typeof key === 'symbol') return undefined;
      if (key !== 'then') return described === undefined ? undefined : remoteMember(context, target, key, named);
      // Functions and classes are themselves when awaited; a missing export fails there.
      if (described === undefined) return thenOf(() => rejected(refuse('function')));
      if (described.kind !== 'value') return undefined;
      return thenOf(() => rememberAs(context, self, context.session.ask({ kind: 'get', target, ...named })));
    },
  });
}

function remoteFunction(context: RemoteContext, box: HandleBox, handle: Handle, named: Named): object {
  const target: Target = { kind: 'handle', id: handle.id };
  const remote = new Proxy(blank(), {
    apply: (_, __, args: unknown[]) => remember(context, context.session.ask({ kind: 'call', target, args, ...named })),
    construct: (_, args: unknown[]) =>
      remoteInstance(context, context.session.ask({ kind: 'construct', target, args, ...named }), named),
    get: () => undefined,
  });
  context.boxes.set(remote, box);
  return remote;
}

function remoteInstance(context: RemoteContext, box: HandleBox, named: Named): object {
  const instance = new Proxy(
    {},
    {
      get: (_, key) => (typeof key === 'symbol' || key === 'then' ? undefined : remoteMember(context, box, key, named)),
    },
  );
  context.boxes.set(instance, box);
  return instance;
}

/** A method or a property of something remote: called or awaited, whichever the test does. */
function remoteMember(
  context: RemoteContext,
  target: Target | HandleBox,
  member: string,
  { name, exported }: Named,
): object {
  const named = { name: `${name}.${member}`, exported };
  return new Proxy(blank(), {
    apply: (_, __, args: unknown[]) =>
      remember(context, context.session.ask({ kind: 'call', target, member, args, ...named })),
    get: (self, key) =>
      key === 'then'
        ? thenOf(() => rememberAs(context, self, context.session.ask({ kind: 'get', target, member, ...named })))
        : undefined,
  });
}

/** A function is the only target whose proxy can be called; a plain one, because an arrow cannot be constructed. */
function blank(): object {
  return function remote() {};
}

function rejected<T>(error: Error): Promise<T> {
  const promise = Promise.reject<T>(error);
  promise.catch(() => {});
  return promise;
}

function remember(context: RemoteContext, asked: { value: Promise<unknown>; origin: Origin }): Promise<unknown> {
  const promise = rememberAs(context, asked.value, asked);
  context.origins.set(promise, asked.origin);
  return promise;
}

function rememberAs(
  { origins }: RemoteContext,
  key: object,
  { value, origin }: { value: Promise<unknown>; origin: Origin },
): Promise<unknown> {
  origins.set(key, origin);
  const remembered = value.then((result) => {
    if (typeof result === 'object' && result !== null) origins.set(result, origin);
    return result;
  });
  remembered.catch(() => {});
  return remembered;
}

function thenOf(ask: () => Promise<unknown>): Promise<unknown>['then'] {
  return (resolve, reject) => ask().then(resolve, reject);
}
