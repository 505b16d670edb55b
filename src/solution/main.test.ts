import assert from 'node:assert/strict';
import type { Probe } from '../protocol/probe';
import type { Outcome } from '../protocol/solution';
import type { Handle, WireValue } from '../protocol/value';
import { call, drive, file, loadFile, type Driven, type DriveOptions } from './test-driver';

function returned(outcome: Outcome): WireValue {
  assert.equal(outcome.outcome, 'returned', JSON.stringify(outcome));
  return outcome.value;
}
function threw(outcome: Outcome) {
  assert.equal(outcome.outcome, 'threw', JSON.stringify(outcome));
  return outcome.error;
}
const numbers = (shape: number[], ...data: number[]): WireValue => ({ t: 'numbers', shape, data: Float64Array.from(data) });
const tensor = (shape: number[], ...data: number[]): WireValue => ({ t: 'tensor', tensor: { shape, dtype: 'float32', data: Float32Array.from(data) } });

describe('solution process', () => {
  const driven: Driven[] = [];
  const start = async (options?: DriveOptions): Promise<Driven> => {
    const one = await drive(options);
    driven.push(one);
    return one;
  };
  /** A process with this module in it. */
  const loaded = async (text: string, options?: DriveOptions): Promise<Driven> => {
    const one = await start(options);
    const result = await loadFile(one, text);
    assert.equal(result.outcome, 'loaded', JSON.stringify(result));
    return one;
  };
  afterEach(() => {
    for (const { child } of driven.splice(0)) child.kill('SIGKILL');
  });

  it('loads and calls plain functions without an engine', async () => {
    const one = await start();
    const result = await loadFile(one, 'export function sum(xs: number[]): number { return xs.reduce((a, b) => a + b, 0) }');
    assert.ok(result.outcome === 'loaded');
    assert.deepEqual(result.exports.map(({ name, kind, arity }) => [name, kind, arity]), [['sum', 'function', 1]]);
    assert.equal(result.engine.name, 'javascript');
    assert.equal(returned(await call(one, 'sum', numbers([3], 1, 2, 3.5))), 6.5);
  });

  it('returns what JSON cannot say', async () => {
    const one = await loaded('export const same = (x: unknown) => x; export const all = () => [NaN, -0, Infinity]; export const odd = () => ({ a: undefined, b: 2n, c: Symbol() });');
    for (const value of [NaN, -0, -Infinity]) assert.ok(Object.is(returned(await call(one, 'same', value)), value));
    assert.deepEqual(returned(await call(one, 'same', { t: 'undefined' })), { t: 'undefined' });
    assert.deepEqual(returned(await call(one, 'all')), numbers([3], NaN, -0, Infinity));
    const { entries } = returned(await call(one, 'odd')) as unknown as { entries: [string, WireValue][] };
    assert.deepEqual(entries, [['a', { t: 'undefined' }], ['b', { t: 'bigint', digits: '2' }], ['c', { t: 'unsendable', what: 'a symbol' }]]);
  });

  it('waits for asynchronous functions, timers included', async () => {
    const one = await loaded('export const late = (n: number) => new Promise((resolve) => setTimeout(() => resolve(n + 1), 5));');
    assert.equal(returned(await call(one, 'late', 1)), 2);
  });

  it('gives classes by handle, with their state', async () => {
    const one = await loaded('export class Counter { n = 0; constructor(private_: number) { this.n = private_ } add(k: number) { this.n += k; return this.n } }\nexport const make = () => (x: number) => x * 2;');
    const counter = returned(await one.client.call({ target: { kind: 'export', name: 'Counter' }, construct: true, args: [3], seed: 1 })) as Handle;
    assert.equal(counter.kind, 'instance');
    assert.equal(counter.name, 'Counter');
    const target = { kind: 'handle', id: counter.id } as const;
    assert.equal(returned(await one.client.call({ target, method: 'add', args: [4], seed: 1 })), 7);
    assert.equal(returned(await one.client.get({ target, property: 'n' })), 7);
    const twice = returned(await call(one, 'make')) as Handle;
    assert.equal(returned(await one.client.call({ target: { kind: 'handle', id: twice.id }, args: [4], seed: 1 })), 8);
  });

  it('forgets handles with the instance they belong to', async () => {
    const source = 'export const make = () => () => 1;';
    const one = await loaded(source);
    const made = returned(await call(one, 'make')) as Handle;
    await loadFile(one, source);
    assert.match(threw(await one.client.call({ target: { kind: 'handle', id: made.id }, args: [], seed: 1 })).message, /earlier instance/);
  });

  it('calls back synchronously, and hands the same function back', async () => {
    const asked: unknown[] = [];
    const one = await loaded('export function apply(f: (x: number) => number, x: number) { let y = x; for (let i = 0; i < 3; i++) y = f(y); return [y, f] }', {
      host: {
        callback: ({ id, args }) => {
          asked.push([id, args[0]]);
          return { outcome: 'returned', value: (args[0] as number) * 2 };
        },
      },
    });
    assert.deepEqual(returned(await call(one, 'apply', { t: 'callback', id: 5 }, 1)), { t: 'array', items: [8, { t: 'callback', id: 5 }] });
    assert.deepEqual(asked, [[5, 1], [5, 2], [5, 4]]);
  });

  it('lets a callback throw into learner code', async () => {
    const one = await loaded('export function apply(f: () => number) { try { return f() } catch (error) { return (error as Error).message } }', {
      host: { callback: () => ({ outcome: 'threw', error: { name: 'RangeError', message: 'too far', frames: [] } }) },
    });
    assert.equal(returned(await call(one, 'apply', { t: 'callback', id: 1 })), 'too far');
  });

  it('shows a curve while a plain loop runs, and stands still while nobody takes it', async () => {
    const got: Probe[] = [];
    let release = (): void => {};
    let paused = new Promise<void>((resolve) => (release = resolve));
    let first = (): void => {};
    const firstBatch = new Promise<void>((resolve) => (first = resolve));
    const one = await loaded(`import { track } from 'neurona';\nexport function train() { const start = Date.now(); let i = 0; while (Date.now() - start < 150) { track('loss', i++); } return i }`, {
      host: {
        probes: async ({ probes }) => {
          got.push(...probes);
          first();
          await paused;
          return null;
        },
      },
    });
    let answered = false;
    const answer = call(one, 'train').then((outcome) => ((answered = true), outcome));
    await firstBatch;
    const before = got.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(answered, false, 'it goes on only when its probes are taken');
    assert.equal(got.length, before);
    release();
    const steps = returned(await answer) as number;
    assert.equal(got.flatMap((probe) => (probe.kind === 'scalars' ? [...probe.values] : [])).length, steps);
    assert.ok(steps > 0);
    paused = Promise.resolve();
  });

  it('starts the steps of a series over with every call', async () => {
    const got: Probe[] = [];
    const one = await loaded(`import { track, showBoundary } from 'neurona';\nexport function go() { for (let i = 0; i < 5; i++) track('loss', i); showBoundary({ weights: [1, 2], bias: 0 }, { points: [[0, 1]], labels: [1] }) }`, {
      host: { probes: ({ probes }) => (got.push(...probes), null) },
    });
    for (let i = 0; i < 2; i++) returned(await call(one, 'go'));
    const firsts = got.filter((probe) => probe.kind === 'scalars' && probe.firstStep === 0);
    assert.equal(firsts.length, 2);
    assert.equal(got.filter((probe) => probe.kind === 'boundary' && probe.points !== undefined && probe.step === 0).length, 2);
  });

  it('is killed in an endless loop', async () => {
    const one = await loaded('export function hang() { while (true); }');
    const answer = assert.rejects(call(one, 'hang'), { code: 'closed' });
    one.child.kill('SIGKILL');
    assert.equal((await one.exited).signal, 'SIGKILL');
    await answer;
  });

  for (const backend of ['wasm', 'cpu']) {
    it(`takes and gives tensors on ${backend}`, async () => {
      const one = await start({ flags: ['--backend', backend] });
      const result = await loadFile(one, `import * as tf from '@tensorflow/tfjs';\nexport const product = (a: tf.Tensor2D, b: tf.Tensor2D) => a.matMul(b);\nexport const truth = () => tf.tensor1d([1, 0], 'bool');\nexport const model = () => tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });\nexport const gone = () => { const t = tf.zeros([2]); t.dispose(); return t };`);
      assert.ok(result.outcome === 'loaded', JSON.stringify(result));
      assert.equal(result.engine.name, backend);
      assert.deepEqual(returned(await call(one, 'product', tensor([1, 2], 1, 2), tensor([2, 1], 3, 4))), tensor([1, 1], 11));
      assert.deepEqual(returned(await call(one, 'truth')), { t: 'tensor', tensor: { shape: [2], dtype: 'bool', data: Uint8Array.of(1, 0) } });
      assert.equal((returned(await call(one, 'model')) as Handle).kind, 'model');
      assert.deepEqual(returned(await call(one, 'gone')), { t: 'unsendable', what: 'a tensor that was disposed' });
      assert.equal(one.output(), '');
    });
  }

  it('takes a tensor where learner code imports no engine', async () => {
    const one = await loaded('export const shapeOf = (x: { shape: number[] }) => x.shape;');
    assert.deepEqual(returned(await call(one, 'shapeOf', tensor([2, 1], 3, 4))), numbers([2], 2, 1));
  });

  it('keeps a tensor that learner code keeps, and drops all with the instance', async () => {
    const source = `import * as tf from '@tensorflow/tfjs';\nlet kept: tf.Tensor;\nexport const forward = (x: tf.Tensor) => (kept = x.mul(2));\nexport const backward = () => kept.add(1);\nexport const alive = () => tf.memory().numTensors;`;
    const one = await loaded(source);
    await call(one, 'forward', tensor([1], 4));
    assert.deepEqual(returned(await call(one, 'backward')), tensor([1], 9));
    assert.ok((returned(await call(one, 'alive')) as number) > 0);
    await loadFile(one, source);
    assert.equal(returned(await call(one, 'alive')), 0);
  });

  it('draws the same numbers in every call and every process', async () => {
    const source = `import * as tf from '@tensorflow/tfjs';\nexport const plain = () => Math.random();\nexport const normal = () => tf.randomNormal([3]);\nexport const weights = () => tf.layers.dense({ units: 2, inputShape: [3] }).apply(tf.ones([1, 3]));\nexport const order = async () => (await tf.data.array([1, 2, 3, 4, 5, 6, 7, 8]).shuffle(8).toArray());\nexport const dropped = () => tf.dropout(tf.ones([20]), 0.5);`;
    const [one, two] = [await loaded(source), await loaded(source, { flags: ['--warm'] })];
    for (const name of ['plain', 'normal', 'weights', 'order', 'dropped']) {
      const first = returned(await call(one, name));
      assert.deepEqual(returned(await call(one, name)), first, name);
      assert.deepEqual(returned(await call(two, name)), first, name);
      const other = returned(await one.client.call({ target: { kind: 'export', name }, args: [], seed: 8 }));
      assert.notDeepEqual(other, first, name);
    }
  });

  it('says where learner code threw, plain and instrumented', async () => {
    const source = 'const inner = (xs: number[] | undefined): number =>\n  xs!.length;\nexport function outer(a: number) {\n  return a + inner(undefined);\n}';
    for (const instrument of [false, true]) {
      const one = await start();
      await loadFile(one, source, instrument);
      const error = threw(await call(one, 'outer', 1));
      assert.equal(error.name, 'TypeError');
      assert.match(error.message, /reading 'length'/);
      assert.deepEqual(error.frames.map(({ function: name, position }) => [name, position.line, position.column]), [['inner', 2, 7], ['outer', 4, 14]]);
    }
  });

  it('says why a module does not load', async () => {
    const one = await start();
    for (const [text, reason, line, subject] of [
      ['export const a = ;', 'syntax', 1, undefined],
      ['const a = 1;\nenum B { C }', 'unsupported-syntax', 2, 'enum'],
      [`import { x } from './nowhere'; x;`, 'import', 1, './nowhere'],
    ] as const) {
      const result = await loadFile(one, text);
      assert.ok(result.outcome === 'failed');
      assert.equal(result.reason, reason);
      assert.equal(result.position?.line, line);
      assert.equal(result.subject, subject);
    }
    const result = await loadFile(one, 'export const a = 1;\nthrow new RangeError("no");');
    assert.ok(result.outcome === 'failed' && result.reason === 'threw');
    assert.deepEqual([result.error.name, result.error.message, result.error.frames[0]?.position.line], ['RangeError', 'no', 2]);
  });

  it('answers with an error that nobody catches', async () => {
    const one = await loaded('export const stray = () => { Promise.reject(new Error("stray")); return 1 };\nexport const timer = () => new Promise(() => setTimeout(() => { throw new Error("timer") }, 1));\nexport const never = () => new Promise(() => {});\nexport const fine = () => 1;');
    assert.equal(threw(await call(one, 'stray')).message, 'stray');
    assert.equal(threw(await call(one, 'timer')).message, 'timer');
    assert.equal(threw(await call(one, 'never')).name, 'UnsettledPromise');
    assert.equal(returned(await call(one, 'fine')), 1);
  });

  it('lets the grader see an exit', async () => {
    const one = await loaded('export const leave = () => process.exit(3);');
    await assert.rejects(call(one, 'leave'), { code: 'closed' });
    assert.equal((await one.exited).code, 3);
  });

  it('prints at once, from a loop that never ends', async () => {
    const one = await loaded('export function hang() { console.log("before"); process.stdout.write("raw\\n"); while (true); }');
    call(one, 'hang').catch(() => {});
    for (let i = 0; i < 200 && !one.output().includes('raw'); i++) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.equal(one.output(), 'before\nraw\n');
  });

  it('keeps speaking when learner code replaces what it speaks with', async () => {
    const one = await loaded(`export function spoil(f: (x: number) => number) {
  Array.prototype.map = () => { throw new Error('mine') };
  JSON.stringify = () => 'forged';
  (Object.prototype as any).toJSON = () => ({ forged: true });
  Object.entries = () => [];
  globalThis.Float64Array = Array as never;
  return [[f(2)], JSON.stringify({})];
}
export const still = () => JSON.stringify({});`, { host: { callback: ({ args }) => ({ outcome: 'returned', value: (args[0] as number) + 1 }) } });
    assert.deepEqual(returned(await call(one, 'spoil', { t: 'callback', id: 1 })), { t: 'array', items: [numbers([1], 3), 'forged'] });
    assert.equal(returned(await call(one, 'still')), 'forged');
  });

  it('says that a value is too large, and goes on', async () => {
    const one = await loaded('export const huge = () => new Float64Array(9 << 20);\nexport const many = () => [Array(300_000).fill("x")];\nexport const fine = () => 1;');
    assert.deepEqual(returned(await call(one, 'many')), { t: 'array', items: [{ t: 'unsendable', what: 'a value of more than 200000 items' }] });
    assert.deepEqual(returned(await call(one, 'huge')), { t: 'unsendable', what: 'a value of more than 64 MiB' });
    assert.equal(returned(await call(one, 'fine')), 1);
  });

  it('runs under the permission flag', async () => {
    const [major] = process.versions.node.split('.').map(Number) as [number];
    const { buildSolution } = await import('./test-driver');
    const one = await loaded(`import * as tf from '@tensorflow/tfjs'; export const one = () => tf.scalar(1);\nexport const read = () => (process as any).binding('fs').internalModuleReadJSON === undefined;`, {
      nodeFlags: [major >= 22 ? '--permission' : '--experimental-permission', `--allow-fs-read=${await buildSolution()}/*`],
    });
    assert.deepEqual(returned(await call(one, 'one')), tensor([], 1));
  });

  it('leaves when the grader does', async () => {
    const one = await loaded('export const a = 1;');
    one.child.stdio[3]?.destroy();
    assert.equal((await one.exited).code, 0);
  });

  it('loads several files', async () => {
    const one = await start();
    const result = await one.client.load({ files: [file(`import { b } from './lib/b'; export const a = b + 1;`), file('export const b = 1;', 'lib/b.ts')], entry: 'solution.ts', seed: 1, instrument: false });
    assert.equal(result.outcome, 'loaded');
    assert.equal(returned(await one.client.get({ target: { kind: 'export', name: 'a' } })), 2);
  });
});
