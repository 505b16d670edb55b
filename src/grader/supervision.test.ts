import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { encodeFrame, MAX_BODY } from '../protocol/frame';
import { startDeadline } from './deadline';
import { createFramedPort } from './framed-port';
import { createOutputFilter, printable } from './output-filter';
import { createPauseGate } from './pause-gate';
import { earnedPoints, scoreTests } from './scoring';
import { createTimeGuard, DidNotEnd } from './time-guard';
import type { TestReport, Verdict } from '../protocol/report';
import { verbatim } from '../protocol/localized';

describe('createFramedPort', () => {
  const open = () => {
    const [incoming, outgoing] = [new PassThrough(), new PassThrough()];
    const [messages, violations]: [unknown[], string[]] = [[], []];
    let closed = 0;
    const port = createFramedPort(incoming, outgoing, (what) => violations.push(what));
    port.onMessage((message) => messages.push(message));
    port.onClose(() => closed++);
    return { incoming, port, messages, violations, closed: () => closed };
  };
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  it('hands on frames, whatever pieces they come in', async () => {
    const { incoming, messages } = open();
    const bytes = Buffer.concat([encodeFrame({ a: 1 }), encodeFrame({ b: Float64Array.of(2) })]);
    for (let at = 0; at < bytes.length; at += 5) incoming.write(bytes.subarray(at, at + 5));
    await turn();
    assert.equal(messages.length, 2);
  });

  it('ends at the first thing that is no frame, told once', async () => {
    const { incoming, messages, violations, closed } = open();
    incoming.write('{"type":"reply","id":1,"result":"pass"}\n');
    incoming.write('more');
    await turn();
    assert.deepEqual([messages.length, violations.length, closed()], [0, 1, 1]);
  });

  it('ends at a length beyond the cap, before anything of it is kept', async () => {
    const { incoming, violations } = open();
    const prefix = Buffer.from(encodeFrame({}).subarray(0, 12));
    prefix.writeUInt32LE(MAX_BODY + 1, 8);
    incoming.write(prefix);
    await turn();
    assert.equal(violations.length, 1);
  });

  it('is quiet after the end', () => {
    const { port } = open();
    port.close();
    assert.doesNotThrow(() => port.post({ type: 'late' }));
  });
});

describe('createOutputFilter', () => {
  it('strips what a terminal would obey', () =>
    assert.equal(printable('\u001b[31mred\u001b[0m\u0007\r\nnext\u202e\tend'), 'red\nnext\tend'));

  it('keeps so much and no more, and ends a flood', () => {
    let [text, floods] = ['', 0];
    const { add } = createOutputFilter({
      kept: 10,
      limit: 100,
      onText: (more) => (text += more),
      onFlood: () => floods++,
    });
    add(Buffer.from('x'.repeat(50)));
    add(Buffer.from('x'.repeat(50)));
    assert.deepEqual([text, floods], [`${'x'.repeat(10)}\n…\n`, 0]);
    add(Buffer.from('x'));
    assert.equal(floods, 1);
  });

  it('knows V8’s last words and does not repeat them', () => {
    let text = '';
    const filter = createOutputFilter({
      kept: 1000,
      limit: 10_000,
      onText: (more) => (text += more),
      onFlood: () => {},
    });
    filter.add(Buffer.from('mine\n\n<--- Last few GCs --->\n[1:0x1]'));
    filter.add(Buffer.from('FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'));
    assert.equal(filter.sawHeapExhausted(), true);
    assert.equal(text, 'mine\n\n');
  });
});

describe('startDeadline', () => {
  it('counts only what is not rest', () => {
    let time = 0;
    const deadline = startDeadline(60_000, () => time);
    time = 100;
    deadline.rest();
    time = 5_000;
    deadline.resume();
    time = 5_050;
    assert.equal(deadline.used(), 150);
    deadline.drop();
    deadline.resume();
    time = 9_000;
    assert.equal(deadline.used(), 150);
  });

  it('ends', () => startDeadline(1).over);
});

describe('createPauseGate', () => {
  it('holds who waits until it opens', async () => {
    const gate = createPauseGate();
    gate.set(true);
    let passed = 0;
    const waiting = [gate.opened().then(() => passed++), gate.opened().then(() => passed++)];
    await Promise.resolve();
    assert.equal(passed, 0);
    gate.set(false);
    await Promise.all(waiting);
    assert.equal(passed, 2);
    await gate.opened();
  });
});

describe('createTimeGuard', () => {
  const guard = createTimeGuard(50);

  it('gives back what a call returns and throws what it throws', () => {
    assert.deepEqual(
      guard.run(() => [1]),
      [1],
    );
    assert.throws(() => guard.run(() => assert.fail('mine')), /mine/);
  });

  it('ends a loop, and works on afterwards', () => {
    assert.throws(
      () =>
        guard.run(() => {
          for (;;);
        }),
      DidNotEnd,
    );
    assert.equal(
      guard.run(() => 1),
      1,
    );
  });

  it('does not wait for ever', async () => {
    await assert.rejects(guard.settled(new Promise(() => {})), DidNotEnd);
    assert.equal(await guard.settled(2), 2);
  });

  it('drives work from wait to wait', async () => {
    const value = await guard.drive(
      (function* () {
        const one: number = yield Promise.resolve(1);
        return one + 1;
      })(),
    );
    assert.equal(value, 2);
  });
});

describe('scoreTests', () => {
  const test = (verdict: Verdict, points: number): TestReport => ({
    id: 't',
    title: verbatim('t'),
    hidden: false,
    points,
    earned: earnedPoints(verdict, points),
    verdict,
    milliseconds: 0,
  });

  it('adds up points, leaving out what could not be graded', () => {
    assert.deepEqual(scoreTests([test('pass', 0.1), test('pass', 0.2), test('fail', 3), test('not-gradable', 5)]), {
      verdict: 'not-gradable',
      points: { earned: 0.3, possible: 3.3 },
    });
  });

  it('takes the heaviest verdict', () => {
    assert.equal(
      scoreTests([test('pass', 1), test('fail', 1), test('timeout', 1), test('skipped', 1)]).verdict,
      'timeout',
    );
    assert.equal(scoreTests([test('pass', 1)]).verdict, 'pass');
  });
});
