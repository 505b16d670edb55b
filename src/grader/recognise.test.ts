import assert from 'node:assert/strict';
import { verbatim } from '../protocol/localized';
import type { Attempt } from './attempt-test';
import { mistakes, type Mistakes } from './course-api';
import type { Exports } from './local-solution';
import { recognise, type Recognition } from './recognise';
import { createTimeGuard } from './time-guard';
import { attemptLocally, noEngine, type LooseTools } from './test-support';

/** f(x) = (2x + 1) · 3 with four ways to get it wrong. */
const known = mistakes<Exports>()({
  list: [
    { id: 'factor', tells: verbatim('factor'), fails: [], variants: [{ id: 'missing' }, { id: 'twice' }] },
    { id: 'offset', tells: verbatim('offset'), fails: [] },
    { id: 'hangs', tells: verbatim('hangs'), fails: [] },
    { id: 'nan', tells: verbatim('nan'), fails: [], signature: 'nan' },
    { id: 'nan-too', tells: verbatim('nan too'), fails: [] },
  ],
  build: (made) => ({
    f: (x: number[]) =>
      x.map((value) => {
        if (made('hangs')) for (;;);
        if (made('nan') || made('nan-too')) return value > 1 ? Number.NaN : 6 * value + 3;
        const factor = made('factor', 'missing') ? 1 : made('factor', 'twice') ? 9 : 3;
        return (2 * value + (made('offset') ? 0 : 1)) * factor;
      }),
    g: (x: number) => x,
  }),
});

const define = ({ test }: LooseTools): void => {
  test(verbatim('f'), { points: 1 }, async ({ solution, random, expect }) => {
    const asked = [];
    for (let i = 0; i < 4; i++) {
      const x = random.vector(3);
      asked.push({ y: await solution.f(x), x });
    }
    for (const { x, y } of asked) await expect(y).toBeCloseTo(x.map((value: number) => 6 * value + 3));
  });
  test(verbatim('g'), { points: 1 }, async ({ solution, expect }) => expect(solution.g(5)).toEqual(5));
};

async function recognised(exports: Exports, list: Mistakes<Exports> = known): Promise<Recognition> {
  const attempts: Attempt[] = await attemptLocally(() => exports, define, { seed: 3 });
  return recognise({
    mistakes: list,
    traces: attempts.map(({ trace }) => trace),
    engine: noEngine,
    guard: createTimeGuard(100),
  });
}

const g = (x: number): number => x;

describe('recognise', () => {
  it('names a mistake in any of its forms, written differently', async () => {
    assert.deepEqual(await recognised({ f: (x: number[]) => Array.from(x, (v) => 1 + v + v), g }), {
      outcome: 'named',
      ids: ['factor'],
    });
    assert.deepEqual(await recognised({ f: (x: number[]) => x.map((v) => 9 * (2 * v + 1)), g }), {
      outcome: 'named',
      ids: ['factor'],
    });
    assert.deepEqual(await recognised({ f: (x: number[]) => x.map((v) => 6 * v), g }), {
      outcome: 'named',
      ids: ['offset'],
    });
  });

  it('names two at once, only when no single one explains it', async () => {
    assert.deepEqual(await recognised({ f: (x: number[]) => x.map((v) => 18 * v), g }), {
      outcome: 'named',
      ids: ['factor', 'offset'],
    });
  });

  it('says nothing of what is right, and of what nobody listed', async () => {
    assert.deepEqual(await recognised({ f: (x: number[]) => x.map((v) => 6 * v + 3), g }), { outcome: 'none' });
    assert.deepEqual(await recognised({ f: (x: number[]) => x.map((v) => 6 * v + 4), g }), { outcome: 'none' });
  });

  it('wants the whole trace explained: another fault elsewhere silences it', async () => {
    assert.deepEqual(await recognised({ f: (x: number[]) => x.map((v) => 6 * v), g: () => 6 }), { outcome: 'none' });
  });

  it('looks past functions that are not written yet', async () => {
    const unwritten = () => {
      throw new Error('not written');
    };
    assert.deepEqual(await recognised({ f: (x: number[]) => x.map((v) => 6 * v), g: unwritten }), {
      outcome: 'named',
      ids: ['offset'],
    });
  });

  it('takes no throw for evidence', async () => {
    const throwing = () => {
      throw new Error('shape');
    };
    assert.deepEqual(await recognised({ f: throwing, g }), { outcome: 'none' });
  });

  it('says nothing when two names fit', async () => {
    const twins = mistakes<Exports>()({
      list: ['one', 'other'].map((id) => ({ id, tells: verbatim(id), fails: [] })),
      build: (made) => ({ f: (x: number[]) => x.map((v) => 6 * v + (made('one') || made('other') ? 0 : 3)), g }),
    });
    const found = await recognised({ f: (x: number[]) => x.map((v) => 6 * v), g }, twins);
    assert.deepEqual(found, { outcome: 'ambiguous', ids: ['one', 'other'] });
  });

  it('believes NaN only of a mistake that is known by it', async () => {
    const nan = { f: (x: number[]) => x.map((v) => (v > 1 ? Number.NaN : 6 * v + 3)), g };
    const only = (id: string) => ({ ...known, list: known.list.filter((mistake) => mistake.id === id) });
    assert.deepEqual(await recognised(nan, only('nan')), { outcome: 'named', ids: ['nan'] });
    // The calls without a NaN are right, so that nothing else speaks for the one that does not declare it.
    assert.deepEqual(await recognised(nan, only('nan-too')), { outcome: 'none' });
  });
});
