import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manifest, writeFiles } from '../catalogue/test-support';
import { readFiles, writeInstall, type NativeInstall } from '../native/native-install';
import { runtimeName, writeProof } from '../native/proof-store';
import type { EngineWish } from '../protocol/grader';
import type { Report } from '../protocol/report';
import { buildSolution } from '../solution/test-driver';
import { startEngine } from '../engine/start-engine';
import { createGrader } from './grader';
import { createEngine } from './lazy-engine';
import { createSolutionPool, permissionFlags, type SolutionPool } from './solution-pool';

const install: NativeInstall = { format: 1, source: 'wheel', tensorflow: '2.21.0', addon: 'tfjs_binding.node', libraries: [] };
const tests = `
import { suite } from 'neurona/course';
export default suite(({ test }) => {
  test({ en: 'doubles', es: 'duplica' }, { points: 1 }, async ({ solution, expect }) => { await expect((solution as any).double(4)).toEqual(8); });
});`;
const code = `
import * as tf from '@tensorflow/tfjs';
export const double = (x: number): number => tf.scalar(x).mul(2).dataSync()[0]!;`;

describe('the engine of a grading', () => {
  let folder: string;
  let pool: SolutionPool;
  let nativeFolder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'neurona-engine-'));
    pool = createSolutionPool({ entry: join(await buildSolution(), 'solution.mjs') });
    nativeFolder = join(folder, 'native');
    await writeFiles(join(folder, 'course'), {
      'course.json': JSON.stringify({ id: 'sample', title: { en: 'a', es: 'b' } }),
      '01-one/unit.json': JSON.stringify({ title: { en: 'a', es: 'b' } }),
      '01-one/light/exercise.json': JSON.stringify(manifest()),
      '01-one/light/visible.test.ts': tests,
      '01-one/heavy/exercise.json': JSON.stringify(manifest({ heavy: true })),
      '01-one/heavy/visible.test.ts': tests,
    });
    // Proven once, as it seems; what lies there now does not even load.
    await writeFiles(nativeFolder, { [install.addon]: 'no addon' });
    await writeInstall(nativeFolder, install);
    const { identity } = (await readFiles(nativeFolder, install))!;
    await writeProof(nativeFolder, { identity, proven: true, milliseconds: 1 }, runtimeName());
  });
  after(async () => {
    pool.close();
    await rm(folder, { recursive: true, force: true });
  });

  const grade = async (exercise: string, engine?: EngineWish, native: string | undefined = nativeFolder): Promise<Report> =>
    createGrader({
      version: 'test',
      pool,
      prober: '/nowhere',
      engine: createEngine(async () => (await startEngine()).tf),
      emit: () => {},
    }).grade(
      {
        course: join(folder, 'course'),
        exercise,
        files: [{ path: 'code.ts', text: code }],
        hidden: false,
        instrument: false,
        ...(engine && { engine }),
        nativeFolder: native,
      },
      new AbortController().signal,
    );

  it('is wasm for what is light, and says why', async () => {
    const { engine, verdict } = await grade('light');
    assert.equal(verdict, 'pass');
    assert.deepEqual([engine.name, engine.why?.en], ['wasm', 'it is faster for what is small']);
  });

  it('is wasm where native is wanted and not installed', async () => {
    const { engine } = await grade('heavy', 'auto', join(folder, 'nowhere'));
    assert.deepEqual([engine.name, engine.why?.en], ['wasm', 'the native engine is not installed']);
  });

  it('is wasm where native was proven and will not start all the same', async () => {
    const { engine, verdict } = await grade('heavy');
    assert.deepEqual([verdict, engine.name, engine.why?.es], ['pass', 'wasm', 'el motor nativo no arrancó']);
  });

  it('is no other than the one that was insisted on', async () => {
    await assert.rejects(grade('light', 'native'), { code: 'solution-cannot-start' });
    await assert.rejects(grade('light', 'native', join(folder, 'nowhere')), { code: 'native-absent' });
    assert.equal((await grade('heavy', 'wasm')).verdict, 'pass');
  });
});

describe('permissionFlags', () => {
  it('lets native code in only where it is asked for', () => {
    assert.equal(permissionFlags(['/x']).includes('--allow-addons'), false);
    assert.equal(permissionFlags(['/x'], { addons: true }).includes('--allow-addons'), true);
  });
});
