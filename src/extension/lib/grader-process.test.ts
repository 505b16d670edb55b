import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGraderProcess } from './grader-process';

/** A process that speaks the protocol by hand: it answers `tests`, dies of `verify` and never answers `grade`. */
const fixture = `
import { spawn } from 'node:child_process';
process.send({ type: 'hello', version: 1 });
process.on('message', (message) => {
  if (message.type !== 'request') return;
  if (message.method === 'tests') {
    process.send({ type: 'event', name: 'output', payload: { text: String(process.pid) } });
    process.send({ type: 'reply', id: message.id, result: [] });
  }
  if (message.method === 'verify') process.exit(3);
  if (message.method === 'grade') {
    const child = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
    process.send({ type: 'event', name: 'output', payload: { text: String(child.pid) } });
  }
});
`;

const reference = { course: '/course', exercise: 'xor' };

describe('the grader’s process', () => {
  let folder: string;
  let heard: string[];
  let grader: ReturnType<typeof createGraderProcess>;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'neurona-grader-'));
    const entry = join(folder, 'grader.mjs');
    await writeFile(entry, fixture);
    heard = [];
    grader = createGraderProcess({ entry, log: () => {} });
    grader.listen({ output: ({ text }) => heard.push(text) });
  });
  afterEach(async () => {
    grader.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  it('starts with the first request and stays for the next', async () => {
    assert.deepEqual(await grader.client.tests(reference), []);
    await grader.client.tests(reference);
    assert.equal(heard.length, 2);
    assert.equal(heard[0], heard[1]);
  });

  it('says in words that it went away, and starts again for the next request', async () => {
    await grader.client.tests(reference);
    await assert.rejects(grader.client.verify(reference), { code: 'grader-gone' });
    assert.deepEqual(await grader.client.tests(reference), []);
    assert.notEqual(heard[0], heard[1]);
  });

  it('ends a process that ignores a cancelled request, and everything that it started', async () => {
    const controller = new AbortController();
    const grading = grader.client.grade({ ...reference, files: [], hidden: false, instrument: false }, controller.signal);
    await until(() => heard.length > 0);
    const learner = Number(heard[0]);
    controller.abort();
    await assert.rejects(grading, { code: 'cancelled' });
    await until(() => !isAlive(learner));
  });

  it('leaves no process behind when it is disposed of', async () => {
    await grader.client.tests(reference);
    grader.dispose();
    await until(() => !isAlive(Number(heard[0])));
  });

  it('does not wait for a file that is not there', async () => {
    const missing = createGraderProcess({ entry: join(folder, 'missing.mjs'), log: () => {} });
    await assert.rejects(missing.client.tests(reference), { code: 'grader-gone' });
    missing.dispose();
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Resolves when it is so; mocha's own limit says when it never is. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
}
