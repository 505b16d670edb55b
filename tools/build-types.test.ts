import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCourse } from '../src/catalogue/course';
import { openWorkspace } from '../src/catalogue/workspace';
import { buildTypes, exerciseSchemaText, schemaFile } from './build-types';
import { root } from './root';

describe('the declarations of a learner’s workspace', function () {
  // Rolling up takes half a minute where it was never done.
  this.timeout(240_000);
  let folder = '';
  const types = (): string => join(folder, 'types');
  const work = (): string => join(folder, 'work');

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'neurona-types-'));
    await buildTypes(types());
    const course = await openCourse(join(root, 'exercises'));
    const workspace = openWorkspace(work(), { course, types: types() });
    for (const exercise of course.exercises) {
      const { file } = await workspace.scaffold(exercise, 'en');
      await cp(join(root, 'exercises', exercise.folder, 'solution.ts'), file.replace(/\.ts$/, '-solution.ts'));
    }
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('show no name that rolling up made, and no reference to what is not there', async () => {
    const text = await readFile(join(types(), 'tfjs.d.ts'), 'utf8');
    assert.doesNotMatch(text, /\w\$\d/);
    assert.doesNotMatch(text, /^\/\/\/ <|^import /m);
    assert.match(text, /^interface Tensor<R extends Rank = Rank> \{\n {4}matMul/m);
    assert.match(text, /@license/);
    assert.match(text, /@example|```js/, 'JSDoc is kept');
  });

  const check = (compiler: string): string => {
    const { stdout } = spawnSync(process.execPath, [join(root, 'node_modules', compiler, 'bin/tsc'), '-p', work(), '--pretty', 'false'], { cwd: work(), encoding: 'utf8' });
    return stdout.trim();
  };

  // What the language service of older editors is, and what ours is.
  for (const compiler of ['typescript-5', 'typescript']) {
    it(`let every starter and solution pass ${compiler}`, () => assert.equal(check(compiler), ''));

    it(`let ${compiler} find a learner’s mistakes, and name types as they are called`, async () => {
      const file = join(work(), 'wrong.ts');
      const lines = [
        "import * as tf from '@tensorflow/tfjs';",
        "import { track } from 'neurona';",
        'const a: string = tf.tensor2d([[1, 2]]);',
        "track('loss', 'high');",
        'const b: string = tf.zeros([2]).matMul(tf.ones([2])).add(1);',
        "const c: string = tf.data.array([1]);",
        'const d: number = missing;',
        "enum Kind { A }",
        'console.log(a, b, c, d, Kind.A, performance.now());',
      ];
      await writeFile(file, lines.join('\n'));
      try {
        const found = [...check(compiler).matchAll(/^wrong\.ts\((\d+),\d+\): error \w+: (.*)$/gm)].map(([, line, message]) => `${line}: ${message}`);
        assert.deepEqual(
          found.map((each) => each.split(':')[0]),
          ['3', '4', '5', '6', '7', '8'],
          found.join('\n'),
        );
        assert.match(found[0]!, /Tensor2D|Tensor<Rank\.R2>/);
        assert.match(found[3]!, /'Dataset</);
      } finally {
        await rm(file);
      }
    });
  }
});

describe('schemas/exercise.schema.json', () => {
  it('is that of the manifest; "npm run build -- --only types" writes it', async () => {
    assert.equal(await readFile(schemaFile, 'utf8'), exerciseSchemaText());
  });
});
