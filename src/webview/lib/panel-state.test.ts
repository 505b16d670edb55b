import assert from 'node:assert/strict';
import { toViewProbe, type ViewModel } from '../../protocol/view';
import { chooseTrace } from './choose-trace';
import { kindsFor } from './load-views';
import { createPanelStore, type PanelState } from './panel-state';

const scalars = (call: number, firstStep: number, ...values: number[]) =>
  toViewProbe({ trace: { test: 't', call }, probe: { kind: 'scalars', name: 'loss', firstStep, values: Float64Array.from(values) } });
const frame = (step: number, withPoints: boolean) =>
  toViewProbe({
    trace: { test: 't', call: 0 },
    probe: {
      kind: 'boundary',
      name: 'p',
      step,
      domain: [0, 1, 0, 1],
      ...(withPoints && { points: { coordinates: Float32Array.of(0, 0), labels: Float32Array.of(1) } }),
    },
  });
const model = (...probes: NonNullable<ViewModel['run']>['probes']): ViewModel => ({
  language: 'en',
  exercise: { id: 'x', title: { en: 'X', es: 'X' }, views: [] },
  run: { id: 'r', state: 'running', tests: [], probes },
});

function store() {
  const states: PanelState[] = [];
  return { states, store: createPanelStore((state) => states.push(state)) };
}

describe('panel state', () => {
  it('adds deltas to the snapshot, trace by trace', () => {
    const { states, store: panel } = store();
    panel.snapshot(model(scalars(0, 0, 1)));
    panel.delta({ run: 'r', state: 'finished', probes: [scalars(0, 1, 2), scalars(1, 0, 9)] });
    const run = states.at(-1)!.run!;
    assert.equal(run.state, 'finished');
    assert.deepEqual(run.traces.map(({ trace, series }) => [trace.call, [...series[0]!.values]]), [[0, [1, 2]], [1, [9]]]);
  });

  it('ignores a delta of a run that is not on show', () => {
    const { states, store: panel } = store();
    panel.snapshot(model());
    panel.delta({ run: 'older', state: 'failed', probes: [scalars(0, 0, 1)] });
    assert.equal(states.length, 1);
  });

  it('carries the points on to the frames that came without them', () => {
    const { states, store: panel } = store();
    panel.snapshot(model(frame(0, true), frame(1, false)));
    assert.deepEqual(states[0]!.run!.traces[0]!.boundaries[0]!.frames.map(({ points }) => points?.labels.length), [1, 1]);
  });

  it('changes its language without forgetting the run', () => {
    const { states, store: panel } = store();
    panel.snapshot(model(scalars(0, 0, 1)));
    panel.language('es');
    assert.equal(states.at(-1)!.language, 'es');
    assert.equal(states.at(-1)!.run!.traces.length, 1);
  });
});

describe('the trace on show', () => {
  const { states, store: panel } = store();
  panel.snapshot(model(scalars(0, 0, 1), toViewProbe({ trace: { test: 'u', call: 0 }, probe: { kind: 'scalars', name: 'a', firstStep: 0, values: Float64Array.of(1) } }), scalars(1, 0, 1)));
  const { traces } = states[0]!.run!;
  const tests = [{ id: 'u', title: { en: 'u', es: 'u' }, verdict: 'fail' as const }];

  it('is the newest while the run goes on', () => assert.equal(chooseTrace(traces, tests, true, undefined)?.key, '1 t'));
  it('is that of a test that failed once it is over', () => assert.equal(chooseTrace(traces, tests, false, undefined)?.key, '0 u'));
  it('is the one with most to see where none failed', () => {
    const { states: later, store: other } = store();
    other.snapshot(model(scalars(0, 0, 1), scalars(1, 0, 1, 2, 3), scalars(2, 0, 1)));
    assert.equal(chooseTrace(later[0]!.run!.traces, [], false, undefined)?.key, '1 t');
  });
  it('is the one that was chosen, as long as the run has it', () => {
    assert.equal(chooseTrace(traces, tests, true, '0 t')?.key, '0 t');
    assert.equal(chooseTrace(traces, tests, false, 'none')?.key, '0 u');
  });
  it('is drawn by the views that the exercise names, then by those its probes call for', () => {
    assert.deepEqual(kindsFor(traces[0]!, ['decision-boundary']), ['decision-boundary', 'training']);
  });
});
