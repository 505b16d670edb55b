import { createContext, Script } from 'node:vm';

/** Code of the course's own that did not end in time. */
export class DidNotEnd extends Error {
  constructor(milliseconds: number) {
    super(`It did not end within ${milliseconds} ms`);
    this.name = 'DidNotEnd';
  }
}

/** Work that goes on by itself until it has to wait for a promise, which it yields. */
export type Stretches<T> = Generator<Promise<unknown>, T, never>;

export interface TimeGuard {
  /** Calls a function; throws DidNotEnd when it is still running after the limit. */
  readonly run: <T>(call: () => T) => T;
  /** Waits for a promise; rejects with DidNotEnd when it has not settled after the limit. */
  readonly settled: <T>(value: T | Promise<T>) => Promise<T>;
  /**
   * Does work in stretches, one guard over each: entering the guard costs more than most of what it guards.
   * Rejects with DidNotEnd when a stretch or a wait takes longer than the limit.
   */
  readonly drive: <T>(work: Stretches<T>) => Promise<T>;
}

/** A guard that calls without one, for code that was seen to end; it still does not wait for ever. */
export function withoutGuard(guard: TimeGuard): TimeGuard {
  return { ...guard, run: (call) => call() };
}

/**
 * Guards against course code that loops for ever in this process.
 * V8 interrupts whatever a script calls once the script's time is over, ordinary functions of ours included.
 * Costs about 0.1 ms a call.
 */
export function createTimeGuard(milliseconds: number): TimeGuard {
  const context = createContext({ call: undefined });
  const script = new Script('call()');
  const run: TimeGuard['run'] = (call) => {
    context['call'] = call;
    try {
      return script.runInContext(context, { timeout: milliseconds }) as ReturnType<typeof call>;
    } catch (error) {
      if ((error as { code?: unknown } | null)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
        throw new DidNotEnd(milliseconds);
      throw error;
    } finally {
      context['call'] = undefined;
    }
  };
  const settled: TimeGuard['settled'] = async (value) => {
    if (!(value instanceof Promise)) return value;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new DidNotEnd(milliseconds)), milliseconds);
    });
    try {
      return await Promise.race([value, late]);
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    run,
    settled,
    drive: async (work) => {
      let step = run(() => work.next());
      while (step.done !== true) {
        const value = (await settled(step.value)) as never;
        step = run(() => work.next(value));
      }
      return step.value;
    },
  };
}
