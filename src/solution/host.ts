import * as z from 'zod/mini';
import { fromWireError } from '../protocol/wire-error';
import { messageSchema, PROTOCOL_VERSION, type Contract, type Message } from '../protocol/rpc';
import type { SyncChannel } from './sync-channel';

/** The grader, seen from the learner's process: it is asked and answers while everything here stands still. */
export interface Host {
  /** Waits for what the grader wants next; undefined when it is gone. */
  readonly next: () => Extract<Message, { type: 'request' }> | undefined;
  readonly reply: (reply: Omit<Extract<Message, { type: 'reply' }>, 'type'>) => void;
  readonly ask: (method: string, params: unknown) => unknown;
}

/** The grader went away, or speaks another protocol: nothing more can be done here. */
export class HostGone extends Error {}

/** Says hello, and speaks the messages of `rpc.ts` with a side that serves this contract. */
export function openHost(channel: SyncChannel, contract: Contract): Host {
  let nextId = 1;
  const write = (message: Message): void => channel.write(message);

  const read = (): Message | undefined => {
    const raw = channel.read();
    return raw === undefined ? undefined : z.parse(messageSchema, raw);
  };

  const reply: Host['reply'] = (content) => write({ type: 'reply', ...content });

  write({ type: 'hello', version: PROTOCOL_VERSION });
  return {
    reply,
    next: () => {
      for (let message = read(); message !== undefined; message = read()) {
        if (message.type === 'hello' && message.version !== PROTOCOL_VERSION) throw new HostGone(`protocol ${message.version}`);
        // A cancelled request is answered all the same; a grader that does not want to wait kills.
        if (message.type === 'request') return message;
      }
      return undefined;
    },
    ask: (method, params) => {
      const id = nextId++;
      write({ type: 'request', id, method, params });
      for (let message = read(); message !== undefined; message = read()) {
        if (message.type === 'request') reply({ id: message.id, error: busy(message.method) });
        if (message.type !== 'reply' || message.id !== id) continue;
        if (message.error !== undefined) throw fromWireError(message.error);
        return z.parse(contract.requests[method]!.result, message.result);
      }
      throw new HostGone('the grader is gone');
    },
  };
}

function busy(method: string) {
  return {
    code: 'busy',
    message: {
      en: `The learner's code waits for a callback to return; it cannot answer "${method}" until then.`,
      es: `El código espera a que termine una función de la prueba; hasta entonces no puede responder a "${method}".`,
    },
  };
}
