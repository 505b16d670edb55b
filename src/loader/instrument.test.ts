import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import * as tf from '../engine/tfjs';
import { startEngine } from '../engine/start-engine';
import { seedMathRandom } from '../engine/seed';
import { findFiles } from '../../tools/find-files';
import { root } from '../../tools/root';
import { loadModule } from './load-module';
import { prepareSource } from './prepare-source';
import { createProbes, type Probes } from './probes';
import { createStackPositions } from './stack-positions';

async function run(text: string, probes?: Probes): Promise<Readonly<Record<string, unknown>>> {
  const { namespace } = await loadModule({
    files: [{ path: 'main.ts', text }],
    entry: 'main.ts',
    packages: { '@tensorflow/tfjs': () => tf },
    stacks: createStackPositions(),
    probes,
  });
  return namespace;
}

const xorInPlainCode = `
type Vector = number[];
const data: [Vector, number][] = [[[0, 0], 0], [[0, 1], 1], [[1, 0], 1], [[1, 1], 0]];
class Layer {
  weights: Vector[]; biases: Vector;
  constructor(inputs: number, outputs: number) {
    this.weights = Array.from({ length: outputs }, () => Array.from({ length: inputs }, () => Math.random() - 0.5));
    this.biases = Array.from({ length: outputs }, (_, i) => Math.sin(i));
  }
  forward = (x: Vector): Vector => this.weights.map((row, j) => Math.tanh(row.reduce((sum, w, i) => sum + w * x[i]!, this.biases[j]!)));
}
export function train(epochs: number) {
  const [hidden, output] = [new Layer(2, 4), new Layer(4, 1)];
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const [x, target] of data) {
      const h = hidden.forward(x), [y] = output.forward(h) as [number];
      const delta = (y - target) * (1 - y * y);
      h.forEach((value, j) => {
        const back = delta * output.weights[0]![j]! * (1 - value * value);
        output.weights[0]![j]! -= 0.3 * delta * value;
        x.forEach((input, i) => { hidden.weights[j]![i]! -= 0.3 * back * input; });
        hidden.biases[j]! -= 0.3 * back;
      });
      output.biases[0]! -= 0.3 * delta;
    }
  }
  return [hidden.weights, hidden.biases, output.weights, output.biases];
}`;

const xorInTensors = `
import * as tf from '@tensorflow/tfjs';
const x = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
const y = tf.tensor2d([[0], [1], [1], [0]]);
const init = (shape: [number, number]) => tf.variable(tf.randomNormal<tf.Rank.R2>(shape));
export function train(steps: number) {
  const [w1, w2] = [init([2, 8]), init([8, 1])];
  const optimizer = tf.train.adam(0.1);
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const loss = optimizer.minimize(() => {
      const hidden = x.matMul(w1).tanh();
      const logits = hidden.matMul(w2) as tf.Tensor2D;
      return tf.losses.sigmoidCrossEntropy(y, logits) as tf.Scalar;
    }, true);
    losses.push(loss!.dataSync()[0]!);
  }
  return [losses, Array.from(w1.dataSync()), Array.from(w2.dataSync())];
}`;

/** Modules whose \`result\` says whether probes changed what the code means. */
const meanings: readonly (readonly [string, string])[] = [
  ['this', 'class A { n = 1; get() { return this.n } static make() { return new this() } }\nconst a = new A(); export const result = [a.get(), (a.get)(), A.make().get(), a["get"](), (a as A).get(), a!.get()];'],
  ['optional chains', 'const o: any = { f: null, g: () => ({ h: 1 }), a: { b() { return this.c }, c: 5 } }; export const result = [o.f?.(), o.f?.x.y.z(), o.g?.().h, o.a?.b(), delete o?.a?.c, o?.["g"]?.()!.h];'],
  ['names', 'const f = () => 1, g = function () {}, C = class {}; let h; h = () => 2; const { i = () => 3 } = {} as any; export const result = [f.name, g.name, C.name, h.name, i.name];'],
  ['destructuring', 'function f({ a, b: [c, ...d] }: any, e = a + 1, ...rest: any[]) { const { x, ...others } = { x: a, y: c }; let p, q; [p, q = 2] = [1]; ({ x: p } = { x: 9 }); return [a, c, d, e, rest, x, others, p, q] }\nexport const result = f({ a: 1, b: [2, 3, 4] }, undefined, 5, 6);'],
  ['generators and promises', 'async function* g() { const x = yield 1; yield x; } export const result = await (async () => { const it = g(); return [await it.next(), await it.next(7), await it.next()] })();'],
  ['loops and labels', 'const out: any[] = []; outer: for (const [k, v] of Object.entries({ a: 1, b: 2, c: 3 })) { if (v === 2) continue outer; out.push(k); } for (const x of [1, 2]) out.push(x); let y; for (y of [3]) out.push(y); for (const k in { z: 1 }) out.push(k); export const result = out;'],
  ['closures in loops', 'const fs: (() => number)[] = []; for (let i = 0; i < 3; i++) fs.push(() => i); export const result = fs.map((f) => f());'],
  ['directives and arguments', 'function f(a: any) { "use strict"; return [arguments.length, this === undefined, a] } export const result = (f as any)(1, 2);'],
  ['classes', 'class A { constructor(public_: number) { this.v = public_ } v: number; static s = A.t(); static t() { return 3 } #p = 1; get p() { return this.#p } }\nclass B extends A { constructor() { super(4); } override get p() { return super.p + 1 } }\nclass C extends (() => B)() {} export const result = [new B().v, new B().p, A.s, new C().p, new (class { x = 1 })().x];'],
  ['short circuits', 'let n = 0; const t = () => ++n; const a = n || t(), b = null ?? t(), c = n > 5 ? t() : n; let d; d ??= t(); export const result = [a, b, c, d, n];'],
  ['templates and tags', 'const tag = (s: TemplateStringsArray, ...v: any[]) => s.raw.join("|") + v; const o = { tag, x: 3 }; export const result = [tag`a${1}b${[2].map((x) => x)}`, o.tag`x`, `${o.x}`];'],
  ['arrows', 'const f = (a: any) => ({ a }), g = (a: any) => (a, 2), h = (a: any) => a ? 1 : 2, i = async (a: any) => a, j = ({ a }: any) => [a]; export const result = [f(1), g(1), h(0), await i(3), j({ a: 4 })];'],
  ['catch', 'export const result = (() => { try { (null as any).x } catch (error) { return (error as Error).message } finally { void 0 } })();'],
  ['messages of calls on values', 'const f = () => ({}) as any, o: any = { g: () => ({}) }; const say = (run: () => void) => { try { run() } catch (error) { return (error as Error).message } };\nexport const result = [say(() => f().nope()), say(() => o.g(1).nope(2)), say(() => o.nope()), say(() => new (f().K)()), say(() => { const [a] = f(); a }), say(() => f(o.g())())];'],
  ['switch', 'const f = (x: any) => { switch (x) { case 1: const [y] = [2]; return y; default: { return "d" } } }; export const result = [f(1), f(2)];'],
  ['spread and computed', 'const k = () => "key", o: any = { [k()]: 1, ...{ m: 2 }, [`${k()}2`]() { return 3 } }; o[k()] += 4; o[k()]++; export const result = [o.key, o.m, o.key2(), Math.max(...[1, 2].map((x) => x * 2))];'],
  ['statements without semicolons', 'let a: any\na = [1, 2] as any\n;[a[0], a[1]] = [a[1], a[0]]\nif (a) a.push(3)\nelse a.push(4)\nfor (const x of [5]) a.push(x)\nexport const result = a'],
];

describe('instrument', () => {
  it('only inserts: every character stays, and every column comes back', async () => {
    const paths = (await findFiles('src', /\.ts$/)).filter((path) => !/\.d\.ts$|\/assembly\//.test(path));
    for (const path of paths) {
      const { blanked, code, toOriginal } = prepareSource(path, readFileSync(`${root}/${path}`, 'utf8'), 1);
      new vm.SourceTextModule(code, { identifier: path });
      const [before, after] = [blanked.split('\n'), code.split('\n')];
      assert.equal(after.length, before.length, path);
      after.forEach((line, index) => {
        const kept: string[] = [];
        for (let column = 1; column <= line.length; column++) {
          // The last column that goes back to a place is the character of that place.
          const original = toOriginal(index + 1, column);
          kept[original - 1] = line[column - 1]!;
        }
        assert.equal(kept.join('').slice(0, before[index]!.length), before[index], `${path}:${index + 1}`);
      });
    }
  });

  for (const [what, text] of meanings) {
    it(`keeps the meaning of ${what}`, async () => {
      const restore = createStackPositions().install();
      try {
        const plain = await run(text);
        const stacks = createStackPositions();
        stacks.install();
        const { namespace } = await loadModule({ files: [{ path: 'main.ts', text }], entry: 'main.ts', packages: {}, stacks, probes: createProbes() });
        assert.deepEqual(namespace['result'], plain['result']);
      } finally {
        restore();
      }
    });
  }

  for (const [what, text, steps] of [
    ['plain code', xorInPlainCode, 200],
    ['tensors', xorInTensors, 30],
  ] as const) {
    it(`trains XOR to the same bits in ${what}`, async () => {
      await startEngine();
      const { random } = Math;
      try {
        const results = [];
        for (const probes of [undefined, createProbes()]) {
          seedMathRandom(11);
          const { train } = await run(text, probes);
          results.push((train as (steps: number) => unknown)(steps));
        }
        assert.deepEqual(results[1], results[0]);
        assert.doesNotMatch(JSON.stringify(results[0]), /null/, 'it trained on numbers');
      } finally {
        Math.random = random;
      }
    });
  }

  it('records the shapes at each place', async () => {
    const probes = createProbes();
    const text = `import * as tf from '@tensorflow/tfjs';\nexport function forward(x: tf.Tensor2D, w: tf.Tensor2D) {\n  const logits = x.matMul(w);\n  return logits.sum();\n}`;
    const { forward } = await run(text, probes);
    for (const rows of [3, 5]) (forward as (...args: unknown[]) => unknown)(tf.ones([rows, 2]), tf.ones([2, 4]));
    assert.deepEqual(
      probes.shapes().map(({ kind, start, text: code, target, shapes }) => [kind, `${start.line}:${start.column}`, code, target, shapes]),
      [
        ['parameter', '2:25', 'x', 'x', [[3, 2], [5, 2]]],
        ['parameter', '2:41', 'w', 'w', [[2, 4]]],
        ['call', '3:18', 'x.matMul(w)', 'logits', [[3, 4], [5, 4]]],
        ['call', '4:10', 'logits.sum()', undefined, [[]]],
      ],
    );
  });

  it('leaves a file alone that uses the probes’ names', () => {
    const { code, sites } = prepareSource('a.ts', 'const __t = 1; export const f = () => g(__t);', 1);
    assert.equal(code, 'const __t = 1; export const f = () => g(__t);');
    assert.equal(sites.size, 0);
  });
});
