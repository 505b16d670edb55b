import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HumanError } from '../../protocol/human-error';
import { createLiveRun, restoreRun, storeRun } from './live-run';
import { createRunStore } from './run-store';
import type { RunState } from './runs';

const run = (id: string, state: RunState = 'finished') => {
  const live = createLiveRun({ id, exercise: 'xor', startedAt: '2026-11-21T08:00:00.000Z', file: `${id}.tensors` });
  live.state = state;
  live.add({ trace: { test: 't', call: 0 }, probe: { kind: 'scalars', name: 'loss', firstStep: 0, values: Float64Array.of(1, NaN, Infinity) } });
  return live;
};

describe('run store', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'neurona-store-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('brings back the newest run as it was, NaN and all', async () => {
    const store = createRunStore(folder);
    await store.save(storeRun(run('20260101-a')));
    const newest = run('20260102-b', 'failed');
    newest.error = new HumanError('grader-gone', { en: 'Gone.', es: 'Se fue.' });
    await store.save(storeRun(newest));
    const restored = restoreRun((await store.latest())!, 'f');
    assert.equal(restored.id, '20260102-b');
    assert.equal(restored.state, 'failed');
    assert.equal(restored.error?.localized.es, 'Se fue.');
    const { probe } = restored.probes[0]!;
    assert.deepEqual(probe.kind === 'scalars' && [...probe.values], [1, NaN, Infinity]);
  });

  it('calls a run that was cut off cancelled', async () => {
    const store = createRunStore(folder);
    await store.save(storeRun(run('1', 'running')));
    assert.equal(restoreRun((await store.latest())!, 'f').state, 'cancelled');
  });

  it('passes over a file that is torn at any byte, and over one that is not a run', async () => {
    const store = createRunStore(folder);
    await store.save(storeRun(run('1')));
    await store.save(storeRun(run('2')));
    const whole = readFileSync(join(folder, '2.run'));
    for (let cut = 0; cut < whole.length; cut += 3) {
      writeFileSync(join(folder, '2.run'), whole.subarray(0, cut));
      assert.equal((await store.latest())?.id, '1', `cut at ${cut}`);
    }
    writeFileSync(join(folder, '2.run'), 'not a run');
    assert.equal((await store.latest())?.id, '1');
  });

  it('has no run where there is no folder', async () => {
    assert.equal(await createRunStore(join(folder, 'missing')).latest(), undefined);
  });

  it('deletes the oldest over the budget of runs or bytes, and never the newest', async () => {
    const few = createRunStore(folder, { runs: 2, bytes: 1 << 20 });
    for (const id of ['1', '2', '3']) await few.save(storeRun(run(id)));
    writeFileSync(few.file('1'), 'tensors');
    await few.prune();
    assert.deepEqual(readdirSync(folder).sort(), ['2.run', '3.run']);
    writeFileSync(few.file('3'), Buffer.alloc(5000));
    await createRunStore(folder, { runs: 9, bytes: 4000 }).prune();
    assert.deepEqual(readdirSync(folder).sort(), ['3.run', '3.tensors']);
  });
});
