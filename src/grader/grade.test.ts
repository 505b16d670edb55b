import assert from 'node:assert/strict';
import { verbatim } from '../protocol/localized';
import type { RunProbe } from '../protocol/probe';
import { reportText } from '../report/text';
import { mistakes } from './course-api';
import type { Exports } from './local-solution';
import { LIMIT, openGradeHarness, twice, verdictsOf, type GradeHarness } from './test-harness';
import { createPauseGate } from './pause-gate';
import { createProbeForwarder } from './probe-forwarder';
import { type LooseTools } from './test-support';

describe('grade', function () {
  this.timeout(30_000);
  let harness: GradeHarness;
  const gradeSource: GradeHarness['gradeSource'] = (...args) => harness.gradeSource(...args);

  before(async () => {
    harness = await openGradeHarness();
  });
  after(() => harness.close());

  it('passes what is right, and says what it graded', async () => {
    const report = await gradeSource('export function f(x: number): number { return x + 1; }', twice);
    assert.equal(report.verdict, 'pass');
    assert.deepEqual(report.points, { earned: 3, possible: 3 });
    assert.equal(report.files[0]!.path, 'f.ts');
    assert.match(report.files[0]!.sha256, /^[0-9a-f]{64}$/);
    assert.equal(report.seed, 7);
  });

  it('says where a wrong function is declared', async () => {
    const report = await gradeSource('\n\nexport function f(x: number): number { return x; }', twice);
    assert.deepEqual(verdictsOf(report), ['fail', 'fail']);
    assert.equal(report.tests[0]!.failure?.position?.line, 3);
    assert.deepEqual(report.points, { earned: 0, possible: 3 });
  });

  it('says where code threw', async () => {
    const report = await gradeSource(
      'export function f(x: number): number {\n  return (undefined as any).y;\n}',
      twice,
    );
    assert.equal(report.verdict, 'error');
    assert.equal(report.tests[0]!.failure?.position?.line, 2);
  });

  it('says what an error of TensorFlow.js means, in the report and in its text', async () => {
    const report = await gradeSource(
      `import * as tf from '@tensorflow/tfjs';\nexport const f = (x: number) => tf.ones([2, 3]).matMul(tf.ones([4, 3])).mul(x);`,
      twice,
    );
    const { failure } = report.tests[0]!;
    assert.match(failure!.what.es, /^matMul no puede multiplicar \[2, 3\] por \[4, 3\]/);
    assert.match(failure!.next!.en, /transpose the second/);
    assert.equal(failure!.position?.line, 2);
    assert.match(failure!.thrown!.message, /inner shapes \(3\) and \(4\)/);
    const text = reportText(report, 'es');
    for (const said of [failure!.what.es, failure!.next!.es, failure!.thrown!.message]) assert.ok(text.includes(said), text);
  });

  it('says why a file does not load, once', async () => {
    const report = await gradeSource('export function f(x: number) { return x +; }', twice);
    assert.deepEqual(verdictsOf(report), ['error', 'skipped']);
    assert.match(report.tests[0]!.failure!.what.en, /does not parse/);
    assert.equal(report.tests[0]!.failure?.position?.line, 1);
  });

  it('names the mistake that explains everything', async () => {
    const off = mistakes<Exports>()({
      list: [
        { id: 'forgets-to-add', tells: verbatim('You forgot to add 1.'), fails: ['first', 'second'] },
        { id: 'adds-twice', tells: verbatim('You added 1 twice.'), fails: ['first', 'second'] },
      ],
      build: (made) => ({ f: (x: number) => x + (made('forgets-to-add') ? 0 : 1) + (made('adds-twice') ? 1 : 0) }),
    });
    const named = async (text: string): Promise<string[]> =>
      (await gradeSource(text, twice, { mistakes: off })).mistakes.map(({ id }) => id);
    assert.deepEqual(await named('export const f = (x: number) => x;'), ['forgets-to-add']);
    assert.deepEqual(await named('export const f = (x: number) => x + 2;'), ['adds-twice']);
    assert.deepEqual(await named('export const f = (x: number) => x + 3;'), []);
    assert.deepEqual(await named('export const f = (x: number) => x + 1;'), []);
    assert.deepEqual(await named('export const f = (x: number) => { if (x === 1) for (;;); return x; };'), []);
  });

  it('blames what was returned, not the test, when a test trips over it', async () => {
    const define = ({ test }: LooseTools): void =>
      test(verbatim('reads a field'), { points: 1 }, async ({ solution, expect }) => {
        const made = await solution.f(1);
        await expect(made.list.length).toEqual(1);
      });
    const reference = () => ({ f: (x: number) => ({ list: [x] }) });
    const wrong = await gradeSource('export const f = () => undefined;', define, { reference });
    assert.deepEqual(verdictsOf(wrong), ['fail']);
    assert.equal(wrong.tests[0]!.failure!.what.en, 'What `f` returned is undefined; an object was expected.');
    const right = await gradeSource('export const f = (x: number) => ({ list: [x] });', define, { reference });
    assert.deepEqual(verdictsOf(right), ['pass']);
  });

  it('never scores a fault of the course’s', async () => {
    const report = await gradeSource('export const f = (x: number) => x + 1;', ({ test }) => {
      test(verbatim('broken'), { points: 5 }, () => {
        throw new TypeError('of the test');
      });
      test(verbatim('fine'), { points: 1 }, async ({ solution, expect }) => expect(solution.f(1)).toEqual(2));
    });
    assert.deepEqual(verdictsOf(report), ['not-gradable', 'pass']);
    assert.equal(report.verdict, 'not-gradable');
    assert.deepEqual(report.points, { earned: 1, possible: 1 });
  });

  it('grades the chosen tests only, and says that it did', async () => {
    const report = await gradeSource('export const f = (x: number) => x + 1;', twice, { only: ['second'] });
    assert.deepEqual(
      report.tests.map(({ id }) => id),
      ['second'],
    );
    assert.deepEqual(report.points, { earned: 2, possible: 2 });
    assert.equal(report.partial, true);
  });

  it('skips a test until the one before it passes, and says which', async () => {
    const define = ({ test }: LooseTools): void => {
      test(verbatim('first'), { points: 1 }, async ({ solution, expect }) => expect(solution.f(1)).toEqual(2));
      test(verbatim('second'), { points: 1, after: 'first' }, async ({ solution, expect }) =>
        expect(solution.f(2)).toEqual(3),
      );
    };
    const report = await gradeSource('export const f = () => 3;', define);
    assert.deepEqual(verdictsOf(report), ['fail', 'skipped']);
    assert.equal(report.tests[1]!.failure!.what.en, 'It waits for "first".');
  });

  it('lets a loop that shows itself wait, without its time running', async () => {
    const gate = createPauseGate();
    gate.set(true);
    setTimeout(() => gate.set(false), LIMIT + 500);
    const report = await gradeSource(
      "import { track } from 'neurona';\nexport function f(x: number) { track('x', x); return x + 1; }",
      twice,
      { gate },
    );
    assert.deepEqual(verdictsOf(report), ['pass', 'pass']);
  });

  it('hands on what is shown while a loop runs, and keeps tensors in the run file', async () => {
    const shown: RunProbe[] = [];
    const added: unknown[] = [];
    const probes = createProbeForwarder((probe) => shown.push(probe), {
      add: (tensor) => {
        added.push(tensor);
        return { offset: 8, bytes: 4 };
      },
      close: () => {},
      problem: undefined,
    });
    const text =
      "import { track, show } from 'neurona';\nexport function f(x: number) { for (let i = 0; i < 1000; i++) track('loss', i); show([x], 'x'); return x + 1; }";
    await gradeSource(text, twice, { probes });
    const losses = shown.filter(({ trace, probe }) => trace.test === 'first' && probe.kind === 'scalars');
    assert.equal(
      losses.reduce((sum, { probe }) => sum + (probe.kind === 'scalars' ? probe.values.length : 0), 0),
      1000,
    );
    assert.equal(added.length, 2);
    const tensor = shown.find(({ probe }) => probe.kind === 'stored-tensor')!;
    assert.deepEqual(tensor.trace, { test: 'first', call: 0 });
  });
});
