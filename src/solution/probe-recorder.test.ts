import assert from 'node:assert/strict';
import type { Probe } from '../protocol/probe';
import { createProbeRecorder } from './probe-recorder';

function recording() {
  let time = 0;
  const batches: (readonly Probe[])[] = [];
  const recorder = createProbeRecorder((take) => void batches.push(take()), () => time);
  return { recorder, batches, wait: (milliseconds: number) => void (time += milliseconds) };
}
const scalar = (name: string, step: number, value = step): Probe => ({ kind: 'scalars', name, firstStep: step, values: Float64Array.of(value) });

describe('createProbeRecorder', () => {
  it('sends the first at once, then no batch before the interval is over', () => {
    const { recorder, batches, wait } = recording();
    for (let step = 0; step < 10; step++) recorder.add(scalar('loss', step));
    assert.equal(batches.length, 1);
    wait(16);
    recorder.add(scalar('loss', 10));
    assert.equal(batches.length, 2);
    assert.deepEqual(batches[1], [{ kind: 'scalars', name: 'loss', firstStep: 1, values: Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) }]);
  });

  it('joins what is consecutive, series by series', () => {
    const { recorder, batches } = recording();
    recorder.add(scalar('first', 0));
    for (let step = 0; step < 3; step++) for (const name of ['a', 'b']) recorder.add(scalar(name, step));
    recorder.add(scalar('a', 0));
    recorder.flush();
    assert.deepEqual(batches[1]!.map((probe) => probe.kind === 'scalars' && [probe.name, probe.firstStep, [...probe.values]]), [['a', 0, [0, 1, 2]], ['b', 0, [0, 1, 2]], ['a', 0, [0]]]);
  });

  it('keeps every batch within what one message may hold', () => {
    const { recorder, batches } = recording();
    recorder.add(scalar('first', 0));
    for (let i = 0; i < 5000; i++) recorder.add(scalar(`series ${i}`, 0));
    for (let i = 0; i < 3; i++) recorder.add({ kind: 'tensor', name: 'big', tensor: { shape: [3 << 20], dtype: 'float32', data: new Float32Array(3 << 20) } });
    recorder.flush();
    assert.ok(batches.every((batch) => batch.length <= 4096));
    assert.equal(batches.flat().length, 5004);
    assert.ok(batches.every((batch) => batch.filter(({ name }) => name === 'big').length <= 1));
  });

  it('sends nothing when there is nothing', () => {
    const { recorder, batches } = recording();
    recorder.flush();
    assert.equal(batches.length, 0);
  });
});
