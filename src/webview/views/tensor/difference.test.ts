import assert from 'node:assert/strict';
import type { StoredTensor } from '../../../protocol/probe';
import { findSubjects, subtract } from './difference';

const tensors = (...names: string[]) => names.map((name) => ({ name, versions: [] as StoredTensor[] }));

describe('differences', () => {
  it('pairs what was expected with what came, and puts the pairs first', () => {
    const found = findSubjects(tensors('W', 'adds/expected', 'adds/actual', 'lonely/actual'));
    assert.deepEqual(found.map(({ kind, name }) => [kind, name]), [['pair', 'adds'], ['single', 'W'], ['single', 'lonely/actual']]);
  });

  it('finds the worst element', () => {
    const { values, worst } = subtract([1, 5, 3], [1, 2, 4]);
    assert.deepEqual([...values], [0, 3, -1]);
    assert.equal(worst, 1);
  });

  it('takes NaN against a number for the worst, and equal oddities for equal', () => {
    assert.equal(subtract([9, NaN], [0, 1]).worst, 1);
    assert.equal(subtract([NaN, Infinity, -Infinity], [NaN, Infinity, -Infinity]).worst, undefined);
    assert.equal(subtract([Infinity], [-Infinity]).worst, 0);
    assert.equal(subtract([], []).worst, undefined);
  });
});
