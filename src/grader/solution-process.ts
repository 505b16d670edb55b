import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { openPeer } from '../protocol/rpc';
import { solutionContract, solutionHostContract } from '../protocol/solution';
import { createFramedPort } from './framed-port';
import { createOutputFilter } from './output-filter';
import type { SolutionClient, SolutionHost } from './solution-client';

/** Why a learner's process is no more. */
export type SolutionEnd =
  | { readonly kind: 'exit'; readonly code: number | null; readonly signal: NodeJS.Signals | null }
  | { readonly kind: 'memory' }
  | { readonly kind: 'flood' }
  | { readonly kind: 'violation'; readonly what: string }
  /** We ended it: its time was over, or nobody needs it. */
  | { readonly kind: 'killed' };

export interface SolutionLimits {
  /** Megabytes of V8's heap. */
  readonly heap: number;
  /** Bytes of memory in all, tensors included; watched where the system tells. */
  readonly memory: number;
  /** Bytes of prints that are kept. */
  readonly keptOutput: number;
  /** Bytes of prints after which it is stopped. */
  readonly output: number;
}
export const SOLUTION_LIMITS: SolutionLimits = { heap: 512, memory: 1 << 30, keptOutput: 64 << 10, output: 32 << 20 };

/** How often the memory of a learner's process is looked at. */
const MEMORY_INTERVAL = 100;

/** A process that runs a learner's code, and nothing that decides about it. */
export interface SolutionProcess {
  readonly client: SolutionClient;
  /** Resolves once it serves; rejects when it ended before. */
  readonly ready: Promise<void>;
  readonly ended: Promise<SolutionEnd>;
  readonly alive: () => boolean;
  /** Who answers what the learner's code asks, and hears what it prints, from now on. */
  readonly attach: (host: SolutionHost | undefined, onOutput: (text: string) => void) => void;
  readonly kill: () => void;
  /** The last it printed to stderr, for our log when it does not even start. */
  readonly lastWords: () => string;
}

export interface SpawnOptions {
  /** Absolute path of solution.mjs. */
  readonly entry: string;
  /** Flags for Node besides those for modules and memory: the permission model's. */
  readonly flags: readonly string[];
  readonly limits: SolutionLimits;
  /** Gets the loader and the engine ready before the first request, for a spare that waits anyway. */
  readonly warm?: boolean;
  /** The folder of V8's compiled code; the process reads it, and must not be able to write it. */
  readonly codeCache?: string | undefined;
  /** The folder of the native engine, for a process that is to compute with it; wasm otherwise. */
  readonly nativeFolder?: string | undefined;
  /** The folder of the real data sets, which the process may read. */
  readonly dataFolder?: string | undefined;
}

export function spawnSolution({ entry, flags, limits, warm = false, codeCache, nativeFolder, dataFolder }: SpawnOptions): SolutionProcess {
  const options = [
    ...(warm ? ['--warm'] : []),
    ...(codeCache === undefined ? [] : ['--code-cache', codeCache]),
    ...(nativeFolder === undefined ? [] : ['--backend', 'native', '--native-folder', nativeFolder]),
    ...(dataFolder === undefined ? [] : ['--data-folder', dataFolder]),
  ];
  const child = spawn(process.execPath, [...solutionFlags(limits), ...flags, entry, ...options], {
    cwd: dirname(entry),
    env: emptyEnvironment(),
    // 3: frames to it, 4: frames from it. Node's own IPC is not for processes that we do not trust.
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    // A process group of its own, so that whatever it starts dies with it.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });

  let reason: SolutionEnd | undefined;
  let host: SolutionHost | undefined;
  let onOutput: (text: string) => void = () => {};
  let ended = false;
  let end!: (why: SolutionEnd) => void;
  const whenEnded = new Promise<SolutionEnd>((resolve) => (end = resolve));

  const stop = (why: SolutionEnd): void => {
    if (ended) return;
    reason ??= why;
    killGroup(child);
  };

  const output = createOutputFilter({
    kept: limits.keptOutput,
    limit: limits.output,
    onText: (text) => onOutput(text),
    onFlood: () => stop({ kind: 'flood' }),
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', output.add).on('error', () => {});

  const port = createFramedPort(child.stdio[4] as Readable, child.stdio[3] as Writable, (what) =>
    stop({ kind: 'violation', what }),
  );
  const peer = openPeer({
    port,
    serves: {
      contract: solutionHostContract,
      handlers: {
        callback: (params, signal) => answering(host).callback(params, signal),
        probes: (params, signal) => answering(host).probes(params, signal),
      },
    },
    calls: { contract: solutionContract },
    onViolation: (what) => stop({ kind: 'violation', what }),
  });

  const watch = setInterval(() => {
    if (residentBytes(child.pid) > limits.memory) stop({ kind: 'memory' });
  }, MEMORY_INTERVAL);
  watch.unref();

  const finish = (code: number | null, signal: NodeJS.Signals | null): void => {
    if (ended) return;
    ended = true;
    clearInterval(watch);
    // Its children may still hold the group, and the pipes.
    killGroup(child);
    peer.close();
    end(
      reason ??
        (output.sawHeapExhausted() || signal === 'SIGKILL' ? { kind: 'memory' } : { kind: 'exit', code, signal }),
    );
  };
  // `exit`, not `close`: what it started may hold its pipes open for ever.
  child.once('exit', finish);
  child.once('error', () => finish(null, null));

  return {
    client: peer.client,
    ready: peer.ready,
    ended: whenEnded,
    alive: () => !ended && reason === undefined,
    attach: (next, listener) => {
      host = next;
      onOutput = listener;
    },
    kill: () => stop({ kind: 'killed' }),
    lastWords: output.tail,
  };
}

/** Node's flags for every learner's process. V8's compiled code is kept by them, too. */
export function solutionFlags({ heap }: SolutionLimits): string[] {
  return [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    '--disable-warning=SecurityWarning',
    `--max-old-space-size=${heap}`,
    // Loading the engine fills V8's first young generation twice: room for it saves 2 ms of a start (Node 24).
    '--min-semi-space-size=4',
  ];
}

/** Nothing of ours goes into the learner's process; what a system cannot start a process without, does. */
function emptyEnvironment(): NodeJS.ProcessEnv {
  return {
    ...(process.versions['electron'] !== undefined && { ELECTRON_RUN_AS_NODE: '1' }),
    ...(process.platform === 'win32' &&
      process.env['SystemRoot'] !== undefined && { SystemRoot: process.env['SystemRoot'] }),
  };
}

function answering(host: SolutionHost | undefined): SolutionHost {
  if (host === undefined) throw new Error('Nobody asked for anything');
  return host;
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // There is nobody left to kill.
  }
}

/** Resident memory, on Linux; 0 elsewhere, where V8's own limit is the one that ends it. */
function residentBytes(pid: number | undefined): number {
  if (pid === undefined || process.platform !== 'linux') return 0;
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096;
  } catch {
    return 0;
  }
}
