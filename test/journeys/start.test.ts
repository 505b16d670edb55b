import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { run } from '../../tools/process/run';
import { root } from '../../tools/root';
import { tsxArguments } from '../../tools/tsx';

describe('npm start', () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    it(`leaves no process behind on ${signal}`, async () => {
      const child = spawn(process.execPath, tsxArguments('tools/start.ts', ['--port', '0']), { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
      const address = await new Promise<string>((resolve, reject) => {
        let said = '';
        child.stdout.on('data', (chunk: Buffer) => {
          said += chunk.toString();
          const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
          if (found !== null) resolve(found[0]);
        });
        child.once('exit', () => reject(new Error(`it ended:\n${said}`)));
      });
      assert.equal((await fetch(`${address}/healthz`)).ok, true);
      const started = await descendants(child.pid!);
      assert.ok(started.length >= 2, 'code-server runs in processes of its own');

      child.kill(signal);
      await once(child, 'exit');
      assert.deepEqual(await stillThere(started), []);
      await assert.rejects(fetch(`${address}/healthz`));
    });
  }
});

/** Every process that this one started, and theirs. */
async function descendants(pid: number): Promise<readonly number[]> {
  const { output } = await run('ps', ['-A', '-o', 'pid=,ppid=']);
  const pairs = output.split('\n').map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const below = (parent: number): number[] => pairs.filter(([, ppid]) => ppid === parent).flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

/** Those that live on, after the moment that the system takes to bury them. */
async function stillThere(pids: readonly number[]): Promise<readonly number[]> {
  const alive = (): number[] =>
    pids.filter((pid) => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    });
  for (let attempt = 0; attempt < 50 && alive().length > 0; attempt++) await delay(100);
  return alive();
}
