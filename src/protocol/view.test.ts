import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import type { RunProbe } from './probe';
import { fromViewProbe, toViewProbe, viewContract, viewProbeSchema } from './view';

/** What VS Code does to a message: typed arrays stay, everything else passes through JSON. */
function throughVsCode(value: unknown): unknown {
  const arrays: unknown[] = [];
  const text = JSON.stringify(value, (_, item: unknown) => (ArrayBuffer.isView(item) ? { $array: arrays.push(item) - 1 } : item));
  return JSON.parse(text, (_, item: unknown) => (typeof item === 'object' && item !== null && '$array' in item ? arrays[item.$array as number] : item));
}

const trace = { test: 't', call: 0 };
const domain: [number, number, number, number] = [0, 1, 0, 1];

describe('view contract', () => {
  for (const probe of [
    { kind: 'boundary', name: 'p', step: 3, line: { weights: [NaN, -Infinity], bias: 0.5 }, domain },
    { kind: 'boundary', name: 'f', step: 0, grid: { size: 1, values: Float32Array.of(NaN) }, domain, points: { coordinates: Float32Array.of(0, 1), labels: Float32Array.of(1) } },
    { kind: 'scalars', name: 'loss', firstStep: 0, values: Float64Array.of(1, NaN, Infinity) },
  ] satisfies RunProbe['probe'][]) {
    it(`carries a ${probe.kind} called ${probe.name} through VS Code with its NaN`, () => {
      const arrived = z.parse(viewProbeSchema, throughVsCode(toViewProbe({ trace, probe })));
      assert.deepEqual(fromViewProbe(arrived), { trace, probe });
    });
  }

  it('refuses a line that is not two weights and a bias', () => {
    const probe = { kind: 'boundary', name: 'p', step: 0, line: Float64Array.of(1, 2), domain };
    assert.equal(z.safeParse(viewProbeSchema, { trace, probe }).success, false);
  });

  it('refuses slices with negative places', () => {
    const slice = { run: 'r', at: { offset: 0, bytes: 4 }, start: [-1], size: [1] };
    assert.equal(z.safeParse(viewContract.requests.slice.params, slice).success, false);
    assert.equal(z.safeParse(viewContract.requests.slice.params, { ...slice, start: [0] }).success, true);
  });
});
