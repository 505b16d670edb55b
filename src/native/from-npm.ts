import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CANCELLED, HumanError } from '../protocol/human-error';
import type { InstallPlan, Obstacle, StageTools } from './source';

const PACKAGE = '@tensorflow/tfjs-node';
const VERSION = '4.22.0';

export interface FromNpmOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How npm is started. */
  readonly npm?: readonly string[] | undefined;
}

/**
 * Lets tfjs-node install itself as it always has: a TensorFlow of 2022 and an addon, both from its makers' servers, or
 * compiled here. It fails for many people, and so it is the last way; it is the only one on Windows.
 */
export async function planFromNpm({
  env,
  npm = [process.platform === 'win32' ? 'npm.cmd' : 'npm'],
}: FromNpmOptions): Promise<InstallPlan | Obstacle> {
  const found = await run(npm, ['--version'], { env });
  if (found.status !== 0)
    return {
      source: 'npm',
      why: { en: 'npm is not here, and its own installer needs it', es: 'npm no está aquí, y su propio instalador lo necesita' },
    };
  return {
    source: 'npm',
    what: { en: `tfjs-node ${VERSION} by its own installer (npm)`, es: `tfjs-node ${VERSION} con su propio instalador (npm)` },
    download: undefined,
    disk: undefined,
    stage: (tools) => installByNpm(npm, env, tools),
  };
}

async function installByNpm(npm: readonly string[], env: FromNpmOptions['env'], { staging, signal, onProgress }: StageTools) {
  const project = join(staging, 'npm');
  await mkdir(project);
  await writeFile(join(project, 'package.json'), '{ "private": true }');
  onProgress({ step: { en: 'npm installs tfjs-node', es: 'npm instala tfjs-node' } });
  const args = ['install', `${PACKAGE}@${VERSION}`, '--no-audit', '--no-fund'];
  const { status, output } = await run(npm, args, { env, cwd: project, signal });
  if (signal.aborted) throw new HumanError(CANCELLED, { en: 'The installation was stopped.', es: 'La instalación se detuvo.' });
  const installed = join(project, 'node_modules', PACKAGE);
  const addon = await findAddon(installed);
  if (status !== 0 || addon === undefined) throw new Error(errorIn(output));
  // The two folders keep their places: the addon looks for the libraries from where it lies.
  for (const name of ['lib', 'deps'])
    if (existsSync(join(installed, name))) await rename(join(installed, name), join(staging, name));
  await rm(project, { recursive: true, force: true });
  return { tensorflow: '', addon, libraries: await listLibraries(staging) };
}

async function findAddon(installed: string): Promise<string | undefined> {
  const builds = await readdir(join(installed, 'lib')).catch(() => []);
  const build = builds.find((name) => existsSync(join(installed, 'lib', name, 'tfjs_binding.node')));
  return build === undefined ? undefined : join('lib', build, 'tfjs_binding.node');
}

async function listLibraries(staging: string): Promise<string[]> {
  const names = await readdir(join(staging, 'deps', 'lib')).catch(() => []);
  return names.filter((name) => /tensorflow.*\.(so|dylib|dll)/.test(name)).map((name) => join('deps', 'lib', name));
}

/** The line of npm's long answer that says most. */
function errorIn(output: string): string {
  const lines = output
    .trim()
    .split('\n')
    .map((line) => line.replace(/^npm error\s*/, '').trim());
  return (
    lines.find((line) => /^\w*Error: /.test(line)) ??
    lines.find((line) => /error|failed|not found/i.test(line)) ??
    lines.at(-1) ??
    ''
  ).slice(0, 300);
}

interface Ran {
  readonly status: number | string;
  readonly output: string;
}

function run(
  command: readonly string[],
  args: readonly string[],
  options: { readonly env: FromNpmOptions['env']; readonly cwd?: string; readonly signal?: AbortSignal },
): Promise<Ran> {
  return new Promise((resolve) => {
    const [program, ...first] = command;
    const shell = program!.endsWith('.cmd');
    const child = spawn(program!, [...first, ...args], {
      ...options,
      env: { ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      shell,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-20_000)));
    child.once('error', ({ message }) => resolve({ status: message, output }));
    child.once('close', (code, killer) => resolve({ status: code ?? killer ?? 1, output }));
  });
}
