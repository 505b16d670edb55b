import assert from 'node:assert/strict';
import fc from 'fast-check';
import { digits } from './digits';
import { houses } from './houses';
import { moons } from './moons';
import { shuffle } from './shuffle';
import { split } from './split';

describe('shuffle', () => {
  it('gives the same items in an order that depends on the seed alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.maxSafeInteger(), (items, seed) => {
        const given = [...items];
        const shuffled = shuffle(items, seed);
        assert.deepEqual(items, given);
        assert.deepEqual(shuffled.toSorted((a, b) => a - b), given.toSorted((a, b) => a - b));
        assert.deepEqual(shuffle(items, seed), shuffled);
      }),
    );
    const order = [...Array(20).keys()];
    assert.notDeepEqual(shuffle(order, 1), shuffle(order, 2));
  });
});

describe('split', () => {
  it('puts every row into one part or the other, with its label', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 90 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer(), (count, test, seed) => {
        const set = moons({ count });
        const parts = split(set, { test, seed });
        const rows = (part: typeof set): string[] => part.x.map((row, i) => `${row} ${part.y[i]}`);
        assert.deepEqual([...rows(parts.train), ...rows(parts.test)].toSorted(), rows(set).toSorted());
        assert.deepEqual(parts.train.classes, set.classes);
      }),
      { numRuns: 40 },
    );
  });

  it('parts each class in the same proportion, and values as they come', () => {
    const { train, test } = split(moons({ count: 100 }), { test: 0.3 });
    for (const label of [0, 1]) assert.equal(test.y.filter((each) => each === label).length, 15);
    assert.equal(train.y.length, 70);
    assert.equal(split(houses({ count: 50 }), { test: 0.1 }).test.y.length, 5);
  });

  it('takes pictures along with their shape', () => {
    const set = digits({ count: 30 });
    const { train, test } = split(set, { test: 1 / 3 });
    assert.deepEqual([train.x.shape, test.x.shape], [[20, 28, 28, 1], [10, 28, 28, 1]]);
    const picture = (of: typeof set, i: number): string => `${of.y[i]} ${Buffer.from(of.x.data.subarray(i * 784, (i + 1) * 784)).toString('base64')}`;
    const all = new Set(set.y.map((_, i) => picture(set, i)));
    for (const part of [train, test]) part.y.forEach((_, i) => assert.ok(all.delete(picture(part, i))));
    assert.equal(all.size, 0);
  });

  it('leaves what it was given as it was', () => {
    const set = moons({ count: 20 });
    const before = JSON.stringify(set);
    split(set).train.x.length = 0;
    assert.equal(JSON.stringify(set), before);
  });
});
