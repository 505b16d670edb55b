import assert from 'node:assert/strict';
import { loadModule } from './load-module';
import { createProbes } from './probes';
import { createStackPositions } from './stack-positions';
import { toThrown } from './to-thrown';

/** Each throws when `run` is called; `at` are the places of its frames, innermost first, as one reads them off the text. */
const cases: readonly { readonly what: string; readonly text: string; readonly at: readonly string[]; readonly message?: RegExp }[] = [
  { what: 'a throw', text: 'export function run() {\n  throw new Error("no");\n}', at: ['2:9'] },
  { what: 'a property of undefined', text: 'const xs: number[] = [];\nexport const run = () => (xs as any).a.b;', at: ['2:40'] },
  { what: 'a call after types', text: 'const f = <T>(x: T): T => { throw new RangeError("r") };\nexport const run = (): void => { const a: number = 1; f<number>(a as number); };', at: ['1:35', '2:55'] },
  { what: 'a method that is not there', text: 'const make = () => ({}) as any;\nexport const run = () => make().nope(1);', at: ['2:33'], message: /^make\(\.\.\.\)\.nope is not a function$/ },
  { what: 'a method of a chain of calls', text: 'const o: any = { f: () => ({}) };\nexport const run = () => { const a = 1; return o.f(a).g(o.f(o.f())); };', at: ['2:55'], message: /^o\.f\(\.\.\.\)\.g is not a function$/ },
  { what: 'a name that is not there', text: 'export const run = () => { const a = 1; return nope(a as number) };', at: ['1:48'] },
  { what: 'a value that is no function', text: 'const f: any = 5;\nexport const run = () => [1].map((x) => f(x));', at: ['2:41', '2:30'] },
  { what: 'several calls on one line', text: 'const bad = (): number => { throw new Error("b") }, ok = (x: number) => x;\nexport const run = () => ok(1) + ok(ok(2)) + bad() + ok(3);', at: ['1:35', '2:46'] },
  { what: 'a constructor', text: 'class A {\n  readonly n: number;\n  constructor(n: number) {\n    if (n > 0) throw new Error("c");\n    this.n = n;\n  }\n}\nexport const run = () => new A(1);', at: ['4:22', '8:26'] },
  { what: 'a field initialiser', text: 'const f = (): number => { throw new Error("f") };\nclass A { private x: number = f(); }\nexport const run = () => new A();', at: ['1:33', '2:31', '2:1', '3:26'] },
  { what: 'a getter', text: 'const o = { get x(): number { throw new Error("g") } };\nexport const run = () => { const { x } = o; return x };', at: ['1:37', '2:36'] },
  { what: 'a default parameter', text: 'const f = (): number => { throw new Error("d") };\nconst g = (a: number, b: number = f()) => a + b;\nexport const run = () => g(1);', at: ['1:33', '2:35', '3:26'] },
  { what: 'a callback of a library', text: 'export const run = () => [3, 1, 2].sort((a: number, b: number) => { throw new Error("s") });', at: ['1:75', '1:36'] },
  { what: 'destructuring', text: 'export const run = () => {\n  const [a]: any = null as any;\n};', at: ['2:20'] },
  { what: 'a template', text: 'const f = (x: number): string => { throw new Error("t") };\nexport const run = () => `a ${1 + 1} ${f(2)}`;', at: ['1:42', '2:40'] },
  { what: 'a generator', text: 'function* g(): Generator<number> {\n  yield 1;\n  throw new Error("y");\n}\nexport const run = () => [...g()];', at: ['3:9', '5:30'] },
  { what: 'rows that are too short', text: 'const dot = (w: number[][], x: number[]): number[] =>\n  w.map((row) => row.reduce((sum, _, i) => sum + row[i]! * x[i]!.valueOf(), 0));\nexport const run = () => dot([[1, 2]], [1]);', at: ['2:66', '2:22', '2:5', '3:26'] },
  { what: 'wide characters before it', text: 'export const run = () => { const s: string = "😀é"; return (s as any).nope() };', at: ['1:71'] },
  { what: 'a type that spans lines', text: 'const f = (a: {\n  b: number;\n}): {\n  c: number;\n} => { throw new Error("m") };\nexport const run = () => f({ b: 1 });', at: ['5:14', '6:26'] },
  { what: 'an await', text: 'const f = async (x: number): Promise<number> => {\n  await null;\n  throw new Error("w");\n};\nexport const run = async () => {\n  const a = await f(1);\n  return a;\n};', at: ['3:9', '6:13'] },
  { what: 'an optional call', text: 'const o: any = { f: 1 };\nexport const run = () => o.g?.().h + o.f?.(2);', at: ['2:43'] },
  { what: 'an assignment to a property of null', text: 'const o: { p: any } = { p: null };\nexport const run = () => { o.p.q = [1, 2].map((x) => x); };', at: ['2:34'] },
  { what: 'a new of no class', text: 'const K: any = {};\nexport const run = () => new K.L(1);', at: ['2:26'], message: /^K\.L is not a constructor$/ },
];

describe('stack-positions', () => {
  for (const { what, text, at, message } of cases) {
    for (const instrumented of [false, true]) {
      it(`gives the file's own places for ${what}, ${instrumented ? 'instrumented' : 'plain'}`, async () => {
        const stacks = createStackPositions();
        const undo = stacks.install();
        try {
          const { namespace } = await loadModule({ files: [{ path: 'main.ts', text }], entry: 'main.ts', packages: {}, stacks, probes: instrumented ? createProbes() : undefined });
          let error: unknown;
          try {
            await (namespace['run'] as () => unknown)();
            assert.fail('it did not throw');
          } catch (caught) {
            error = caught;
          }
          const thrown = toThrown(error, stacks);
          assert.deepEqual(thrown.frames.map(({ position }) => `${position.line}:${position.column}`), at);
          assert.doesNotMatch(thrown.message, /__[tbc]/);
          if (message !== undefined) assert.match(thrown.message, message);
        } finally {
          undo();
        }
      });
    }
  }

  it('names the functions of the frames', async () => {
    const stacks = createStackPositions();
    const undo = stacks.install();
    try {
      const text = 'class Unit { fire(): never { throw new Error("x") } }\nexport function run() { new Unit().fire() }';
      const { namespace } = await loadModule({ files: [{ path: 'main.ts', text }], entry: 'main.ts', packages: {}, stacks });
      try {
        (namespace['run'] as () => void)();
      } catch (error) {
        assert.deepEqual(toThrown(error, stacks).frames.map((frame) => frame.function), ['fire', 'run']);
        assert.match((error as Error).stack!, /^Error: x\n {4}at fire \(main\.ts:1:36\)\n {4}at run \(main\.ts:2:36\)/);
        return;
      }
      assert.fail('it did not throw');
    } finally {
      undo();
    }
  });
});

describe('to-thrown', () => {
  const stacks = createStackPositions();
  const thrower = (): never => {
    throw new Error('trap');
  };
  const trapped = new Proxy({}, { get: thrower, getPrototypeOf: thrower, has: thrower, ownKeys: thrower, getOwnPropertyDescriptor: thrower });
  const hostile = Object.defineProperties(new Error('x'), { stack: { get: thrower }, message: { get: thrower }, name: { get: thrower } });

  for (const [what, value, name, message] of [
    ['a text', 'oops', 'string', 'oops'],
    ['a number', 42, 'number', '42'],
    ['nothing', undefined, 'undefined', 'undefined'],
    ['null', null, 'object', 'null'],
    ['a symbol', Symbol('s'), 'symbol', 'Symbol(s)'],
    ['an object', { a: 1 }, 'object', '{ a: 1 }'],
    ['a trap', trapped, 'object', '{}'],
    ['an error that throws when it is read', hostile, 'Error', ''],
    ['an error whose message is no text', Object.assign(new TypeError(), { message: 5 }), 'TypeError', ''],
    ['control characters', new Error('\u001b[31mred\u0007\u009b\ttab\nline'), 'Error', '[31mred\ttab\nline'],
  ] as const) {
    it(`tells ${what}`, () => {
      assert.deepEqual(toThrown(value, stacks), { name, message, frames: [] });
    });
  }

  it('caps what it tells', () => {
    const thrown = toThrown(Object.assign(new Error('x'.repeat(1e6)), { name: 'N'.repeat(1e4) }), stacks);
    assert.equal(thrown.message.length, 4000);
    assert.equal(thrown.name.length, 200);
  });
});
