import { spawnGroup } from './process-group';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

export interface RunResult {
  readonly status: number;
  /** Everything it wrote, to either stream. */
  readonly output: string;
}

/** Runs a command to its end, quietly. Rejects only when it cannot be started. */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const group = spawnGroup(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  group.child.stdout?.on('data', collect);
  group.child.stderr?.on('data', collect);
  const status = await group.ended;
  return { status, output };
}

/** Like `run`, but a status other than 0 throws, with the last lines that the command wrote. */
export async function runOrThrow(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { status, output } = await run(command, args, options);
  if (status === 0) return output;
  throw new Error(`${command} ${args.join(' ')} ended with status ${status}:\n${output.split('\n').slice(-25).join('\n')}`);
}

/** Runs a command in this terminal, its output passed through. */
export async function runHere(command: string, args: readonly string[], options: RunOptions = {}): Promise<number> {
  return spawnGroup(command, args, { ...options, stdio: ['ignore', 'inherit', 'inherit'] }).ended;
}
