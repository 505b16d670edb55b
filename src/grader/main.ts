import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dataFolder } from '../datasets/real/data-folder';
import { cacheFolder } from '../engine/cache-folder';
import { loadEngine } from '../engine/load-engine';
import { graderContract } from '../protocol/grader';
import { openPeer } from '../protocol/rpc';
import { createGrader } from './grader';
import { createEngine } from './lazy-engine';
import { createProcessPort } from './process-port';
import { refreshCodeCache } from './refresh-code-cache';
import { createSolutionPool } from './solution-pool';
import { SOLUTION_LIMITS, solutionFlags } from './solution-process';

// Before any learner's process exists: it could send SIGUSR1 to its parent, and drive it through the inspector that opens.
process.on('SIGUSR1', () => {});

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };
const dist = fileURLToPath(new URL('.', import.meta.url));
// Only where learners' processes can be kept from writing there: Electron has no permission model.
const codeCache = process.versions['electron'] === undefined ? cacheFolder() : undefined;
const pool = createSolutionPool({ entry: join(dist, 'solution.mjs'), dataFolder: dataFolder({ env: process.env }), ...(codeCache !== undefined && { codeCache }) });
const engine = createEngine(async () => (await loadEngine(codeCache).engine.startEngine()).tf);
const handlers = createGrader({
  version,
  pool,
  prober: join(dist, 'native.mjs'),
  engine,
  emit: (event, payload) => peer.emit(event, payload),
});
/** After the first grading, not before: nobody waits then. */
let refreshed = codeCache === undefined;
const grade: typeof handlers.grade = async (params, signal) => {
  try {
    return await handlers.grade(params, signal);
  } finally {
    if (!refreshed) refreshCodeCache(dist, [solutionFlags(SOLUTION_LIMITS), process.execArgv]);
    refreshed = true;
  }
};
const served = { contract: graderContract, handlers: { ...handlers, grade } };
const peer = openPeer({ port: createProcessPort(process), serves: served });

/** Nothing that this process started may outlive it: a learner's endless loop would run on for ever. */
function leave(): void {
  pool.close();
  process.exit(0);
}
void peer.closed.then(leave);
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, leave);
