import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, type Bench } from '../../tools/bench/figure';
import { run } from '../../tools/process/run';
import { tsxArguments } from '../../tools/tsx';

const WINDOWS = 3;

interface Activation {
  readonly load: number;
  readonly call: number;
  readonly finish: number;
}

/** VS Code's own account of activations, each in a window of its own. */
export const bench: Bench = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'neurona-bench-'));
  const measured: Activation[] = [];
  for (let index = 0; index < WINDOWS; index++) {
    const file = join(folder, `${index}.json`);
    const env = { ...process.env, NEURONA_ACTIVATION: file, NEURONA_RESULTS: join(folder, 'results.json') };
    const { output, status } = await run(process.execPath, tsxArguments('test/vscode/main.ts', ['tells how long its activation']), { env });
    if (status !== 0) throw new Error(output);
    measured.push(JSON.parse(await readFile(file, 'utf8')) as Activation);
  }
  await rm(folder, { recursive: true });
  const total = median(measured.map(({ load, call, finish }) => load + call + finish));
  return [
    { name: 'activation', title: 'Activation: load, call and finish', value: total, unit: 'ms', limit: 50 },
    { name: 'activation-load', title: 'Activation: load alone', value: median(measured.map(({ load }) => load)), unit: 'ms' },
  ];
};
