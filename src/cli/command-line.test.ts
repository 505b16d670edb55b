import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { manifest, sampleCourseFiles, sampleReport, temporaryFolder, typesFiles, writeFiles } from '../catalogue/test-support';
import { openCourse } from '../catalogue/course';
import type { GradeParams, VerifyReport } from '../protocol/grader';
import { HumanError } from '../protocol/human-error';
import type { Report } from '../protocol/report';
import { chooseLanguage, languageFlag } from './choose-language';
import { runCommandLine } from './command-line';
import type { GraderClient } from './grader-client';

describe('the command line', () => {
  const folder = temporaryFolder({ beforeEach, afterEach });
  const work = (path = '.'): string => join(folder(), 'work', path);
  let graded: GradeParams[];
  let closed: number;
  let outcome: Partial<Report> | Error;
  let verified: Partial<VerifyReport>;
  let fetch: typeof globalThis.fetch | undefined;

  beforeEach(async () => {
    [graded, closed, outcome, verified, fetch] = [[], 0, {}, {}, undefined];
    await writeFiles(join(folder(), 'course'), sampleCourseFiles());
    await writeFiles(join(folder(), 'types'), typesFiles());
    await mkdir(work());
  });

  /** In place of the process: it answers what the test says, and notes what it was asked. */
  const openGrader = (): GraderClient => ({
    client: {
      grade: async (params: GradeParams) => {
        graded.push(params);
        if (outcome instanceof Error) throw outcome;
        const course = await openCourse(params.course);
        return sampleReport(course.find(params.exercise)!, outcome);
      },
      verify: async ({ exercise }: { exercise: string }) => ({ exercise, checks: [{ name: { en: 'reference', es: 'referencia' }, passed: true }], problems: [], ...verified }),
    } as unknown as GraderClient['client'],
    close: () => void closed++,
  });

  const run = async (...args: string[]): Promise<{ code: number; out: string; err: string }> => {
    let [out, err] = ['', ''];
    const code = await runCommandLine(args, {
      cwd: work(),
      env: { LANG: 'en_US.UTF-8', NEURONA_HOME: join(folder(), 'home'), PATH: '' },
      out: (text) => (out += text),
      err: (text) => (err += text),
      course: join(folder(), 'course'),
      types: join(folder(), 'types'),
      version: '0.1.0',
      addons: join(folder(), 'addons'),
      prober: join(folder(), 'prober.mjs'),
      openGrader,
      fetch,
    });
    return { code, out, err };
  };

  it('lists the course, and in a learner’s folder what is done and what is next', async () => {
    assert.deepEqual(await run('list', '--lang', 'es'), {
      code: 0,
      out: '01 One (es)\n    first   Title (es) (15 min)\n    second  Title (es) (15 min)\n\n02 Two (es)\n    third   Title (es) (15 min)\n',
      err: '',
    });
    await run('start', 'first');
    await run('grade', '01-one/first');
    await run('start', 'third');
    const { out } = await run('list');
    assert.match(out, /✓ first /);
    assert.match(out, /→ second /);
    assert.match(out, /· third /);
  });

  it('starts an exercise and says where to read, write and run', async () => {
    const { code, out } = await run('start', 'first', 'here');
    assert.equal(code, 0);
    assert.match(out, /Read {3}here.\.neurona.lessons.01-one.first.lesson\.en\.md\nWrite {2}here.01-one.first.code\.ts\nRun {4}neurona grade here/);
    assert.match(await readFile(work('here/01-one/first/code.ts'), 'utf8'), /todo/);
    assert.match((await run('start', 'first', 'here', '--lang', 'es')).out, /ya existía y está como estaba/);
  });

  it('suggests the nearest exercise', async () => {
    assert.deepEqual(await run('start', 'frist'), { code: 2, out: '', err: 'There is no exercise "frist" in this course.\nDid you mean "first"?\n' });
  });

  describe('grade', () => {
    beforeEach(() => run('start', 'first'));

    for (const [verdict, expected] of [['pass', 0], ['fail', 1], ['timeout', 1], ['skipped', 1], ['not-gradable', 2]] as const) {
      it(`exits with ${expected} for the verdict ${verdict}`, async () => {
        outcome = { verdict };
        assert.equal((await run('grade', '01-one/first/code.ts')).code, expected);
        assert.equal(closed, 1);
      });
    }

    it('exits with 2 when nothing could be graded, and ends the grader', async () => {
      outcome = new HumanError('engine', { en: 'No engine.', es: 'No hay motor.' }, { en: 'Install it.', es: 'Instálalo.' });
      assert.deepEqual(await run('grade', '01-one/first', '--lang=es'), { code: 2, out: '', err: 'No hay motor.\nInstálalo.\n' });
      assert.equal(closed, 1);
    });

    it('lets the engine be chosen, and chooses by itself otherwise', async () => {
      await run('grade', '01-one/first');
      await run('grade', '01-one/first', '--engine', 'native');
      assert.deepEqual(graded.map(({ engine }) => engine), ['auto', 'native']);
      assert.equal(graded[0]!.nativeFolder, join(folder(), 'home', 'native'));
      assert.match((await run('grade', '01-one/first', '--engine', 'gpu')).err, /--engine.* takes one of auto, wasm, native\./);
    });

    it('prints the report and nothing else as JSON', async () => {
      const { out, err } = await run('grade', '01-one/first', '--json');
      assert.equal((JSON.parse(out) as Report).exercise.id, 'first');
      assert.equal(err, '');
    });

    it('finds the exercise by folder, by --exercise, and by a name that only one entry has', async () => {
      await writeFiles(work(), { 'loose.ts': 'export {};', 'other.ts': 'export {};', 'code.ts': 'export {};' });
      await run('grade', '01-one/first');
      await run('grade', 'loose.ts', '--exercise', 'second', '--hidden');
      await run('grade', 'other.ts');
      assert.deepEqual(
        graded.map(({ exercise, files, hidden }) => [exercise, files.map(({ path }) => path), hidden]),
        [
          ['first', ['code.ts'], false],
          ['second', ['code.ts'], true],
          ['third', ['other.ts'], false],
        ],
      );
      const { code, err } = await run('grade', 'code.ts');
      assert.equal(code, 2);
      assert.match(err, /not clear which exercise .*code\.ts belongs to\.\nName it with --exercise/);
    });

    it('keeps the report of the learner’s own file, and of no other', async () => {
      await writeFiles(work(), { 'loose.ts': 'export {};' });
      await run('grade', 'loose.ts', '--exercise', 'first');
      assert.doesNotMatch(await readFile(work('.neurona/progress.json'), 'utf8'), /passed/);
      await run('grade', '01-one/first/code.ts');
      assert.match(await readFile(work('.neurona/progress.json'), 'utf8'), /"passed"/);
    });

    it('says what is not there', async () => {
      assert.match((await run('grade', 'nowhere.ts')).err, /There is no file or folder .*nowhere\.ts/);
    });
  });

  describe('verify', () => {
    it('exits with 0 when all is sound, and names what is not', async () => {
      assert.equal((await run('verify')).out, 'first\n  ✓ reference\nsecond\n  ✓ reference\nthird\n  ✓ reference\n');
      verified = { problems: [{ check: 'mistakes', message: { en: 'not recognised', es: 'no reconocido' } }] };
      const { code, out } = await run('verify', 'third', '--lang', 'es');
      assert.equal(code, 1);
      assert.equal(out, 'third\n  ✓ referencia\n      mistakes: no reconocido\n');
    });

    it('does not call a course sound that has an exercise nobody can read', async () => {
      await writeFiles(join(folder(), 'course'), { '01-one/first/exercise.json': JSON.stringify(manifest({ order: 'x' })) });
      const { code, err } = await run('verify');
      assert.equal(code, 1);
      assert.match(err, /order is "x"; a number was expected/);
    });
  });

  describe('engine', () => {
    it('says what there is, and that removing nothing is fine', async () => {
      assert.deepEqual(await run('engine', 'status', '--lang', 'es'), { code: 1, out: 'El motor es wasm. El motor nativo no está instalado.\n', err: '' });
      assert.deepEqual(await run('engine', 'remove'), { code: 0, out: 'There was no native engine to remove.\n', err: '' });
    });

    it('says everything it tried where it cannot be installed', async () => {
      const { code, err } = await run('engine', 'install', '--yes');
      assert.equal(code, 2);
      assert.match(err, /was not installed.*\n· A TensorFlow of Python’s: .*\n· TensorFlow from PyPI: .*\n· tfjs-node’s own installer: npm is not here/);
    });
  });

  describe('data', () => {
    const data = (): string => join(folder(), 'home', 'data');

    it('lists what there is and what is here', async () => {
      await writeFiles(join(data(), 'mnist'), {
        'train-images-idx3-ubyte': 'x',
        'train-labels-idx1-ubyte': 'x',
        't10k-images-idx3-ubyte': 'x',
        't10k-labels-idx1-ubyte': 'x',
      });
      assert.deepEqual(await run('data', 'list'), {
        code: 0,
        out: `  ✓ mnist    MNIST, here\n    cifar10  CIFAR-10, 170 MB to download: neurona data fetch cifar10\nThey are kept in ${data()}\n`,
        err: '',
      });
      assert.match((await run('data', 'list', '--lang', 'es')).out, /✓ mnist {4}MNIST, está aquí\n.*170 MB de descarga.*\nSe guardan en /);
      assert.match((await run('data', 'fetch', 'mnist')).out, /^MNIST was here already, in /);
    });

    it('says what cannot be fetched, and that what came is not what was asked for', async () => {
      assert.deepEqual(await run('data', 'fetch', 'mnits'), {
        code: 2,
        out: '',
        err: 'There is no data set "mnits" to fetch.\nThese can be fetched: mnist, cifar10. All others are generated and need no files.\n',
      });
      const page = 'a page that asks for a password';
      fetch = async () => new Response(page, { headers: { 'content-length': String(page.length) } });
      const { code, err } = await run('data', 'fetch', 'mnist');
      assert.equal(code, 2);
      assert.match(err, /^MNIST 0 % \(12 MB\)\nWhat came from https:.*train-images-idx3-ubyte\.gz is not the file that was asked for\.\n/);
    });
  });

  for (const [args, en] of [
    [['lst'], 'There is no command "lst".\nDid you mean "list"?\n'],
    [['grade'], 'The argument "path" is missing.\nRun "neurona --help" to see what there is.\n'],
    [['list', '--jsn'], 'There is no option --jsn.\nRun "neurona --help" to see what there is.\n'],
    [['list', '--lang', 'fr'], /^The option --lang.* takes one of en, es\./],
    [['list', 'a', 'b'], /^There are more arguments than this command takes\./],
  ] as const) {
    it(`explains "${args.join(' ')}"`, async () => {
      const { code, err } = await run(...args);
      assert.equal(code, 2);
      if (typeof en === 'string') assert.equal(err, en);
      else assert.match(err, en);
    });
  }

  it('prints help in Spanish, without a word of English', async () => {
    for (const command of [[], ['list'], ['start'], ['grade'], ['verify'], ['engine'], ['engine', 'install'], ['engine', 'status'], ['engine', 'remove'], ['data'], ['data', 'list'], ['data', 'fetch']]) {
      const { code, out } = await run(...command, '--help', '--lang', 'es');
      assert.equal(code, 0);
      assert.match(out, /^Uso: neurona/);
      assert.doesNotMatch(out, /options|Commands|Arguments|\bthe\b|choices/);
    }
  });
});

describe('chooseLanguage', () => {
  for (const [flag, env, language] of [
    ['es', { NEURONA_LANG: 'en' }, 'es'],
    [undefined, { NEURONA_LANG: 'es', LANG: 'en_US' }, 'es'],
    [undefined, { LC_ALL: 'es_MX.UTF-8', LANG: 'en_US.UTF-8' }, 'es'],
    [undefined, { LANG: 'es-BO' }, 'es'],
    [undefined, { LC_ALL: 'C', LANG: 'es_ES' }, 'en'],
    [undefined, { LANG: 'de_DE' }, 'en'],
    [undefined, {}, 'en'],
  ] as const) {
    it(`takes ${language} from ${flag ?? '–'} and ${JSON.stringify(env)}`, () => assert.equal(chooseLanguage(flag, env), language));
  }

  it('finds the flag wherever it stands', () => {
    assert.equal(languageFlag(['grade', 'x', '--lang', 'es']), 'es');
    assert.equal(languageFlag(['--lang=es', 'list']), 'es');
    assert.equal(languageFlag(['list']), undefined);
  });
});
