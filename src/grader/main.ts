import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { graderContract } from '../protocol/grader';
import { openPeer } from '../protocol/rpc';
import { createGrader } from './grader';
import { createEngine } from './lazy-engine';
import { createProcessPort } from './process-port';
import { createSolutionPool } from './solution-pool';

// Before any learner's process exists: it could send SIGUSR1 to its parent, and drive it through the inspector that opens.
process.on('SIGUSR1', () => {});

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };
const pool = createSolutionPool({ entry: fileURLToPath(new URL('solution.mjs', import.meta.url)) });
const engine = createEngine(async () => (await (await import('../engine/start-engine')).startEngine()).tf);
const handlers = createGrader({
  version,
  pool,
  engine,
  emit: (event, payload) => peer.emit(event, payload),
});
const peer = openPeer({ port: createProcessPort(process), serves: { contract: graderContract, handlers } });

/** Nothing that this process started may outlive it: a learner's endless loop would run on for ever. */
function leave(): void {
  pool.close();
  process.exit(0);
}
void peer.closed.then(leave);
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, leave);
