import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outcome } from '../protocol/solution';
import { buildSolution } from '../solution/test-driver';
import { createSolutionPool } from './solution-pool';

/** Three pictures of MNIST's shape, whose pixels are the picture's number, and their labels. */
async function writeMnist(folder: string): Promise<void> {
  await mkdir(join(folder, 'mnist'), { recursive: true });
  const images = Buffer.concat([Buffer.from([0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 28, 0, 0, 0, 28]), ...[1, 2, 3].map((value) => Buffer.alloc(784, value))]);
  await writeFile(join(folder, 'mnist', 't10k-images-idx3-ubyte'), images);
  await writeFile(join(folder, 'mnist', 't10k-labels-idx1-ubyte'), Buffer.from([0, 0, 8, 1, 0, 0, 0, 3, 7, 2, 1]));
}

describe('real data in a learner’s process', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'neurona-data-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** What `run` of a module gives, in a process that may read `dataFolder`. */
  const run = async (text: string, dataFolder?: string): Promise<Outcome> => {
    const pool = createSolutionPool({ entry: join(await buildSolution(), 'solution.mjs'), ...(dataFolder !== undefined && { dataFolder }) });
    try {
      const { client } = await pool.take();
      const loaded = await client.load({ files: [{ path: 'f.ts', text }], entry: 'f.ts', seed: 7, instrument: false });
      assert.equal(loaded.outcome, 'loaded', JSON.stringify(loaded));
      return await client.call({ target: { kind: 'export', name: 'run' }, args: [], seed: 7 });
    } finally {
      pool.close();
    }
  };
  const mnist = "import { datasets } from 'neurona';\nexport async function run() { const { x, y } = await datasets.mnist({ split: 'test', count: 2 }); return [...x.shape, ...y, x.data[784]]; }";
  const values = (outcome: Outcome): unknown => {
    assert.equal(outcome.outcome, 'returned', JSON.stringify(outcome));
    return [...(outcome.value as { data: Float64Array }).data];
  };

  it('is read from the folder that the process is given, links on the way or not', async () => {
    await writeMnist(join(folder, 'real'));
    assert.deepEqual(values(await run(mnist, join(folder, 'real'))), [2, 28, 28, 1, 7, 2, 2]);
    await symlink(join(folder, 'real'), join(folder, 'link'), 'junction');
    assert.deepEqual(values(await run(mnist, join(folder, 'link'))), [2, 28, 28, 1, 7, 2, 2]);
  });

  it('is there as soon as it was fetched, in a process that started before', async () => {
    const later = `import { datasets } from 'neurona';\nexport async function run() { try { await datasets.mnist({ split: 'test' }); return true; } catch { return false; } }`;
    const dataFolder = join(folder, 'not', 'yet');
    const pool = createSolutionPool({ entry: join(await buildSolution(), 'solution.mjs'), dataFolder });
    try {
      const { client } = await pool.take();
      await client.load({ files: [{ path: 'f.ts', text: later }], entry: 'f.ts', seed: 7, instrument: false });
      const ask = () => client.call({ target: { kind: 'export', name: 'run' }, args: [], seed: 7 });
      assert.deepEqual(await ask(), { outcome: 'returned', value: false });
      await writeMnist(dataFolder);
      assert.deepEqual(await ask(), { outcome: 'returned', value: true });
    } finally {
      pool.close();
    }
  });

  it('says how to get it where it is not', async () => {
    for (const dataFolder of [undefined, join(folder, 'empty')]) {
      const outcome = await run(mnist, dataFolder);
      assert.ok(outcome.outcome === 'threw');
      assert.match(outcome.error.localized!.en, /MNIST are not on this machine\.$/);
      assert.match(outcome.error.hint!.en, /^Fetch them with "neurona data fetch mnist", or use datasets\.digits\(\)/);
      assert.match(outcome.error.hint!.es, /neurona data fetch mnist/);
    }
  });

  it('is not needed by what is generated, which is there at once', async () => {
    const text = "import { datasets } from 'neurona';\nconst { x, y } = datasets.digits({ count: 20, seed: 7 });\nexport const run = () => [...x.shape, y.length];";
    assert.deepEqual(values(await run(text)), [20, 28, 28, 1, 20]);
  });
});
