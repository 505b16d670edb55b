import assert from 'node:assert/strict';
import { HumanError } from '../protocol/human-error';
import { createSeededRandom } from '../protocol/seeded-random';
import { svd } from './svd';

type Matrix = number[][];

const times = (a: Matrix, b: Matrix): Matrix => a.map((row) => b[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)));
const turned = (a: Matrix): Matrix => a[0]!.map((_, j) => a.map((row) => row[j]!));

function assertNear(actual: Matrix, expected: Matrix, tolerance = 1e-12): void {
  assert.deepEqual([actual.length, actual[0]!.length], [expected.length, expected[0]!.length]);
  actual.forEach((row, i) => row.forEach((value, j) => assert.ok(Math.abs(value - expected[i]![j]!) <= tolerance, `[${i}, ${j}]: ${value}, not ${expected[i]![j]}`)));
}

function assertDecomposes(x: Matrix): void {
  const { u, s, v } = svd(x);
  const k = Math.min(x.length, x[0]!.length);
  const unit = Array.from({ length: k }, (_, i) => Array.from({ length: k }, (__, j) => Number(i === j)));
  assertNear(times(turned(u), u), unit);
  assertNear(times(turned(v), v), unit);
  const scale = Math.max(1, s[0]!);
  assertNear(times(u.map((row) => row.map((value, j) => value * s[j]!)), turned(v)), x, 1e-13 * scale * x.length);
  assert.ok(s.every((value, i) => value >= 0 && (i === 0 || value <= s[i - 1]!)), `in order: ${s}`);
}

describe('svd', () => {
  it('finds what is known', () => {
    // XᵀX = [[25, 20], [20, 25]], whose eigenvalues are 45 and 5.
    const { s, v } = svd([[3, 0], [4, 5]]);
    assertNear([s], [[Math.sqrt(45), Math.sqrt(5)]]);
    assertNear(v.map(([first]) => [first!]), [[Math.SQRT1_2], [Math.SQRT1_2]]);
  });

  it('takes a matrix apart, tall, wide and square, so that its parts make it again', () => {
    const { next } = createSeededRandom(4);
    for (const [rows, columns] of [[1, 1], [5, 3], [3, 5], [4, 4], [20, 7], [1, 6], [6, 1]] as const) {
      assertDecomposes(Array.from({ length: rows }, () => Array.from({ length: columns }, () => 4 * next() - 2)));
    }
  });

  it('takes one apart that lacks rank, or is zero, or has small singular values beside large ones', () => {
    assertDecomposes([[1, 2, 3], [2, 4, 6], [3, 6, 9], [1, 1, 1]]);
    assertDecomposes([[0, 0], [0, 0], [0, 0]]);
    assert.deepEqual(svd([[1, 2], [2, 4]]).s[1], 0);
    assertNear([svd([[1e6, 0], [0, 1e-6]]).s], [[1e6, 1e-6]], 1e-16);
  });

  it('gives the same signs for the same matrix', () => {
    const x = [[1, 2], [3, 4], [5, 6.5]];
    const { v } = svd(x);
    for (const column of turned(v)) assert.ok(Math.max(...column) >= -Math.min(...column));
    assert.deepEqual(svd(x), svd(x));
  });

  it('reads a tensor, and leaves an array as it was', () => {
    const tensor = { shape: [2, 3], dtype: 'float32', dataSync: () => Float32Array.of(1, 2, 3, 4, 5, 6) };
    const rows = [[1, 2, 3], [4, 5, 6]];
    assert.deepEqual(svd(tensor), svd(rows));
    assert.deepEqual(rows, [[1, 2, 3], [4, 5, 6]]);
  });

  it('tells what it cannot take', () => {
    const vector = { shape: [3], dtype: 'float32', dataSync: () => Float32Array.of(1, 2, 3) };
    for (const value of [undefined, 3, [], [[]], [1, 2], [[1, 2], [3]], [[1, NaN]], [['a']], vector]) {
      assert.throws(() => svd(value), (error: unknown) => error instanceof HumanError && error.localized.es.startsWith('svd: pásale'));
    }
  });
});
