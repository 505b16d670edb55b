import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HumanError } from '../protocol/human-error';
import { openCourse, requireExercise, type Exercise } from './course';
import { sampleCourseFiles, sampleReport, temporaryFolder, typesFiles, writeFiles } from './test-support';
import { openWorkspace, type Workspace } from './workspace';

const UPDATES = 15;

/** The second process of the test of two: it asks for the solution over and over in the folder it is given. */
async function updateFromAnotherProcess(folder: string): Promise<void> {
  const workspace = await openSample(folder);
  for (let i = 0; i < UPDATES; i++) await workspace.recordSolutionAsked(requireExercise(workspace.course, 'third'));
}
const another = process.env['NEURONA_TEST_FOLDER'];
if (another !== undefined) {
  await updateFromAnotherProcess(another);
  process.exit(0);
}

async function openSample(folder: string): Promise<Workspace> {
  const course = await openCourse(join(folder, 'course'));
  // Months count from 0: this is November.
  return openWorkspace(join(folder, 'work'), { course, types: join(folder, 'types'), now: () => new Date(2026, 10, 21, 15, 30, 12) });
}

describe('openWorkspace', () => {
  const folder = temporaryFolder({ beforeEach, afterEach });
  const inWork = (path: string): string => join(folder(), 'work', path);
  const read = (path: string): Promise<string> => readFile(inWork(path), 'utf8');
  let workspace: Workspace;
  let [first, third] = [] as unknown as [Exercise, Exercise];
  const reopen = async (): Promise<void> => {
    workspace = await openSample(folder());
    [first, third] = [requireExercise(workspace.course, 'first'), requireExercise(workspace.course, 'third')];
  };
  beforeEach(async () => {
    await writeFiles(join(folder(), 'course'), sampleCourseFiles());
    await writeFiles(join(folder(), 'types'), typesFiles());
    await reopen();
  });

  describe('scaffold', () => {
    it('puts in the learner’s file, types, tsconfig.json and both lessons', async () => {
      const { file, lesson, created, notices } = await workspace.scaffold(first, 'es');
      assert.equal(file, inWork('01-one/first/code.ts'));
      assert.equal(await readFile(file, 'utf8'), "export const todo = '01-one/first';\n");
      assert.deepEqual(lesson, { file: inWork('.neurona/lessons/01-one/first/lesson.es.md'), language: 'es' });
      assert.equal(await read('.neurona/lessons/01-one/first/lesson.en.md'), '# Lesson\n');
      assert.equal(await read('.neurona/types/tfjs.d.ts'), 'export {};\n');
      assert.deepEqual(JSON.parse(await read('.neurona/workspace.json')), { format: 1, course: 'sample', neurona: '1.0.0' });
      assert.match(await read('.neurona/.gitignore'), /^\/types\/$/m);
      assert.match(await read('tsconfig.json'), /\.\/\.neurona\/types\/tfjs\.d\.ts/);
      assert.deepEqual([created, notices], [true, []]);
      assert.equal((await workspace.progress()).progress.exercises['first']?.state, 'started');
      assert.deepEqual((await readdir(inWork('01-one/first'))), ['code.ts']);
    });

    it('never overwrites a file of the learner’s', async () => {
      await writeFiles(inWork('.'), { '01-one/first/code.ts': 'mine' });
      assert.equal((await workspace.scaffold(first, 'en')).created, false);
      assert.equal(await read('01-one/first/code.ts'), 'mine');
    });

    it('leaves a tsconfig.json that is not ours and says what it lacks', async () => {
      await writeFiles(inWork('.'), { 'tsconfig.json': '{}' });
      const { notices } = await workspace.scaffold(first, 'en');
      assert.equal(await read('tsconfig.json'), '{}');
      assert.match(notices[0]!.en, /tsconfig\.json is yours and was left as it is/);
      await writeFiles(inWork('.'), { 'tsconfig.json': '{ "paths": [".neurona/types/tfjs.d.ts", ".neurona/types/neurona.d.ts"] }' });
      assert.deepEqual((await workspace.scaffold(first, 'en')).notices, []);
    });

    it('says which language a lesson is in when the other is missing', async () => {
      assert.equal((await workspace.scaffold(third, 'es')).lesson?.language, 'en');
    });

    it('explains with one message a folder that cannot be written, and loses nothing', async () => {
      await writeFile(inWork('.'), 'a file where the folder should be');
      await assert.rejects(workspace.scaffold(first, 'en'), (error) => error instanceof HumanError && error.code === 'disk' && error.hint !== undefined);
      assert.equal(await readFile(inWork('.'), 'utf8'), 'a file where the folder should be');
    });

    it('explains a folder without write permission', async function () {
      if (process.getuid?.() === 0 || process.platform === 'win32') this.skip();
      await mkdir(inWork('.'));
      await chmod(inWork('.'), 0o555);
      await assert.rejects(workspace.scaffold(first, 'es'), (error) => error instanceof HumanError && /no tienes permiso/.test(error.localized.es));
      await chmod(inWork('.'), 0o755);
    });
  });

  describe('repair', () => {
    it('writes declarations again that are missing, older or damaged', async () => {
      await workspace.scaffold(first, 'en');
      await writeFiles(inWork('.neurona/types'), { 'tfjs.d.ts': 'damaged' });
      await rm(inWork('.neurona/types/neurona.d.ts'));
      await workspace.repair();
      assert.equal(await read('.neurona/types/tfjs.d.ts'), 'export {};\n');
      assert.equal(await read('.neurona/types/neurona.d.ts'), 'export {};\n');
      await writeFiles(join(folder(), 'types'), typesFiles('2.0.0', 'export type New = 1;\n'));
      await workspace.repair();
      assert.equal(await read('.neurona/types/tfjs.d.ts'), 'export type New = 1;\n');
      assert.match(await read('.neurona/workspace.json'), /2\.0\.0/);
    });

    it('touches no folder that is not a learner’s', async () => {
      await mkdir(inWork('.'));
      await workspace.repair();
      assert.deepEqual(await readdir(inWork('.')), []);
    });
  });

  describe('reset', () => {
    it('keeps dated copies where neither the editor nor the tests look, one for each time', async () => {
      await workspace.scaffold(first, 'en');
      await writeFiles(inWork('.'), { '01-one/first/code.ts': 'mine' });
      const { file, copy } = await workspace.reset(first);
      assert.equal(copy, inWork('.neurona/copies/01-one/first/code.2026-11-21-153012.ts'));
      assert.equal(await readFile(copy!, 'utf8'), 'mine');
      assert.equal(await readFile(file, 'utf8'), "export const todo = '01-one/first';\n");
      await writeFiles(inWork('.'), { '01-one/first/code.ts': 'mine again' });
      const second = await workspace.reset(first);
      assert.equal(await readFile(second.copy!, 'utf8'), 'mine again');
      assert.equal(await readFile(copy!, 'utf8'), 'mine');
    });

    it('makes the file when there is none, and no copy', async () => {
      assert.equal((await workspace.reset(first)).copy, undefined);
      assert.match(await read('01-one/first/code.ts'), /todo/);
    });
  });

  describe('exerciseOf', () => {
    it('goes by where a file lies', () => {
      assert.equal(workspace.exerciseOf(inWork('01-one/first/other.ts'))?.id, 'first');
      assert.equal(workspace.exerciseOf(inWork('01-one/first'))?.id, 'first');
      assert.equal(workspace.exerciseOf(inWork('.neurona/copies/01-one/first/code.ts')), undefined);
      assert.equal(workspace.exerciseOf(join(folder(), '01-one/first/code.ts')), undefined);
    });
  });

  describe('editedFiles', () => {
    it('takes the file and what it imports from its folder, with the text that an editor holds', async () => {
      await writeFiles(inWork('01-one/first'), {
        'code.ts': "import { a } from './a';\nimport * as tf from '@tensorflow/tfjs';\nimport '../second/code';\nimport './nothing';",
        'a.ts': "export * from './lib/b.js'; export const a = await import('./c.ts');",
        'lib/b.ts': "import '../a';",
        'c.ts': 'old',
        'unused.ts': '',
      });
      const files = await workspace.editedFiles(first, (file) => (file === inWork('01-one/first/c.ts') ? 'unsaved' : undefined));
      assert.deepEqual(files.map(({ path }) => path), ['code.ts', 'a.ts', 'lib/b.ts', 'c.ts']);
      assert.equal(files.at(-1)!.text, 'unsaved');
    });

    it('says what to do without a file, and with too much of it', async () => {
      const refuses = (code: string) => (error: unknown) => error instanceof HumanError && error.code === code;
      await assert.rejects(workspace.editedFiles(first), refuses('no-file'));
      await writeFiles(inWork('01-one/first'), { 'code.ts': `const data = "${'x'.repeat(300_000)}";` });
      await assert.rejects(workspace.editedFiles(first), refuses('too-large'));
      const many = Array.from({ length: 60 }, (_, i) => i);
      await writeFiles(inWork('01-one/first'), {
        'code.ts': many.map((i) => `import './f${i}';`).join('\n'),
        ...Object.fromEntries(many.map((i) => [`f${i}.ts`, ''])),
      });
      await assert.rejects(workspace.editedFiles(first), refuses('too-large'));
    });
  });

  describe('progress', () => {
    it('keeps a report, what it came to, hints and questions', async () => {
      await workspace.recordHint(first, 2);
      await workspace.recordHint(first, 1);
      await workspace.recordSolutionAsked(first);
      const report = await sampleReport(first);
      const { progress } = await workspace.recordReport(report);
      const entry = progress.exercises['first']!;
      assert.deepEqual([entry.state, entry.hintsShown, entry.solutionAsked], ['passed', 2, 1]);
      await reopen();
      assert.deepEqual((await workspace.progress()).progress, progress);
      assert.deepEqual(await workspace.lastReport(first), report);
      assert.equal(await workspace.lastReport(third), undefined);
    });

    for (const [name, text] of [
      ['torn', '{ "format": 1, "exer'],
      ['of zeros', '\0\0\0\0'],
      ['empty', ''],
      ['of another shape', '{ "format": 1, "exercises": { "first": { "state": "finished" } } }'],
    ] as const) {
      it(`sets a file aside that is ${name}, rebuilds it from the reports and says so once`, async () => {
        await workspace.recordReport(await sampleReport(first));
        await workspace.recordReport(await sampleReport(third, { verdict: 'fail', points: { earned: 1, possible: 4 } }));
        await writeFiles(inWork('.neurona'), { 'progress.json': text });
        const { progress, notices } = await workspace.progress();
        assert.deepEqual([progress.exercises['first']?.state, progress.exercises['third']?.state], ['passed', 'started']);
        assert.match(notices[0]!.es, /progress\.json estaba dañado.*progress\.corrupt-2026-11-21-153012\.json/);
        assert.equal(await read('.neurona/progress.corrupt-2026-11-21-153012.json'), text);
        assert.deepEqual((await workspace.progress()).notices, []);
      });
    }

    it('passes over reports that cannot be read', async () => {
      await workspace.recordReport(await sampleReport(first));
      await writeFiles(inWork('.neurona'), { 'progress.json': '{', 'reports/first/2099.json': '{ torn', 'reports/third/2099.json': '{}' });
      const { progress } = await workspace.progress();
      assert.deepEqual(Object.keys(progress.exercises), ['first']);
      assert.ok(await workspace.lastReport(first));
    });

    it('keeps the newest twenty reports, and the newest that passed', async () => {
      const at = (minute: number): string => `2026-11-21T10:${String(minute).padStart(2, '0')}:00.000Z`;
      await workspace.recordReport(await sampleReport(first, { startedAt: at(0) }));
      for (let minute = 1; minute <= 24; minute++) {
        await workspace.recordReport(await sampleReport(first, { startedAt: at(minute), verdict: 'fail', points: { earned: 0, possible: 4 } }));
      }
      const kept = (await readdir(inWork('.neurona/reports/first'))).sort();
      assert.equal(kept.length, 21);
      assert.ok(kept[0]!.startsWith('2026-11-21T10-00'));
      assert.ok(kept[1]!.startsWith('2026-11-21T10-05'));
      await rm(inWork('.neurona/progress.json'));
      assert.equal((await workspace.progress()).progress.exercises['first']?.state, 'passed');
    });

    it('loses no change when two processes write at once', async () => {
      const child = fork(fileURLToPath(import.meta.url), { env: { ...process.env, NEURONA_TEST_FOLDER: folder() } });
      const ended = once(child, 'exit');
      for (let i = 0; i < UPDATES; i++) await workspace.recordSolutionAsked(third);
      assert.deepEqual(await ended, [0, null]);
      assert.equal((await workspace.progress()).progress.exercises['third']?.solutionAsked, 2 * UPDATES);
    });

    it('marks what was done in an earlier version of the exercise', async () => {
      const { progress } = await workspace.recordReport(await sampleReport(first));
      assert.equal(await workspace.isEarlierVersion(first, progress.exercises['first']!), false);
      await writeFiles(join(folder(), 'course'), { '01-one/first/solution.ts': 'changed' });
      await reopen();
      assert.equal(await workspace.isEarlierVersion(first, (await workspace.progress()).progress.exercises['first']!), true);
      assert.equal((await workspace.progress()).progress.exercises['first']!.state, 'passed');
    });

    it('refuses a report of an exercise that the course does not have', async () => {
      const report = await sampleReport(first, { exercise: { id: '../../evil', title: { en: '', es: '' }, version: '' } });
      await assert.rejects(workspace.recordReport(report), HumanError);
      assert.equal(await readdir(inWork('.')).catch(() => 'nothing'), 'nothing');
    });
  });
});
