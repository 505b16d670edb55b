import { build } from 'esbuild';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import type { Duplex } from 'node:stream';
import { buildEngine, nodeModules } from '../../tools/build';
import { root } from '../../tools/root';
import { createFrameReader, encodeFrame } from '../protocol/frame';
import { openPeer, type Client, type Handlers, type Port } from '../protocol/rpc';
import { solutionContract, solutionHostContract, type SourceFile } from '../protocol/solution';

const folder = 'build/solution-under-test';
let built: Promise<unknown> | undefined;

/** Bundles the learner's process as it ships, once. Returns the folder it lies in. */
export async function buildSolution(): Promise<string> {
  built ??= Promise.all([
    build({ ...nodeModules, entryPoints: [{ in: 'src/solution/main.ts', out: 'solution' }], outdir: folder }),
    buildEngine(folder),
  ]);
  await built;
  return `${root}/${folder}`;
}

export interface Driven {
  readonly client: Client<typeof solutionContract>;
  readonly child: ChildProcess;
  readonly exited: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  readonly output: () => string;
  readonly violations: readonly string[];
}
export interface DriveOptions {
  readonly host?: Partial<Handlers<typeof solutionHostContract>>;
  readonly nodeFlags?: readonly string[];
  readonly flags?: readonly string[];
  readonly node?: string;
}

/** Plays the grader: spawns the learner's process and speaks to it over its two pipes. */
export async function drive({ host = {}, nodeFlags = [], flags = [], node = process.execPath }: DriveOptions = {}): Promise<Driven> {
  const dist = await buildSolution();
  mkdirSync(dist, { recursive: true });
  const child = spawn(node, ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', ...nodeFlags, `${dist}/solution.mjs`, ...flags], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    env: {},
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [toChild, fromChild] = [child.stdio[3], child.stdio[4]] as [Duplex, Duplex];
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => child.on('exit', (code, signal) => resolve({ code, signal })));
  const violations: string[] = [];
  const port: Port = {
    post: (message) => void toChild.write(encodeFrame(message)),
    onMessage: (listener) => {
      const read = createFrameReader(listener);
      fromChild.on('data', read);
    },
    onClose: (listener) => fromChild.on('close', listener),
    close: () => child.kill('SIGKILL'),
  };
  for (const stream of [toChild, fromChild]) stream.on('error', () => {});
  const refuse = (): never => {
    throw new Error('not expected by this test');
  };
  const peer = openPeer({
    port,
    serves: { contract: solutionHostContract, handlers: { callback: refuse, probes: refuse, ...host } },
    calls: { contract: solutionContract },
    onViolation: (what) => violations.push(what),
  });
  await peer.ready;
  return { client: peer.client, child, exited, output: () => output, violations };
}

export const file = (text: string, path = 'solution.ts'): SourceFile => ({ path, text });

/** Loads one file and returns what came of it. */
export function loadFile(driven: Driven, text: string, instrument = false) {
  return driven.client.load({ files: [file(text)], entry: 'solution.ts', seed: 7, instrument });
}

/** Calls an export with wire values. */
export function call(driven: Driven, name: string, ...args: Parameters<Driven['client']['call']>[0]['args']) {
  return driven.client.call({ target: { kind: 'export', name }, args, seed: 7 });
}
