import { setImmediate } from 'node:timers';
import * as z from 'zod/mini';
import { FrameError } from '../protocol/frame';
import { toWireError } from '../protocol/wire-error';
import { solutionContract, type Thrown } from '../protocol/solution';
import type { Host } from './host';
import type { Session } from './session';

type Method = keyof (typeof solutionContract)['requests'];

/**
 * Answers the grader's requests one after another, until it is gone.
 *
 * The process reads only between requests. While one is worked on, the event loop turns, so that promises, timers and
 * `model.fit` go on; an error that no caller catches, or a promise that nothing can settle any more, answers it too.
 */
export function serve(host: Host, session: Session): void {
  let interrupt: ((error: Thrown) => void) | undefined;
  const interrupted = (error: unknown): void => {
    if (interrupt !== undefined) return interrupt(session.thrown(error));
    // Between requests nobody waits for it: the process ends, as it would without us, and the grader sees that.
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  };
  process.on('uncaughtException', interrupted);
  process.on('unhandledRejection', interrupted);
  process.on('beforeExit', () => {
    interrupt?.({ name: 'UnsettledPromise', message: 'The promise that was returned can never settle: nothing is left that could settle it.', frames: [] });
  });

  const work = async (method: Method, params: unknown): Promise<unknown> => {
    const parsed = z.safeParse(solutionContract.requests[method].params, params);
    if (!parsed.success) throw new Error(`${method} does not keep the contract: ${parsed.error.message}`);
    const handler = session.handlers[method] as (params: unknown) => Promise<unknown>;
    const result = handler(parsed.data);
    const accident = new Promise<unknown>((resolve) => {
      interrupt = (error) => resolve(method === 'load' ? { outcome: 'failed', reason: 'threw', error } : { outcome: 'threw', error });
    });
    const outcome = await Promise.race([result, accident]);
    // One turn of the loop, so that a rejection that nobody handles is this call's.
    return Promise.race([new Promise((resolve) => setImmediate(resolve, outcome)), accident]);
  };

  const answer = async (id: number, method: string, params: unknown): Promise<void> => {
    try {
      if (!Object.hasOwn(solutionContract.requests, method)) throw new Error(`Unknown method "${method}"`);
      const result = await work(method as Method, params);
      session.takeOver();
      replyWithin(host, id, result);
    } catch (error) {
      session.takeOver();
      host.reply({ id, error: toWireError(error) });
    } finally {
      interrupt = undefined;
    }
  };

  const turn = async (): Promise<void> => {
    const request = host.next();
    if (request === undefined) process.exit(0);
    await answer(request.id, request.method, request.params);
    setImmediate(() => void turn());
  };
  setImmediate(() => void turn());
}

/** What is too large for a frame is told, not sent. */
function replyWithin(host: Host, id: number, result: unknown): void {
  try {
    host.reply({ id, result });
  } catch (error) {
    if (!(error instanceof FrameError)) throw error;
    host.reply({ id, result: { outcome: 'returned', value: { t: 'unsendable', what: 'a value of more than 64 MiB' } } });
  }
}
