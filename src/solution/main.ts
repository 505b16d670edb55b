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
import { openSyncChannel } from './sync-channel';

/**
 * The process in which a learner's code runs, and nothing is decided: frames come in on descriptor 3 and leave on 4.
 *
 *     node --experimental-vm-modules solution.mjs [--warm] [--backend wasm|cpu] [--code-cache FOLDER]
 *
 * `--warm` gets everything ready before the first request, for a spare that waits anyway. In the code cache is V8's
 * compiled code of the engine; it is only read here.
 */
const { values: flags } = parseArgs({
  options: { warm: { type: 'boolean' }, backend: { type: 'string' }, 'code-cache': { type: 'string' } },
});
const backend: Backend = flags.backend === 'cpu' ? 'cpu' : 'wasm';

printAtOnce();
const seed = seedMathRandom(0);
const stacks = createStackPositions();
stacks.install();
const { performance } = globalThis;
const now = performance.now.bind(performance);

let starting: Promise<Engine> | undefined;
const startEngine = (): Promise<Engine> => (starting ??= loadEngine(flags['code-cache']).engine.startEngine({ backend }));

const host = openHost(openSyncChannel(3, 4), solutionHostContract);
const intrinsics = captureIntrinsics();
if (flags.warm === true) await warmUp(startEngine);
serve(host, createSession({ host, stacks, intrinsics, startEngine, seed, createProbes, now }));
