import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import { HumanError } from './human-error';
import { defineContract, openPeer, PROTOCOL_VERSION, type Message, type Port } from './rpc';

const contract = defineContract({
  requests: {
    double: { params: z.object({ value: z.number() }), result: z.number() },
    fail: { params: z.object({ human: z.boolean() }), result: z.null() },
    hang: { params: z.object({}), result: z.null() },
  },
  events: { said: z.object({ text: z.string() }) },
});

interface End extends Port {
  deliver(message: unknown): void;
  hangUp(): void;
  readonly posted: unknown[];
}

/** Two ports joined back to back, delivering structured clones asynchronously, as real channels do. */
function channel(): [End, End] {
  const make = (): End & { other?: End } => {
    let onMessage: (message: unknown) => void = () => {};
    let onClose: () => void = () => {};
    const end: End & { other?: End } = {
      posted: [],
      post(message) {
        end.posted.push(message);
        const copy = structuredClone(message);
        queueMicrotask(() => end.other?.deliver(copy));
      },
      onMessage: (listener) => (onMessage = listener),
      onClose: (listener) => (onClose = listener),
      close: () => queueMicrotask(() => end.other?.hangUp()),
      deliver: (message) => onMessage(message),
      hangUp: () => onClose(),
    };
    return end;
  };
  const [left, right] = [make(), make()];
  left.other = right;
  right.other = left;
  return [left, right];
}

function pair() {
  const [left, right] = channel();
  const heard: string[] = [];
  const violations: string[] = [];
  const aborted: string[] = [];
  const server = openPeer({
    port: right,
    serves: {
      contract,
      handlers: {
        double: ({ value }) => value * 2,
        fail: ({ human }) => {
          if (human) throw new HumanError('no-file', { en: 'There is no file.', es: 'No hay archivo.' }, { en: 'Make one.', es: 'Crea uno.' });
          throw new TypeError('a bug');
        },
        hang: (_, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => (aborted.push('hang'), reject(new HumanError('cancelled', { en: 'Stopped.', es: 'Detenido.' }))))),
      },
    },
  });
  const client = openPeer({
    port: left,
    calls: { contract, listeners: { said: ({ text }) => heard.push(text) } },
    onViolation: (what) => violations.push(what),
  });
  return { left, right, server, client, heard, violations, aborted };
}

describe('rpc', () => {
  it('says hello with its version first', () => {
    const { left, right } = pair();
    assert.deepEqual(left.posted[0], { type: 'hello', version: PROTOCOL_VERSION });
    assert.deepEqual(right.posted[0], { type: 'hello', version: PROTOCOL_VERSION });
  });

  it('is not ready for another version', async () => {
    const { client, left, violations } = pair();
    left.deliver({ type: 'hello', version: 99 } satisfies Message);
    await assert.rejects(client.ready);
    assert.match(violations[0]!, /protocol 99/);
  });

  it('answers a request with its result', async () => {
    assert.equal(await pair().client.client.double({ value: 21 }), 42);
  });

  it('carries a HumanError whole, in both languages', async () => {
    await assert.rejects(pair().client.client.fail({ human: true }), (error: HumanError) => {
      assert.equal(error.code, 'no-file');
      assert.equal(error.localized.es, 'No hay archivo.');
      assert.equal(error.hint?.es, 'Crea uno.');
      return true;
    });
  });

  it('carries a bug with its stack', async () => {
    await assert.rejects(pair().client.client.fail({ human: false }), (error: Error) => {
      assert.equal(error.message, 'a bug');
      assert.match(error.stack!, /TypeError: a bug/);
      return true;
    });
  });

  for (const method of ['nothing', 'constructor', '__proto__']) {
    it(`replies exactly once to the unknown method "${method}"`, async () => {
      const { left, right } = pair();
      right.deliver({ type: 'request', id: 7, method, params: {} } satisfies Message);
      await new Promise(setImmediate);
      const replies = right.posted.filter((message) => (message as Message).type === 'reply');
      assert.equal(replies.length, 1);
      assert.match(JSON.stringify(replies[0]), /Unknown method/);
      assert.equal(left.posted.length, 1);
    });
  }

  it('replies with an error to params that break the contract, without calling the handler', async () => {
    await assert.rejects(pair().client.client.double({ value: 'x' } as never), /double does not keep the contract: value/);
  });

  it('rejects what is pending when the port closes', async () => {
    const { client, left } = pair();
    const answer = client.client.hang({});
    left.hangUp();
    await assert.rejects(answer, { code: 'closed' });
    await client.closed;
  });

  it('carries an abort across, and the handler decides the reply', async () => {
    const { client, aborted } = pair();
    const controller = new AbortController();
    const answer = client.client.hang({}, controller.signal);
    await new Promise(setImmediate);
    controller.abort();
    await assert.rejects(answer, { code: 'cancelled' });
    assert.deepEqual(aborted, ['hang']);
  });

  it('aborts what it serves when the port closes', async () => {
    const { client, right, aborted } = pair();
    client.client.hang({}).catch(() => {});
    await new Promise(setImmediate);
    right.hangUp();
    assert.deepEqual(aborted, ['hang']);
  });

  it('delivers events that keep the contract', async () => {
    const { server, heard } = pair();
    server.emit('said', { text: 'hola' });
    await new Promise(setImmediate);
    assert.deepEqual(heard, ['hola']);
  });

  for (const [name, message] of [
    ['a reply to nothing', { type: 'reply', id: 12, result: 1 }],
    ['an event outside the contract', { type: 'event', name: 'shouted', payload: {} }],
    ['an event of the wrong shape', { type: 'event', name: 'said', payload: { text: 5 } }],
    ['something that is no message', 'garbage'],
  ] as const) {
    it(`closes on ${name}`, async () => {
      const { client, left, violations } = pair();
      left.deliver(message);
      assert.equal(violations.length, 1);
      await client.closed;
    });
  }
});
