import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RunProbe } from './probe';
import { createRunModel, MAX_FRAMES, MAX_TENSORS } from './run-model';
import { createSeries } from './series';

const trace = { test: 'and', call: 0 };
const scalars = (name: string, firstStep: number, ...values: number[]): RunProbe => ({ trace, probe: { kind: 'scalars', name, firstStep, values: Float64Array.from(values) } });
const frame = (step: number, label?: number): RunProbe => ({
  trace,
  probe: {
    kind: 'boundary',
    name: 'p',
    step,
    domain: [0, 1, 0, 1],
    ...(label !== undefined && { points: { coordinates: Float32Array.of(0, 0), labels: Float32Array.of(label) } }),
  },
});
const steps = (probes: readonly RunProbe[]): number[] => probes.flatMap(({ probe }) => (probe.kind === 'boundary' ? [probe.step] : []));

describe('series', () => {
  it('joins batches however they are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.double(), { maxLength: 20 })), (batches) => {
        const series = createSeries();
        let step = 0;
        for (const batch of batches) {
          series.append(step, batch);
          step += batch.length;
        }
        assert.deepEqual([...series.values()], batches.flat());
      }),
    );
  });

  it('thins a long curve to every n-th step, from step 0 on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.integer({ min: 0, max: 500 }), (limit, length) => {
        const series = createSeries(undefined, limit);
        for (let step = 0; step < length; step++) series.append(step, [step]);
        assert.ok(series.length <= limit);
        assert.deepEqual([...series.values()], Array.from({ length: series.length }, (_, i) => i * series.every));
        assert.ok(length === 0 || (series.length - 1) * series.every > length - 1 - series.every);
      }),
    );
  });

  it('leaves out a batch that would leave a gap or come again', () => {
    const series = createSeries();
    series.append(0, [1, 2]);
    series.append(5, [9]);
    series.append(0, [7]);
    assert.deepEqual([...series.values()], [1, 2]);
  });
});

describe('run model', () => {
  it('joins a series per name and trace, and nothing across them', () => {
    const model = createRunModel();
    for (const probe of [scalars('loss', 0, 1), scalars('errors', 0, 5), scalars('loss', 1, 2)]) model.add(probe);
    model.add({ ...scalars('loss', 0, 9), trace: { test: 'and', call: 1 } });
    const curves = model.probes().map(({ trace: { call }, probe }) => probe.kind === 'scalars' && [call, probe.name, [...probe.values]]);
    assert.deepEqual(curves, [[0, 'loss', [1, 2]], [0, 'errors', [5]], [1, 'loss', [9]]]);
  });

  it('is the same when it is built again from what it holds', () => {
    const model = createRunModel();
    for (let step = 0; step < 50; step++) {
      model.add(scalars('loss', step, step));
      model.add(frame(step, step === 0 ? 1 : undefined));
    }
    assert.deepEqual(createRunModel(model.probes()).probes(), model.probes());
  });

  it('thins frames evenly, and keeps the first, the newest and the points', () => {
    const model = createRunModel();
    const shown = MAX_FRAMES * 2 + 345;
    for (let step = 0; step < shown; step++) model.add(frame(step, step === 1 ? 1 : undefined));
    const kept = steps(model.probes());
    assert.ok(kept.length <= MAX_FRAMES);
    assert.equal(kept[0], 0);
    assert.equal(kept.at(-1), shown - 1);
    const gaps = new Set(kept.slice(1, -1).map((step, i) => step - kept[i]!));
    assert.equal(gaps.size, 1, `gaps of ${[...gaps]}`);
    assert.ok(model.probes().some(({ probe }) => probe.kind === 'boundary' && probe.points !== undefined));
  });

  it('forgets the oldest tensors', () => {
    const model = createRunModel();
    const summary = { shape: [], dtype: 'float32', min: 0, max: 0, mean: 0, standardDeviation: 0, zeros: 1, nans: 0, infinities: 0 } as const;
    for (let i = 0; i < MAX_TENSORS + 3; i++) {
      model.add({ trace, probe: { kind: 'stored-tensor', name: `t${i}`, summary: { ...summary, shape: [] }, shape: [] } });
    }
    assert.equal(model.probes().length, MAX_TENSORS);
    assert.equal(model.probes()[0]!.probe.name, 't3');
  });
});
