import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { BoundaryProbe } from '../../../protocol/probe';
import { findCycle } from './find-cycle';

const frames = (lines: readonly (readonly [number, number, number])[]): BoundaryProbe[] =>
  lines.map(([w1, w2, bias], step) => ({ kind: 'boundary', name: 'p', step, line: { weights: [w1, w2], bias }, domain: [-1, 2, -1, 2] }));

/** One frame after every update of a perceptron on XOR, starting from these weights. */
function trainXor(start: readonly [number, number, number], rate: number, updates: number): BoundaryProbe[] {
  const data = [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]] as const;
  let [w1, w2, bias] = start;
  const seen: [number, number, number][] = [];
  for (let i = 0; seen.length < updates; i++) {
    const [x1, x2, label] = data[i % 4]!;
    const error = label - (w1 * x1 + w2 * x2 + bias > 0 ? 1 : 0);
    [w1, w2, bias] = [w1 + rate * error * x1, w2 + rate * error * x2, bias + rate * error];
    seen.push([w1, w2, bias]);
  }
  return frames(seen);
}

describe('cycle of a decision boundary', () => {
  it('finds that XOR comes back to weights it had before', () => {
    const cycle = findCycle(trainXor([0, 0, 0], 1, 80));
    assert.ok(cycle !== undefined && cycle.period > 1, JSON.stringify(cycle));
  });

  it('forgives the rounding of a rate that is not a power of two', () => {
    assert.equal(findCycle(trainXor([0, 0, 0], 0.1, 80))?.period, findCycle(trainXor([0, 0, 0], 1, 80))?.period);
  });

  it('finds the shortest period and where it begins', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 3, max: 5 }), (period, before, rounds) => {
        const way = Array.from({ length: before }, (_, i) => [100 + i, 0, 0] as const);
        const round = Array.from({ length: period }, (_, i) => [i, 1, -1] as const);
        assert.deepEqual(findCycle(frames([...way, ...Array.from({ length: rounds }, () => round).flat()])), { start: before, period });
      }),
    );
  });

  it('says nothing of a unit that still moves, of two frames, of gaps, or of NaN', () => {
    assert.equal(findCycle(frames([[0, 0, 0], [1, 0, 0], [2, 0, 0], [3, 0, 0]])), undefined);
    assert.equal(findCycle(frames([[1, 1, 1], [1, 1, 1]])), undefined);
    const gap = frames([[1, 1, 1], [1, 1, 1], [1, 1, 1]]).map((frame) => ({ ...frame, step: frame.step * 2 }));
    assert.equal(findCycle(gap), undefined);
    assert.equal(findCycle(frames([[NaN, 0, 0], [NaN, 0, 0], [NaN, 0, 0]])), undefined);
  });
});
