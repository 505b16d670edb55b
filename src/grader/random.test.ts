import assert from 'node:assert/strict';
import { createRandom } from './random';
import { noEngine } from './test-support';

const random = (seed = 1, test = 'a') => createRandom(seed, test, noEngine);

describe('createRandom', () => {
  it('draws the same for the same seed and test, and only then', () => {
    assert.deepEqual(random().vector(8), random().vector(8));
    assert.notDeepEqual(random(1, 'a').vector(8), random(1, 'b').vector(8));
    assert.notDeepEqual(random(1, 'a').vector(8), random(2, 'a').vector(8));
  });

  it('draws eighths that are odd, not zero, within (−2, 2)', () => {
    const seen = new Set(random().vector(2_000));
    assert.equal(seen.size, 16);
    for (const value of seen) assert.ok(Math.abs(value) < 2 && Math.abs((value * 8) % 2) === 1);
  });

  it('draws standard normal numbers', () => {
    const { normal } = random(5);
    const draws = Array.from({ length: 20_000 }, () => normal());
    const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
    const variance = draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws.length;
    assert.ok(Math.abs(mean) < 0.03 && Math.abs(variance - 1) < 0.05);
  });

  it('keeps whole numbers below their limit and uniforms within theirs', () => {
    const generator = random(9);
    for (let i = 0; i < 1_000; i++) {
      assert.ok([0, 1, 2].includes(generator.integer(3)));
      const drawn = generator.uniform(-2, 5);
      assert.ok(drawn >= -2 && drawn < 5);
    }
  });

  it('shuffles a copy, losing nothing', () => {
    const items = [1, 2, 3, 4, 5, 6, 7, 8];
    const shuffled = random().shuffle(items);
    assert.deepEqual([...shuffled].sort(), items);
    assert.notDeepEqual(shuffled, items);
    assert.deepEqual(items, [1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
