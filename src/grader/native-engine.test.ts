import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openCourse } from '../catalogue/course';
import { startEngine } from '../engine/start-engine';
import { findPython } from '../native/find-python';
import { installNative } from '../native/install-native';
import { planInstall } from '../native/plan-install';
import { probeAnswerSchema } from '../native/probe-native';
import { shippedAddon } from '../native/shipped-addon';
import type { EngineWish } from '../protocol/grader';
import { verbatim } from '../protocol/localized';
import type { Report } from '../protocol/report';
import { decodeValue } from '../protocol/value';
import { buildSolution, call, drive, loadFile } from '../solution/test-driver';
import { nodeModules } from '../../tools/build';
import { nodeProgram, tool } from '../../tools/code-server/location';
import { hasTfjsNode } from '../../tools/native/tfjs-node';
import { root } from '../../tools/root';
import { createGrader } from './grader';
import { createEngine } from './lazy-engine';
import { createSolutionPool, type SolutionPool } from './solution-pool';
import { openGradeHarness, verdictsOf, type GradeHarness } from './test-harness';
import type { LooseTools } from './test-support';

/** Fits a small convolutional network for a few steps and tells the losses. Everything random is seeded by the caller. */
const network = `
import * as tf from '@tensorflow/tfjs';
export function train(steps: number): number[] {
  const model = tf.sequential({ layers: [
    tf.layers.conv2d({ inputShape: [9, 9, 2], filters: 4, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' }),
    tf.layers.maxPooling2d({ poolSize: 2 }),
    tf.layers.flatten(),
    tf.layers.dense({ units: 3, activation: 'softmax' }),
  ] });
  const optimizer = tf.train.adam(0.02);
  const x = tf.randomNormal([16, 9, 9, 2], 0, 1, 'float32', 5);
  const y = tf.oneHot(tf.tensor1d(Array.from({ length: 16 }, (_, i) => i % 3), 'int32'), 3);
  return Array.from({ length: steps }, () => {
    const loss = optimizer.minimize(() => tf.losses.softmaxCrossEntropy(y, model.apply(x) as tf.Tensor) as tf.Scalar, true)!;
    return loss.dataSync()[0]!;
  });
}`;

/** What TensorFlow refuses, lacks or computes otherwise, as numbers. */
const refused = `
import * as tf from '@tensorflow/tfjs';
export function odd(): number[] {
  const x = tf.tensor([0.5, -2, NaN, 3, 1, -1, 4, 0.25, 2], [1, 3, 3, 1]) as tf.Tensor4D;
  const whole = tf.fill([1, 3, 3, 1], 2) as tf.Tensor4D;
  const results = [
    tf.avgPool(whole, 2, 1, [[0, 0], [1, 1], [1, 1], [0, 0]]),
    tf.conv2d(whole.transpose([0, 3, 1, 2]) as tf.Tensor4D, tf.ones([2, 2, 1, 1]) as tf.Tensor4D, 1, 'valid', 'NCHW'),
    tf.sign(x),
    tf.round(tf.tensor1d([-12345678, 7], 'int32')),
    tf.multinomial(tf.tensor1d([0.1, 0.2, 0.7]), 4, 11),
    tf.multinomial(tf.tensor1d([0.1, 0.2, 0.7]), 4, 11),
    tf.denseBincount(tf.tensor1d([1, 1, 2], 'int32'), tf.tensor1d([]), 4),
    tf.bitwiseAnd(tf.tensor1d([6], 'int32'), tf.tensor1d([3], 'int32')),
  ];
  return results.flatMap((result) => [...result.dataSync()]);
}`;

/** Numbers are all that comes back here. */
const unexpected = (): never => assert.fail('not a number');
const plain = { tensor: unexpected, callback: unexpected, handle: unexpected };

describe('the native engine, with a real TensorFlow', function () {
  this.timeout(120_000);
  let folder: string;
  let dist: string;
  let pool: SolutionPool;
  let harness: GradeHarness;
  const nodes = [process.execPath, nodeProgram(tool)].filter((node) => existsSync(node));

  before(async function () {
    // 192 MB may have to come.
    this.timeout(600_000);
    const python = await findPython({ env: process.env });
    const mayDownload = process.env['NEURONA_TEST_NATIVE'] === 'download';
    const why =
      python === undefined && !mayDownload
        ? 'neither NEURONA_PYTHON nor python3 is a Python that has TensorFlow, and NEURONA_TEST_NATIVE is not "download"'
        : !hasTfjsNode() || shippedAddon(`${root}/dist/native`) === undefined
          ? 'its addon was not built: npm run build -- --only native'
          : undefined;
    if (why !== undefined) {
      console.log(`    skipped: ${why}`);
      return this.skip();
    }
    dist = await buildSolution();
    await build({ ...nodeModules, entryPoints: [{ in: 'src/native/main.ts', out: 'native' }], outdir: dist });
    folder = await mkdtemp(join(tmpdir(), 'neurona-native-'));
    await installNative({
      folder: join(folder, 'native'),
      ways: await planInstall({ addons: `${root}/dist/native`, env: process.env, ...(python === undefined ? { source: 'wheel' } : { python: python.python }) }),
      prober: join(dist, 'native.mjs'),
      confirm: async () => true,
      onProgress: () => {},
      signal: new AbortController().signal,
    });
    pool = createSolutionPool({ entry: join(dist, 'solution.mjs') });
    harness = await openGradeHarness();
  });
  after(async () => {
    pool?.close();
    harness?.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  const native = (): string => join(folder, 'native');
  const losses = (backend: string, node = process.execPath): Promise<number[]> => numbersOf(network, 'train', backend, node, 6);
  const numbersOf = async (
    text: string,
    name: string,
    backend: string,
    node = process.execPath,
    ...args: number[]
  ): Promise<number[]> => {
    const driven = await drive({
      node,
      flags: ['--warm', '--backend', backend, ...(backend === 'native' ? ['--native-folder', native()] : [])],
    });
    try {
      const loaded = await loadFile(driven, text);
      assert.equal(loaded.outcome, 'loaded', JSON.stringify(loaded));
      const result = await call(driven, name, ...args);
      if (result.outcome !== 'returned') throw new Error(JSON.stringify(result));
      return decodeValue(result.value, plain) as number[];
    } finally {
      driven.child.kill('SIGKILL');
    }
  };

  it('computes what is known on every Node at hand', async () => {
    for (const node of nodes) {
      const { stdout } = await promisify(execFile)(node, [join(dist, 'native.mjs'), '--folder', native()]);
      const answer = probeAnswerSchema.parse(JSON.parse(stdout));
      assert.deepEqual(answer.wrong, [], node);
      assert.match(answer.tensorflow, /^\d+\.\d+\.\d+/);
    }
  });

  it('trains a network as wasm does, and twice to the same bits, on every Node at hand', async () => {
    for (const node of nodes) {
      const [wasm, once, again] = [await losses('wasm', node), await losses('native', node), await losses('native', node)];
      assert.deepEqual(once, again);
      assert.equal(once.length, 6);
      once.forEach((loss, i) =>
        assert.ok(Math.abs(loss - wasm[i]!) < 1e-4 * Math.abs(wasm[i]!), `step ${i}: ${loss} and ${wasm[i]}`),
      );
      assert.notDeepEqual(once[0], once[5]);
    }
  });

  it('computes what TensorFlow refuses, lacks or computes otherwise', async () => {
    const [wasm, onNative] = [await numbersOf(refused, 'odd', 'wasm'), await numbersOf(refused, 'odd', 'native')];
    assert.ok(wasm.length > 30);
    assert.deepEqual(onNative, wasm);
  });

  it('gives the verdicts that wasm gives', async () => {
    const define = ({ test }: LooseTools): void => {
      test(verbatim('falls'), { points: 1 }, async ({ solution, expect }) => {
        const [first, , last] = (await solution.train(3)) as number[];
        await expect(first! > last!).toEqual(true);
      });
    };
    for (const text of [network, network.replace('adam(0.02)', 'adam(0)')]) {
      const [onWasm, onNative] = [
        await harness.gradeSource(text, define, { pool }),
        await harness.gradeSource(text, define, { pool: pool.native(native()) }),
      ];
      assert.deepEqual([onWasm.engine.name, onNative.engine.name], ['wasm', 'native']);
      assert.match(onNative.engine.version, /^4\.22\.0\+tensorflow\.\d/);
      assert.deepEqual(verdictsOf(onNative), verdictsOf(onWasm));
      assert.deepEqual(verdictsOf(onNative), [text === network ? 'pass' : 'fail']);
    }
  });

  it('grades every exercise of the course as wasm does, solution and starter', async () => {
    const grader = createGrader({
      version: 'test',
      pool,
      prober: join(dist, 'native.mjs'),
      engine: createEngine(async () => (await startEngine()).tf),
      emit: () => {},
    });
    const course = await openCourse(`${root}/exercises`);
    for (const exercise of course.exercises) {
      for (const name of ['solution.ts', 'starter.ts']) {
        const files = [{ path: exercise.manifest.entry, text: (await exercise.read(name)) ?? '' }];
        const gradeOn = async (engine: EngineWish): Promise<Report> =>
          grader.grade(
            {
              course: course.path,
              exercise: exercise.id,
              files,
              hidden: true,
              instrument: false,
              engine,
              nativeFolder: native(),
            },
            new AbortController().signal,
          );
        const [onNative, onWasm] = [await gradeOn('native'), await gradeOn('wasm')];
        assert.deepEqual(verdictsOf(onNative), verdictsOf(onWasm), `${exercise.id}/${name}`);
        assert.deepEqual(onNative.mistakes, onWasm.mistakes);
        assert.equal(onNative.points.earned, onWasm.points.earned);
      }
    }
  });
});
