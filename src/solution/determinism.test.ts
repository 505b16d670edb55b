import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { nodeModules } from '../../tools/build';
import { buildSolution, call, drive, loadFile, type Driven } from './test-driver';

/** Whatever draws at random while a network trains: initialisers, shuffled batches, dropout, noise of the learner's own. */
const source = `
import * as tf from '@tensorflow/tfjs';

export async function train(): Promise<number[]> {
  const model = tf.sequential({ layers: [
    tf.layers.conv2d({ filters: 6, kernelSize: 3, activation: 'relu', inputShape: [9, 7, 3], padding: 'same' }),
    tf.layers.batchNormalization(),
    tf.layers.maxPooling2d({ poolSize: 2 }),
    tf.layers.conv2d({ filters: 5, kernelSize: 3, strides: 2 }),
    tf.layers.flatten(),
    tf.layers.dropout({ rate: 0.4 }),
    tf.layers.dense({ units: 7, activation: 'tanh', kernelInitializer: 'heNormal' }),
    tf.layers.dense({ units: 3, activation: 'softmax' }),
  ] });
  model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });
  const x = tf.randomNormal([20, 9, 7, 3]).add(tf.scalar(Math.random()));
  const y = tf.oneHot(tf.tensor1d(Array.from({ length: 20 }, () => Math.floor(Math.random() * 3)), 'int32'), 3);
  const { history } = await model.fit(x, y, { epochs: 3, batchSize: 8, shuffle: true, verbose: 0 });
  return [...model.getWeights().flatMap((w) => [...w.dataSync()]), ...(history['loss'] as number[])];
}`;

describe('a network trained twice', () => {
  const started: Driven[] = [];
  afterEach(() => {
    for (const { child } of started.splice(0)) child.kill('SIGKILL');
  });

  /** Everything it learned, in a process of its own: numbers are sent as they are, so equal ones have equal bits. */
  async function trained(flags: readonly string[], seed = 7): Promise<readonly number[]> {
    const driven = await drive({ flags });
    started.push(driven);
    const loaded = await loadFile(driven, source);
    assert.equal(loaded.outcome, 'loaded', JSON.stringify(loaded));
    const outcome = await driven.client.call({ target: { kind: 'export', name: 'train' }, args: [], seed });
    assert.ok(outcome.outcome === 'returned', JSON.stringify(outcome));
    const { data } = outcome.value as unknown as { readonly data: Float64Array };
    assert.ok(data.length > 400 && data.every(Number.isFinite));
    return [...data];
  }

  it('has the same bits in every process: cold, warm, or with the engine from the code cache', async function () {
    this.timeout(60_000);
    const dist = await buildSolution();
    await build({ ...nodeModules, entryPoints: [{ in: 'src/engine/main.ts', out: 'engine' }], outdir: dist });
    const home = mkdtempSync(join(tmpdir(), 'neurona-home-'));
    try {
      const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
      assert.equal(spawnSync(process.execPath, [...flags, join(dist, 'engine.mjs')], { env: { NEURONA_HOME: home } }).status, 0);
      const cold = await trained([]);
      assert.deepEqual(await trained(['--warm']), cold);
      assert.deepEqual(await trained(['--code-cache', join(home, 'cache')]), cold);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });

  it('has other bits for another seed', async () => {
    assert.notDeepEqual(await trained([], 8), await trained([]));
  });

  it('has the same bits when it is trained again in one process', async () => {
    const driven = await drive();
    started.push(driven);
    await loadFile(driven, source);
    const first = await call(driven, 'train');
    assert.equal(first.outcome, 'returned');
    assert.deepEqual(await call(driven, 'train'), first);
  });
});
