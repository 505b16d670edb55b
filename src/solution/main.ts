import { parseArgs } from 'node:util';
import { loadEngine } from '../engine/load-engine';
import { seedMathRandom } from '../engine/seed';
import type { Backend, Engine } from '../engine/start-engine';
import { createProbes } from '../loader/probes';
import { createStackPositions } from '../loader/stack-positions';
import { solutionHostContract } from '../protocol/solution';
import { openHost } from './host';
import { captureIntrinsics } from './intrinsics';
import { printAtOnce } from './print';
import { serve } from './serve';
import { warmUp } from './warm-up';
import { createSession } from './session';
import type { Datasets, ReadRealData } from '../neurona/create-datasets';
import { openSyncChannel } from './sync-channel';

/**
 * The process in which a learner's code runs, and nothing is decided: frames come in on descriptor 3 and leave on 4.
 *
 *     node --experimental-vm-modules solution.mjs [--warm] [--backend wasm|cpu|native] [--native-folder FOLDER] [--code-cache FOLDER]
 *         [--data-folder FOLDER]
 *
 * `--warm` gets everything ready before the first request, for a spare that waits anyway. In the code cache is V8's
 * compiled code of the engine; it is only read here. In the data folder are the real data sets that were fetched.
 */
const { values: flags } = parseArgs({
  options: {
    warm: { type: 'boolean' },
    backend: { type: 'string' },
    'native-folder': { type: 'string' },
    'code-cache': { type: 'string' },
    'data-folder': { type: 'string' },
  },
});
const backend: Backend = flags.backend === 'cpu' || flags.backend === 'native' ? flags.backend : 'wasm';

printAtOnce();
const seed = seedMathRandom(0);
const stacks = createStackPositions();
stacks.install();
const { performance } = globalThis;
const now = performance.now.bind(performance);

let starting: Promise<Engine> | undefined;
const startEngine = (): Promise<Engine> => (starting ??= loadEngine(flags['code-cache']).engine.startEngine({ backend, nativeFolder: flags['native-folder'] }));

const readRealData: ReadRealData = async (name, options) => (await import('../datasets/real/read-real')).readRealData(flags['data-folder'], name, options);
const loadDatasets = async (): Promise<Datasets> => (await import('../neurona/create-datasets')).createDatasets(readRealData);

// Before it says hello: that a library does not load is never to look like a learner's fault.
if (backend === 'native') await startEngine();

const host = openHost(openSyncChannel(3, 4), solutionHostContract);
const intrinsics = captureIntrinsics();
if (flags.warm === true) await Promise.all([warmUp(startEngine), loadDatasets()]);
serve(host, createSession({ host, stacks, intrinsics, startEngine, seed, createProbes, loadDatasets, now }));
