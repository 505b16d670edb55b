import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSolution } from '../solution/test-driver';
import { LIMIT, openGradeHarness, twice, verdictsOf, type GradeHarness } from './test-harness';
import { createSolutionPool } from './solution-pool';

describe('grade, of code that does not behave', function () {
  this.timeout(60_000);
  let harness: GradeHarness;
  const gradeSource: GradeHarness['gradeSource'] = (...args) => harness.gradeSource(...args);

  before(async () => {
    harness = await openGradeHarness();
  });
  after(() => harness.close());

  it('stops an endless loop, and runs the next test in a fresh process', async () => {
    const start = performance.now();
    const report = await gradeSource('export function f(x: number) { if (x === 1) for (;;); return x + 1; }', twice);
    assert.deepEqual(verdictsOf(report), ['timeout', 'pass']);
    assert.ok(performance.now() - start < LIMIT + 8_000);
    assert.ok(report.tests[0]!.milliseconds >= LIMIT - 50);
  });

  it('stops a promise that never settles', async () => {
    const pending =
      'export function f(x: number) { return x === 1 ? new Promise((r) => setInterval(() => {}, 1000)) : x + 1; }';
    assert.deepEqual(verdictsOf(await gradeSource(pending, twice)), ['timeout', 'pass']);
    // One that nothing is left to settle need not be waited for.
    const lost = await gradeSource(
      'export function f(x: number) { return x === 1 ? new Promise(() => {}) : x + 1; }',
      twice,
    );
    assert.deepEqual(verdictsOf(lost), ['error', 'pass']);
  });

  it('does not begin tests once the exercise’s time is used up', async () => {
    const report = await gradeSource('export function f() { for (;;); }', twice, { exerciseLimit: 300 });
    assert.deepEqual(verdictsOf(report), ['timeout', 'timeout']);
    assert.match(report.tests[1]!.failure!.what.en, /used up before this test began/);
  });

  it('stops a file that never finishes loading', async () => {
    const report = await gradeSource('for (;;);\nexport function f() {}', twice);
    assert.deepEqual(verdictsOf(report), ['timeout', 'skipped']);
  });

  it('tells an end of memory from other ends', async () => {
    const grown =
      'const kept: unknown[] = []; export function f(x: number) { while (x === 1) kept.push(new Array(1e5).fill(x)); return x + 1; }';
    assert.deepEqual(verdictsOf(await gradeSource(grown, twice, { testLimit: 20_000 })), ['memory', 'pass']);
  });

  it('tells an end of memory outside of V8’s heap', async function () {
    if (process.platform !== 'linux') this.skip();
    const grown =
      'const kept: unknown[] = []; export function f(x: number) { while (x === 1) kept.push(new Uint8Array(1 << 22).fill(1)); return x + 1; }';
    assert.deepEqual(verdictsOf(await gradeSource(grown, twice, { testLimit: 20_000 })), ['memory', 'pass']);
  });

  it('does not believe a process that ends itself', async () => {
    const report = await gradeSource(
      'export function f(x: number) { if (x === 1) (globalThis as any).process.exit(0); return x + 1; }',
      twice,
    );
    assert.notEqual(report.tests[0]!.verdict, 'pass');
    assert.equal(report.tests[1]!.verdict, 'pass');
  });

  it('stops a flood of prints, and keeps a little of it', async () => {
    const report = await gradeSource(
      'export function f(x: number) { while (x === 1) console.log("x".repeat(1e5)); return x + 1; }',
      twice,
    );
    assert.equal(report.tests[1]!.verdict, 'pass');
    assert.ok(['error', 'timeout'].includes(report.tests[0]!.verdict));
    assert.ok(report.output.length > 0 && report.output.length <= 64 << 10);
  });

  it('shows prints as text, without escape sequences', async () => {
    const report = await gradeSource(
      'export function f(x: number) { console.log("\\u001b[2K\\u0007pass"); return x + 1; }',
      twice,
    );
    assert.equal(report.output, 'pass\npass\n');
  });

  it('is not fooled by patched globals', async () => {
    const patched = `
      Math.random = () => 0.5; Object.is = () => true; JSON.stringify = () => '{}'; Array.prototype.map = () => [];
      Object.prototype.toString = () => 'pass'; Promise.prototype.then = function () { return this; };
      export function f(x: number) { return 0; }`;
    const report = await gradeSource(patched, twice);
    assert.notEqual(report.verdict, 'pass');
    assert.equal(report.points.earned, 0);
  });

  it('survives whatever is thrown', async () => {
    for (const thrown of [
      'null',
      '{ get message() { throw 1; } }',
      'new Proxy({}, { get() { throw 1; } })',
      'Symbol("x")',
      '(() => {})',
    ]) {
      const report = await gradeSource(`export function f() { throw ${thrown}; }`, twice);
      assert.deepEqual(verdictsOf(report), ['error', 'error'], thrown);
    }
  });

  it('survives whatever is returned', async () => {
    for (const value of [
      'Symbol("x")',
      'new Proxy([], { get() { throw 1; } })',
      'JSON.parse(`{"__proto__":{"x":1}}`)',
      'new Map()',
      '(() => { const a: any = []; a[0] = a; return a; })()',
    ]) {
      const report = await gradeSource(`export function f() { return ${value}; }`, twice);
      assert.equal(report.points.earned, 0, value);
      assert.ok(!verdictsOf(report).includes('pass'), value);
    }
  });

  it('fails what is too large to be sent, and goes on', async () => {
    const report = await gradeSource(
      'export function f(x: number) { return x === 1 ? new Float64Array(5e7) : x + 1; }',
      twice,
    );
    assert.notEqual(report.tests[0]!.verdict, 'pass');
    assert.equal(report.tests[1]!.verdict, 'pass');
  });

  it('stops at once when it is told to', async () => {
    const controller = new AbortController();
    const start = performance.now();
    const grading = gradeSource('export function f() { for (;;); }', twice, {
      signal: controller.signal,
      onStarted: () => setTimeout(() => controller.abort(), 300),
    });
    await assert.rejects(grading, { code: 'cancelled' });
    assert.ok(performance.now() - start < LIMIT);
  });

  it('works without the permission model, where it cannot be had', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'neurona-'));
    // A process that refuses to start under the flag, as Electron's does.
    const entry = join(folder, 'solution.mjs');
    const real = join(await buildSolution(), 'solution.mjs');
    writeFileSync(entry, `if (process.permission) process.exit(9); await import(${JSON.stringify(`file://${real}`)});`);
    const fallback = createSolutionPool({ entry });
    try {
      const report = await gradeSource('export const f = (x: number) => x + 1;', twice, { pool: fallback });
      assert.equal(report.verdict, 'pass');
    } finally {
      fallback.close();
      rmSync(folder, { recursive: true });
    }
  });

  it('says so when no process can be started, and grades nothing', async () => {
    const broken = createSolutionPool({ entry: join(tmpdir(), 'there-is-no-such-folder', 'solution.mjs') });
    await assert.rejects(gradeSource('', twice, { pool: broken }), { code: 'solution-cannot-start' });
  });

  it('gives learner code nothing of our environment or files', async () => {
    const text = `
      export async function f(x: number) {
        const fs = await import('node:fs').catch(() => undefined);
        try { if (fs?.readFileSync('/etc/hostname')) return -1; } catch {}
        return Object.keys((globalThis as any).process.env).filter((name) => name === 'PATH' || name === 'HOME').length === 0 ? x + 1 : -1;
      }`;
    assert.equal((await gradeSource(text, twice)).verdict, 'pass');
  });
});
