import { parse } from 'acorn';
import { transform } from 'esbuild';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { findFiles } from '../../tools/find-files';
import { root } from '../../tools/root';
import { LoadFailure } from './load-failure';
import { prepareSource } from './prepare-source';

const blank = (text: string): string => prepareSource('a.ts', text).blanked;

/** Another implementation's opinion of the same source: what esbuild makes of it, without spaces and empty statements. */
async function canonical(code: string, loader: 'ts' | 'js'): Promise<string> {
  const { code: printed } = await transform(code, {
    loader,
    minifyWhitespace: true,
    legalComments: 'none',
    target: 'esnext',
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: true } },
  });
  return printed;
}
/** An import of types beside a default one leaves empty braces, which import nothing. */
const withoutEmpty = (code: string): string => code.trim().replaceAll(',{}from', ' from').replace(/(^|[;{}:])(?:;+)/g, '$1').replace(/;+(?=\}|$)/g, '');

async function assertSame(text: string): Promise<void> {
  const blanked = blank(text);
  assert.equal(blanked.length, text.length);
  for (let i = 0; i < text.length; i++) {
    const [before, after] = [text[i]!, blanked[i]!];
    assert.ok(before === after || after === ' ' || ';()'.includes(after), `offset ${i}: ${before} became ${after}`);
    assert.equal(/[\n\r\u2028\u2029]/.test(before), /[\n\r\u2028\u2029]/.test(after), 'line ends stay');
  }
  parse(blanked, { ecmaVersion: 'latest', sourceType: 'module', allowAwaitOutsideFunction: true });
  const [expected, actual] = await Promise.all([canonical(text, 'ts'), canonical(blanked, 'js')]);
  assert.equal(withoutEmpty(actual), withoutEmpty(expected), blanked);
}

const samples: readonly string[] = [
  'let x: number = 1, y!: string, [a, b]: [number, string] = f(), { c = 2 }: { c?: number } = g();',
  'function f<T extends object>(this: Window, a?: number, b: string = "b", ...rest: T[]): asserts a is number {}',
  'function f(this: Foo) {}\nfunction g(this: Foo,) {}\nfunction h(this: Foo, /* c */ a: number,) {}',
  'const f = async <T,>(x: T): Promise<T> => x; const g = (x?, y?: number) => x; const h = (a: number = (1)) => a;',
  'x as number; x satisfies Y; (x) as T; ((x as T)); x!; x!.y!(); a![b!]; f<T>(1); new F<T>(); new F<T>; f<T>`a`; const g = h<string>;',
  'const a = x as number | {\n  b: string;\n};\nconst c = (y as\n  Z).d;',
  'type A = 1;\ninterface B { c: number }\ndeclare const d: number;\ndeclare function e(): void;\ndeclare class F {}\ndeclare enum G { H }\ndeclare global { interface I {} }\ndeclare module "j" {}\nnamespace K { export type L = 1 }\nabstract class M {}',
  'import type A from "a"; import { type B, c } from "b"; import { D, e } from "d"; import F, { g } from "f"; import * as h from "h"; import type * as I from "i"; import "side"; e; c; g; h.x; let z: D; F;',
  'import { A } from "a"; import B from "b"; import * as C from "c"; let x: A<B, C.D>;',
  'import { a, } from "a"; import { b, C, } from "b"; import { D, /* , */ e } from "d"; a; b; e;',
  'import { Tensor } from "a"; const o = { Tensor: 1 }; o.Tensor; class X { Tensor = 2; }',
  'import { a } from "a"; const o = { a };',
  'interface T {} const v = 1; export { v, type U }; type U = 1; export type { T };\nexport type * from "z"; export * from "y"; export { type q, r } from "x";',
  'export interface A {}\nexport type B = 1;\nexport declare const c: 1;\nexport default interface D {}',
  'export function f(): void;\nexport function f(a?: number): void {}\nexport default function g(): void;\nexport default function g(a?: 1) {}',
  'export abstract class A<T> extends B<T> implements C, D<T> { private static readonly [k]?: number = 1; declare e: string; [f: string]: any; constructor(a: number); constructor(a: any) { super() } g?(h: number): void {} protected override async *i<T>() {} static {} j!: number; readonly; abstract l: 1; abstract m(): void; public get n(): number { return 1 } static o<T>(): void {} }',
  'class A { get: any\n private b() {} }\nclass C { d = 1\n private [e] = 2\n public *f() {}\n readonly g = 3\n protected h }',
  'class A { x = 1 as number\n [y] = 2\n z: number\n *w() {} }',
  'class A<T> {}\nclass B implements C {}\nconst D = class<T> extends E<T> implements F {}; const G = class implements H {};',
  'try {} catch (e: unknown) {}\nfor (const x of y as T[]) ;\nfor (let i: number = 0, n = (a as number); i < n; i++) ;\nfor (const k in o as object) ;',
  // A line must not be joined to the one after it, where a type was all that separated them.
  'const a = x as number\n(foo)()',
  'const a = x as number\n[foo][0]',
  'let a: number\n(foo)()',
  'let a = b!\nfoo()',
  'foo\ntype A = 1\n(bar)',
  'foo\ninterface A {}\n[bar]',
  'foo\nimport type { A } from "a"\n;(bar)',
  'foo\ndeclare const x: number\n`t`',
  'const f = () => x as T\n(foo)',
  'throw_(x as Y)\n(z)',
  'function f() { return x as T\n(y) }',
  'export default x as T\n(y)',
  'a = b satisfies C\n/d/g.test(e)',
  // No line may end between the parameters of an arrow function and its arrow, nor after `return`, `async` and their like.
  'const f = (a: number): {\n  b: number\n} => ({ b: a });',
  'const f = (): Promise<\n  number\n> => x;',
  'const f = async (a, /* ) */ b: number,): Promise<\n  number\n> => x;',
  'function f() { return <\n  T\n>(x: T) => x }',
  'const f = async <\n  T\n>(x: T) => x;',
  'const f = (a = (1), { b }: C = {}): D<\nE> => a;',
  'const f = (a: (b: number) => void, c?: () => void): ((\n) => void) => a;',
  // Things that look like types and are not, and texts that are long in UTF-16.
  'if (a < b && c > d) {}\nconst e = a < b; const f = x ? (y) : (z); const as = 1, satisfies = 2, type = 3; type + as + satisfies;',
  'const s = "😀"; let t: "😀" = s as "😀"; const u = `a${x as string}b`; const r = /as number/;',
  'const a = b ? (c: number): number => c : (d: string) => d;',
  'label: for (;;) { continue label }\nconst o = { async *m<T>(this: O, x?: T): AsyncGenerator<T> {}, get g(): number { return 1 }, set g(v: number) {} };',
  'let a: typeof import("./b"), c: unique symbol, d: `x${string}`, e: A[number]["b"], f: new () => T, g: (a: number) => a is 1, h: readonly string[], i: [a?: number, ...b: string[]];',
  'const x = y as const; let z = <T>(a: T) => a; using_;',
  'a?.b!.c; a?.<T>(b); a?.[b as number]; (a as B)?.c; (a! as B)!.d;',
  'switch (a as number) { case 1 as number: type B = 1; break; default: interface C {} }',
];

describe('blank-types', () => {
  for (const sample of samples) {
    it(`keeps the meaning and every position of ${JSON.stringify(sample).slice(0, 90)}`, () => assertSame(sample));
  }

  it('keeps the meaning and every position of our own sources', async () => {
    const paths = (await findFiles('src', /\.ts$/)).filter((path) => !/\.d\.ts$|\/assembly\//.test(path));
    assert.ok(paths.length > 50);
    for (const path of paths) {
      try {
        await assertSame(readFileSync(`${root}/${path}`, 'utf8'));
      } catch (error) {
        throw new Error(`${path}: ${(error as Error).message.slice(0, 600)}`, { cause: error });
      }
    }
  });

  for (const [construct, text, line, column] of [
    ['enum', 'const a = 1;\n  enum B { C }', 2, 3],
    ['enum', 'export const enum B { C }', 1, 8],
    ['namespace', 'namespace A { export const b = 1 }', 1, 1],
    ['namespace', 'export namespace A.B { export function c() {} }', 1, 8],
    ['parameter property', 'class A { constructor(private b: number) {} }', 1, 23],
    ['parameter property', 'class A { constructor(readonly b = 1) {} }', 1, 23],
    ['<T>x cast', 'const a = <number>b;', 1, 11],
    ['import =', 'import a = require("b");', 1, 1],
    ['import =', 'import a = b.c;', 1, 1],
    ['export =', 'const a = 1;\nexport = a;', 2, 1],
    ['decorator', '@d class A {}', 1, 1],
    ['decorator', 'class A { @d b = 1 }', 1, 11],
    ['decorator', 'class A { c(@d b: number) {} }', 1, 13],
    ['accessor', 'class A { accessor b = 1 }', 1, 11],
  ] as const) {
    it(`refuses and names ${construct} in ${text.trim()}`, () => {
      assert.throws(
        () => blank(text),
        (error: LoadFailure) => {
          assert.equal(error.reason, 'unsupported-syntax');
          assert.equal(error.subject, construct);
          assert.deepEqual(error.position, { file: 'a.ts', line, column });
          return true;
        },
      );
    });
  }
});
