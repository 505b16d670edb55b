import assert from 'node:assert/strict';
import type { RunProbe } from '../../../protocol/probe';
import { createLiveRun } from '../../lib/live-run';
import { joinBatches, viewDelta, viewRun } from './view-model';

const trace = { test: 'and', call: 0 };
const scalars = (name: string, firstStep: number, ...values: number[]): RunProbe => ({ trace, probe: { kind: 'scalars', name, firstStep, values: Float64Array.from(values) } });
const run = () => createLiveRun({ id: 'r', exercise: 'x', startedAt: '', file: '' });

describe('what a panel is told', () => {
  it('joins consecutive batches of a series, and only those', () => {
    const joined = joinBatches([scalars('a', 0, 1), scalars('b', 0, 7), scalars('a', 1, 2, 3), scalars('a', 9, 4)]);
    assert.deepEqual(joined, [scalars('a', 0, 1, 2, 3), scalars('b', 0, 7), scalars('a', 9, 4)]);
  });

  it('never sends the buffer behind a view', () => {
    const big = new Float32Array(1000);
    const probe: RunProbe = {
      trace,
      probe: { kind: 'boundary', name: 'p', step: 0, domain: [0, 1, 0, 1], points: { coordinates: big.subarray(4, 6), labels: big.subarray(6, 7) } },
    };
    const [sent] = viewDelta(run(), [probe]).probes;
    const points = sent?.probe.kind === 'boundary' ? sent.probe.points : undefined;
    assert.equal(points?.coordinates.buffer.byteLength, 8);
    assert.equal(points?.labels.buffer.byteLength, 4);
  });

  it('names tests before they finish and says what they came to after', () => {
    const live = run();
    live.tests = ['a', 'b'].map((id) => ({ id, title: { en: id, es: id }, points: 1, hidden: false }));
    live.results.push({ id: 'b', title: { en: 'b', es: 'b' }, hidden: false, points: 1, earned: 0, verdict: 'fail', milliseconds: 1 });
    assert.deepEqual(viewRun(live).tests, [
      { id: 'a', title: { en: 'a', es: 'a' } },
      { id: 'b', title: { en: 'b', es: 'b' }, verdict: 'fail' },
    ]);
  });
});
