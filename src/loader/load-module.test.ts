import assert from 'node:assert/strict';
import { loadModule, type Packages } from './load-module';
import { LoadFailure } from './load-failure';
import { rememberSources } from './prepare-source';
import { createStackPositions } from './stack-positions';

const packages: Packages = { neurona: () => ({ track: () => 'tracked' }), '@tensorflow/tfjs': async () => ({ tensor: () => 't' }) };

function load(files: Record<string, string>, entry = 'main.ts') {
  return loadModule({
    files: Object.entries(files).map(([path, text]) => ({ path, text })),
    entry,
    packages,
    stacks: createStackPositions(),
  });
}
async function failure(files: Record<string, string>): Promise<LoadFailure> {
  try {
    await load(files);
  } catch (error) {
    assert.ok(error instanceof LoadFailure, String((error as Error).stack));
    return error;
  }
  throw new Error('it loaded');
}

describe('load-module', () => {
  it('loads plain TypeScript and what it imports relatively, in each way of writing it', async () => {
    const { namespace } = await load({
      'main.ts': `import { a } from './a'; import { b } from './b.ts'; import { c } from './b.js'; export const sum: number = a + b + c;`,
      'a.ts': 'export const a = 1 as const;',
      'b.ts': 'export const b: number = 2, c = 3;',
    });
    assert.equal(namespace['sum'], 6);
  });

  it('gives a fresh instance every time', async () => {
    const files = { 'main.ts': 'let calls = 0; export const call = () => ++calls;' };
    const [one, two] = [await load(files), await load(files)];
    (one.namespace['call'] as () => number)();
    assert.equal((two.namespace['call'] as () => number)(), 1);
  });

  it('remembers how a source was prepared, not what its instances did', async () => {
    const prepare = rememberSources();
    const get = async (text: string) =>
      (await loadModule({ files: [{ path: 'main.ts', text }], entry: 'main.ts', packages, stacks: createStackPositions(), prepare })).namespace['call'] as () => number;
    const text = 'let calls = 0; export const call = (): number => ++calls;';
    assert.deepEqual([(await get(text))(), (await get(text))(), (await get(text.replace('= 0', '= 5')))()], [1, 1, 6]);
    assert.equal(prepare('main.ts', text.replace('= 0', '= 5')), prepare('main.ts', text.replace('= 0', '= 5')));
  });

  it('brings packages in only when they are used as values', async () => {
    const { namespace } = await load({ 'main.ts': `import type * as tf from '@tensorflow/tfjs'; import { Tensor2D } from 'nowhere'; import { track } from 'neurona'; export const x = track('a', 1); export type T = Tensor2D | tf.Tensor;` });
    assert.equal(namespace['x'], 'tracked');
  });

  it('describes exports', async () => {
    const { exports } = await load({
      'main.ts': `export function f(this: void, a: number, b = 2, c?: number): number { return a + b }\nexport class Unit { constructor(n: number); constructor(n: number) {} }\nexport const g = (x: number) => x, rate = 0.5;\nexport { h as i } from './h';\nexport * from './k';\nexport default f;`,
      'h.ts': '\n  export function h() {}',
      'k.ts': 'export const k = async (...all: number[]) => all;',
    });
    assert.deepEqual(
      exports.map(({ name, kind, arity, position }) => [name, kind, arity, `${position?.file}:${position?.line}:${position?.column}`]),
      [
        ['Unit', 'class', 1, 'main.ts:2:14'],
        ['default', 'function', 1, 'main.ts:1:17'],
        ['f', 'function', 1, 'main.ts:1:17'],
        ['g', 'function', 1, 'main.ts:3:14'],
        ['i', 'function', 0, 'h.ts:2:19'],
        ['k', 'function', 0, 'k.ts:1:14'],
        ['rate', 'value', 0, 'main.ts:3:36'],
      ],
    );
  });

  for (const [what, source, line, column, subject] of [
    ['an unknown package', `const a = 1;\nimport { x } from 'lodash'; x;`, 2, 19, 'lodash'],
    ['a file that is not there', `import { x } from './nowhere'; x;`, 1, 19, './nowhere'],
    ['a name that a package does not export', `import { track, shwo } from 'neurona'; shwo;`, 1, 17, 'neurona'],
    ['a name that a file does not export', `import { z } from './other'; z;`, 1, 10, './other'],
    ['a default that is not there', `import tf from '@tensorflow/tfjs'; tf;`, 1, 8, '@tensorflow/tfjs'],
    ['a part of Node', `import fs from 'node:fs'; fs;`, 1, 16, 'node:fs'],
  ] as const) {
    it(`says where ${what} is imported`, async () => {
      const error = await failure({ 'main.ts': source, 'other.ts': 'export const y = 1;' });
      assert.equal(error.reason, 'import');
      assert.equal(error.subject, subject);
      assert.deepEqual(error.position, { file: 'main.ts', line, column });
    });
  }

  for (const [what, source, line, column] of [
    ['acorn refuses', 'const a = 1;\nconst b: number = ;', 2, 19],
    ['only V8 refuses', 'export const a = 1;\nexport const r = /(?<n>a)(?<n>b)/;', 2, 0],
  ] as const) {
    it(`says where it is that ${what}`, async () => {
      const error = await failure({ 'main.ts': source });
      assert.equal(error.reason, 'syntax');
      assert.equal(error.position?.line, line);
      if (column > 0) assert.equal(error.position?.column, column);
    });
  }

  it('says what a module threw while it loaded', async () => {
    const error = await failure({ 'main.ts': 'export const a: number = null!.x;' });
    assert.equal(error.reason, 'threw');
    assert.ok(error.cause instanceof TypeError);
  });

  it('imports late what may be imported', async () => {
    const { namespace } = await load({ 'main.ts': `export const late = async (what: string) => (await import(what)) as object;`, 'other.ts': 'export const y = 1;' });
    const late = namespace['late'] as (what: string) => Promise<Record<string, unknown>>;
    assert.equal((await late('./other'))['y'], 1);
    assert.equal(typeof (await late('neurona'))['track'], 'function');
    await assert.rejects(late('node:fs'), /not available here/);
  });

  it('links files that import each other', async () => {
    const { namespace } = await load({
      'main.ts': `import { odd } from './odd'; export const even = (n: number): boolean => n === 0 || odd(n - 1);`,
      'odd.ts': `import { even } from './main'; export const odd = (n: number): boolean => n !== 0 && even(n - 1);`,
    });
    assert.equal((namespace['even'] as (n: number) => boolean)(10), true);
  });
});
