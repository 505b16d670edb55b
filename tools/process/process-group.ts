import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';

/** A process together with everything that it starts. */
export interface ProcessGroup {
  readonly child: ChildProcess;
  /** Resolves with the exit status, 128 + signal number style (1) when a signal ended it. */
  readonly ended: Promise<number>;
  /** Asks the whole group to end, makes it after five seconds. Resolves when its first process is gone. */
  stop(): Promise<void>;
}

const GRACE = 5000;

/**
 * Starts a process as the head of a group of its own, so that it can be ended with its children and theirs.
 * Whatever ends this process (`exit`; see `exitOnSignals` for signals) ends the group too.
 */
export function spawnGroup(command: string, args: readonly string[], options: SpawnOptions = {}): ProcessGroup {
  const grouped = process.platform !== 'win32';
  const child = spawn(command, args, { ...options, detached: grouped });

  const signal = (name: NodeJS.Signals): void => {
    if (child.pid === undefined) return;
    try {
      if (grouped) process.kill(-child.pid, name);
      else child.kill(name);
    } catch (error) {
      // Nobody left in the group is what was wanted.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };
  const killNow = (): void => signal('SIGKILL');

  process.once('exit', killNow);
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  }).finally(() => {
    killNow();
    process.off('exit', killNow);
  });
  // Who does not look at `ended` looks at `stop` or at nothing; a failure to start is reported by both.
  ended.catch(() => {});

  const stop = async (): Promise<void> => {
    signal('SIGTERM');
    const impatience = setTimeout(killNow, GRACE);
    await ended.catch(() => {});
    clearTimeout(impatience);
  };
  return { child, ended, stop };
}

const signals: Partial<Record<NodeJS.Signals, number>> = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/**
 * Turns what ends a script into an orderly exit, which ends every group: the signals, and the death of whoever started
 * it (npm passes a SIGTERM to its shell and no further). For the entry of a script only.
 */
export function exitOnSignals(): void {
  for (const [name, number] of Object.entries(signals)) process.once(name, () => process.exit(128 + number));
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(128 + 1);
  }, 500).unref();
}
