import assert from 'node:assert/strict';
import { sizeOf, summarize } from './tensor';

describe('tensor', () => {
  it('counts the elements of a shape', () => {
    assert.deepEqual([[], [0, 3], [2, 3, 4]].map(sizeOf), [1, 0, 24]);
  });

  it('leaves NaN and the infinities out of the statistics, and counts them', () => {
    const summary = summarize({ shape: [7], dtype: 'float32', data: new Float32Array([1, 3, NaN, Infinity, -Infinity, 0, 4]) });
    assert.deepEqual(
      { ...summary, standardDeviation: Math.fround(summary.standardDeviation) },
      { shape: [7], dtype: 'float32', min: 0, max: 4, mean: 2, standardDeviation: Math.fround(Math.sqrt(2.5)), zeros: 1, nans: 1, infinities: 2 },
    );
  });

  it('does not lose the deviation of values far from zero', () => {
    const data = new Float32Array(1000).map((_, i) => 1e6 + (i % 2));
    assert.equal(summarize({ shape: [1000], dtype: 'float32', data }).standardDeviation, 0.5);
  });

  it('has zeros, not infinities, for a tensor without finite elements', () => {
    const { min, max, mean, nans } = summarize({ shape: [1], dtype: 'float32', data: new Float32Array([NaN]) });
    assert.deepEqual({ min, max, mean, nans }, { min: 0, max: 0, mean: 0, nans: 1 });
  });
});
