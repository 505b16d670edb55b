import assert from 'node:assert/strict';
import { verbatim } from '../protocol/localized';
import type { Exports } from './local-solution';
import { attemptLocally, type LooseTestTools } from './test-support';

type Body = (tools: LooseTestTools) => void | Promise<void>;

async function attempt(exports: Exports, body: Body, options: { limit?: number; reference?: () => Exports } = {}) {
  const [result] = await attemptLocally(
    () => exports,
    ({ test }) => test(verbatim('the test'), { points: 1 }, body),
    options,
  );
  return result!;
}

const double = { double: (x: number[]) => x.map((value) => 2 * value) };

describe('attemptTest', () => {
  it('passes what is right', async () => {
    const { verdict, trace } = await attempt(double, ({ solution, expect }) =>
      expect(solution.double([1, 2, 3])).toBeCloseTo([2, 4, 6]),
    );
    assert.equal(verdict, 'pass');
    assert.equal(trace.calls.length, 1);
  });

  it('fails what is not, naming the function and the worst element', async () => {
    const { verdict, failure } = await attempt(double, ({ solution, expect }) =>
      expect(solution.double([1, 2, 3])).toBeCloseTo([2, 4, 7]),
    );
    assert.equal(verdict, 'fail');
    assert.equal(failure?.rung, 'value');
    assert.equal(
      failure?.what.en,
      'What `double` returned is 6 at [2]; 7 was expected there. 1 of 3 elements differs.',
    );
    assert.equal(
      failure?.what.es,
      'Lo que devolvió `double` vale 6 en [2]; ahí se esperaba 7. Difiere 1 de 3 elementos.',
    );
    assert.equal(failure?.expected, '[2, 4, 7]');
    assert.equal(failure?.actual, '[2, 4, 6]');
  });

  it('says what an author named so that it may be plural', async () => {
    const what = { en: 'the errors per epoch', es: 'los errores por época' };
    const { failure } = await attempt(double, ({ solution, expect }) =>
      expect(solution.double([1, 2, 3])).toBeCloseTo([2, 4, 7], { what }),
    );
    assert.equal(failure?.what.en, 'The errors per epoch: 6 at [2]; 7 was expected there. 1 of 3 elements differs.');
    assert.equal(failure?.what.es, 'Los errores por época: 6 en [2]; ahí se esperaba 7. Difiere 1 de 3 elementos.');
    const shaped = await attempt(double, ({ solution, expect }) =>
      expect(solution.double([1, 2, 3])).toBeCloseTo([2, 4], { what }),
    );
    assert.equal(shaped.failure?.what.es, 'Los errores por época: forma [3]; se esperaba [2].');
  });

  it('says that an export is missing, called, constructed or awaited', async () => {
    for (const body of [
      ({ solution }) => solution.triple(1),
      async ({ solution }) => void (await new solution.Triple().of(1)),
      async ({ solution }) => void (await solution.three),
      ({ solution, expect }) => expect(solution.three).toEqual(3),
    ] satisfies Body[]) {
      const { verdict, failure } = await attempt(double, body);
      assert.equal(verdict, 'fail');
      assert.equal(failure?.rung, 'exists');
    }
  });

  it('says that a value was exported where a function is needed', async () => {
    const { failure } = await attempt({ double: 3 }, ({ solution }) => solution.double([1]));
    assert.equal(failure?.rung, 'kind');
    assert.equal(failure?.what.en, '`double` is a plain value; a function was expected.');
  });

  it('asks for the return that is missing', async () => {
    const { failure } = await attempt({ double: () => {} }, ({ solution, expect }) =>
      expect(solution.double([1])).toBeCloseTo([2]),
    );
    assert.equal(failure?.rung, 'kind');
    assert.equal(failure?.what.en, 'What `double` returned is undefined; an array was expected.');
    assert.equal(failure?.next?.en, 'Is a `return` missing?');
  });

  it('says so when a function declares more parameters than it gets', async () => {
    const { failure } = await attempt(
      { double: (x: number[], factor: number) => x.map((v) => v * factor) },
      ({ solution, expect }) => expect(solution.double([1, 2])).toBeCloseTo([2, 4]),
    );
    assert.equal(failure?.rung, 'arity');
    assert.match(failure?.next?.en ?? '', /declares 2 parameters and is called with 1/);
  });

  it('tells an error of the learner’s code from a wrong answer', async () => {
    const { verdict, failure } = await attempt(
      {
        double: () => {
          throw new RangeError('too far');
        },
      },
      ({ solution, expect }) => expect(solution.double([1])).toBeCloseTo([2]),
    );
    assert.equal(verdict, 'error');
    assert.equal(failure?.what.en, 'RangeError while calling `double`: too far');
  });

  it('copies arguments: the learner cannot change the test’s, nor the test the trace’s', async () => {
    const reverse = { reverse: (x: number[]) => x.reverse() };
    const { verdict, trace } = await attempt(reverse, async ({ solution, expect }) => {
      const input = [1, 2, 3];
      const reversed = solution.reverse(input);
      input[0] = 100;
      await expect(reversed).toEqual([3, 2, 1]);
      await expect(input).toEqual([100, 2, 3]);
    });
    assert.equal(verdict, 'pass');
    assert.deepEqual(trace.calls[0]!.args[0], { t: 'numbers', shape: [3], data: Float64Array.of(1, 2, 3) });
  });

  it('keeps instances where they live: methods, properties, instances as arguments', async () => {
    class Counter {
      count = 0;
      constructor(start: number) {
        this.count = start;
      }
      add(other: Counter | number): number {
        this.count += typeof other === 'number' ? other : other.count;
        return this.count;
      }
    }
    const { verdict, failure } = await attempt({ Counter }, async ({ solution, expect }) => {
      const [a, b] = [new solution.Counter(3), new solution.Counter(10)];
      await expect(a.add(1)).toEqual(4);
      await expect(a.add(b)).toEqual(14);
      await expect(a.count).toEqual(14);
      await expect(b.count).toEqual(10);
    });
    assert.equal(verdict, 'pass', failure?.what.en);
  });

  it('shows an error of a constructor at the first thing that is awaited', async () => {
    class Broken {
      constructor() {
        throw new Error('no');
      }
      run() {}
    }
    const { verdict, failure } = await attempt(
      { Broken },
      async ({ solution }) => void (await new solution.Broken().run()),
    );
    assert.equal(verdict, 'error');
    assert.match(failure?.what.en ?? '', /Error while calling `Broken`: no/);
  });

  it('lets learner code call a function of the test’s, at once', async () => {
    const apply = { apply: (f: (x: number) => number) => f(1) + f(2) };
    const { verdict } = await attempt(apply, ({ solution, expect }) =>
      expect(solution.apply((x: number) => 10 * x)).toEqual(30),
    );
    assert.equal(verdict, 'pass');
  });

  it('calls functions that learner code returned', async () => {
    const make = { make: (k: number) => (x: number) => k * x };
    const { verdict } = await attempt(make, async ({ solution, expect }) => {
      const triple = await solution.make(3);
      await expect(triple(5)).toEqual(15);
    });
    assert.equal(verdict, 'pass');
  });

  it('does not believe a test that forgets to await', async () => {
    const { verdict, failure } = await attempt(
      double,
      ({ solution, expect }) =>
        void expect(solution.double([1]))
          .toEqual([3])
          .catch(() => {}),
    );
    assert.equal(verdict, 'not-gradable');
    assert.match(failure?.what.en ?? '', /does not await/);
  });

  it('does not let an asynchronous callback pass for the learner’s fault', async () => {
    const { verdict } = await attempt({ apply: (f: () => unknown) => f() }, ({ solution }) =>
      solution.apply(async () => 1),
    );
    assert.equal(verdict, 'not-gradable');
  });

  it('times out on a loop without end, and on a promise that never settles', async () => {
    const loop = {
      run: () => {
        for (;;);
      },
    };
    const hung = await attempt({ run: () => new Promise(() => {}) }, ({ solution }) => solution.run(), { limit: 50 });
    assert.ok(['timeout', 'error'].includes(hung.verdict));
    const { verdict } = await attempt(loop, ({ solution }) => solution.run(), { limit: 50 });
    assert.notEqual(verdict, 'pass');
  });

  it('finds a predicate that throws not to hold', async () => {
    const { verdict, failure } = await attempt({ f: () => undefined }, ({ solution, expect }) =>
      expect(solution.f()).toSatisfy((value: any) => value.length > 0, { en: 'it has rows.', es: 'tiene filas.' }),
    );
    assert.equal(verdict, 'fail');
    assert.equal(failure?.what.en, 'This does not hold: it has rows.');
  });

  it('keeps the error of a test’s own apart', async () => {
    const { verdict, stray } = await attempt(double, () => {
      throw new TypeError('of the test');
    });
    assert.equal(verdict, 'not-gradable');
    assert.equal(stray?.message, 'of the test');
  });
});
