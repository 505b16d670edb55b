import assert from 'node:assert/strict';
import type { Exercise } from '../catalogue/course';
import { verbatim } from '../protocol/localized';
import { testId } from './course-test';
import { loadExercise } from './load-exercise';
import { noEngine, testsOf, type LooseTools } from './test-support';

describe('testId', () => {
  it('is the title in kebab-case', () => {
    assert.equal(testId('adds the bias'), 'adds-the-bias');
    assert.equal(testId('step(0) = 0, twice!'), 'step-0-0-twice');
    assert.equal(testId('São Paulo'), 'sa-o-paulo');
  });
});

describe('listTests', () => {
  const list = testsOf;
  const nothing = (): void => {};

  it('lists without running', () => {
    const [first, second] = list(({ test }) => {
      test({ en: 'One', es: 'Uno' }, { points: 1 }, () => assert.fail('it ran'));
      test({ en: 'Two', es: 'Dos' }, { points: 2, limit: 50, after: 'One' }, nothing);
    });
    assert.deepEqual([first!.id, first!.points, first!.hidden, first!.after], ['one', 1, false, undefined]);
    assert.deepEqual([second!.id, second!.limit, second!.after], ['two', 50, 'one']);
  });

  it('refuses two tests of one id, a title in one language, and points that are none', () => {
    const refused = (define: (tools: LooseTools) => void, what: RegExp) =>
      assert.throws(() => list(define), { code: 'course-broken', message: what });
    refused(({ test }) => {
      test(verbatim('a b'), { points: 1 }, nothing);
      test(verbatim('A, b'), { points: 1 }, nothing);
    }, /two tests have the id "a-b"/);
    refused(({ test }) => test({ en: 'only' } as never, { points: 1 }, nothing), /no title in both languages/);
    refused(({ test }) => test(verbatim('a'), {} as never, nothing), /has no points/);
  });
});

describe('loadExercise', () => {
  const exercise = (files: Record<string, string>): Exercise => ({
    id: 'x',
    unit: { id: '01', title: verbatim('u') },
    folder: '01/x',
    manifest: {
      title: verbatim('X'),
      entry: 'x.ts',
      seed: 1,
      limits: { test: 1, exercise: 1 },
    } as Exercise['manifest'],
    files: Object.keys(files),
    read: async (name) => files[name],
    version: async () => 'v',
  });
  const tests = (title: string, after = ''): string =>
    `import { suite } from 'neurona/course';
     export default suite(({ test }) => test({ en: '${title}', es: '${title}' }, { points: 1 ${after} }, () => {}));`;

  it('lists visible tests, then hidden ones', async () => {
    const loaded = await loadExercise(
      exercise({ 'hidden.test.ts': tests('b', ", after: 'a'"), 'visible.test.ts': tests('a') }),
      noEngine,
    );
    assert.deepEqual(
      loaded.tests.map(({ id, hidden }) => [id, hidden]),
      [
        ['a', false],
        ['b', true],
      ],
    );
    assert.equal(await loaded.mistakes(), undefined);
    assert.equal(await loaded.reference(), undefined);
  });

  it('gives a fresh instance of the reference each time', async () => {
    const loaded = await loadExercise(
      exercise({ 'solution.ts': 'let n: number = 0; export const next = (): number => ++n;' }),
      noEngine,
    );
    const [one, other] = [await loaded.reference(), await loaded.reference()] as unknown as { next: () => number }[];
    assert.deepEqual([one!.next(), one!.next(), other!.next()], [1, 2, 1]);
  });

  it('says which file is at fault, and where', async () => {
    const broken = (files: Record<string, string>, what: RegExp) =>
      assert.rejects(loadExercise(exercise(files), noEngine), { code: 'course-broken', message: what });
    await broken({ 'visible.test.ts': 'export default 1;' }, /visible\.test\.ts.*no suite/);
    await broken({ 'visible.test.ts': '\nconst = 1;' }, /visible\.test\.ts:2:/);
    await broken({ 'visible.test.ts': "import 'left-pad';" }, /left-pad/);
    await broken({ 'visible.test.ts': tests('a', ", after: 'nothing'") }, /waits for "nothing"/);
    await broken({ 'visible.test.ts': tests('a'), 'hidden.test.ts': tests('A') }, /two tests have the id "a"/);
  });
});
