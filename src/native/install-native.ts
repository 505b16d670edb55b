import { rmSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CANCELLED, HumanError } from '../protocol/human-error';
import { localize, type Localized } from '../protocol/localized';
import { writeInstall, type NativeInstall, type Source } from './native-install';
import { probeNative } from './probe-native';
import type { Proof } from './proof-store';
import { isPlan, type InstallPlan, type InstallProgress, type Obstacle } from './source';

export interface InstallOptions {
  /** Where it is to be; what is installed there stays until something better is ready. */
  readonly folder: string;
  /** The ways, in the order in which they are tried: see `planInstall`. */
  readonly ways: readonly (InstallPlan | Obstacle)[];
  /** The prober's bundle. */
  readonly prober: string;
  /** Asked before anything is downloaded or written. False stops it all. */
  readonly confirm: (plan: InstallPlan) => Promise<boolean>;
  readonly onProgress: (progress: InstallProgress) => void;
  readonly signal: AbortSignal;
}

export interface Installed {
  readonly install: NativeInstall;
  readonly proof: Proof;
}

/**
 * Installs the native engine by the first way that leads there. Each is prepared in a folder of its own and proven in a
 * throwaway process; only what computes rightly takes the place of what was there, by renaming. Whatever fails on the
 * way, the default engine and an earlier installation are as they were.
 *
 * Throws HumanError: `cancelled`, or `native-not-installed`, which says everything that was tried.
 */
export async function installNative(options: InstallOptions): Promise<Installed> {
  const { folder, ways, signal } = options;
  await clearStaging(folder);
  const failures: Obstacle[] = [];
  for (const way of ways) {
    if (!isPlan(way)) {
      failures.push(way);
      continue;
    }
    if (signal.aborted || !(await options.confirm(way))) throw stopped();
    try {
      return await follow(way, options);
    } catch (error) {
      if (signal.aborted || (error instanceof HumanError && error.code === CANCELLED)) throw stopped();
      failures.push({ source: way.source, why: reasonOf(error) });
    }
  }
  throw notInstalled(failures);
}

async function follow(plan: InstallPlan, { folder, prober, onProgress, signal }: InstallOptions): Promise<Installed> {
  const staging = stagingFolder(folder);
  // Ctrl-C in a terminal ends the process at once: no half of 850 MB is to stay.
  const clear = (): void => rmSync(staging, { recursive: true, force: true });
  process.once('exit', clear);
  await mkdir(staging, { recursive: true });
  try {
    const staged = await plan.stage({ staging, downloads: downloadsFolder(folder), signal, onProgress });
    const install: NativeInstall = { format: 1, source: plan.source, ...staged };
    await writeInstall(staging, install);
    onProgress({ step: { en: 'Trying it', es: 'Probándolo' } });
    const proof = await probeNative({ folder: staging, install, entry: prober, signal });
    if (signal.aborted) throw stopped();
    if (!proof.proven) throw new ProbeFailure(proof.why!);
    await replace(staging, folder);
    await rm(downloadsFolder(folder), { recursive: true, force: true });
    return { install, proof };
  } finally {
    process.off('exit', clear);
    await rm(staging, { recursive: true, force: true });
  }
}

/** Moves what was there aside first: a folder is not renamed onto another. */
async function replace(staging: string, folder: string): Promise<void> {
  const old = `${staging}.old`;
  await rename(folder, old).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rename(staging, folder);
  await rm(old, { recursive: true, force: true });
}

/** Removes the engine and everything of it, downloads too. Returns whether there was any. */
export async function removeNative(folder: string): Promise<boolean> {
  await clearStaging(folder);
  const parts = [folder, downloadsFolder(folder)];
  let found = false;
  for (const part of parts) {
    found ||= (await readdir(part).catch(() => [])).length > 0;
    await rm(part, { recursive: true, force: true });
  }
  return found;
}

function stagingFolder(folder: string): string {
  return `${folder}.staging-${process.pid}`;
}

/** Kept when an installation is stopped. */
export function downloadsFolder(folder: string): string {
  return `${folder}.downloads`;
}

/** What installations that were killed left behind; those of processes that live are theirs. */
async function clearStaging(folder: string): Promise<void> {
  const beside = dirname(folder);
  const prefix = `${basename(folder)}.staging-`;
  for (const name of await readdir(beside).catch(() => [])) {
    if (!name.startsWith(prefix) || isAlive(Number.parseInt(name.slice(prefix.length), 10))) continue;
    await rm(join(beside, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

class ProbeFailure extends Error {
  readonly why: Localized;

  constructor(why: Localized) {
    super(why.en);
    this.why = why;
  }
}

function reasonOf(error: unknown): Localized {
  if (error instanceof ProbeFailure) return error.why;
  if (error instanceof HumanError)
    return localize((pick) => [error.localized, ...(error.hint ? [error.hint] : [])].map(pick).join(' '));
  const message = error instanceof Error ? error.message : String(error);
  return { en: message, es: message };
}

function stopped(): HumanError {
  return new HumanError(
    CANCELLED,
    { en: 'The installation was stopped. Nothing has changed.', es: 'La instalación se detuvo. Nada ha cambiado.' },
    { en: 'What was downloaded is kept for the next try.', es: 'Lo que se descargó se conserva para el próximo intento.' },
  );
}

const sourceNames: Readonly<Record<Source, Localized>> = {
  python: { en: 'A TensorFlow of Python’s', es: 'Un TensorFlow de Python' },
  wheel: { en: 'TensorFlow from PyPI', es: 'TensorFlow de PyPI' },
  npm: { en: 'tfjs-node’s own installer', es: 'El instalador propio de tfjs-node' },
};

function notInstalled(failures: readonly Obstacle[]): HumanError {
  const list = localize((pick) => failures.map(({ source, why }) => `\n· ${pick(sourceNames[source])}: ${pick(why)}`).join(''));
  return new HumanError(
    'native-not-installed',
    {
      en: `The native engine was not installed. This was tried:${list.en}`,
      es: `El motor nativo no se instaló. Esto se intentó:${list.es}`,
    },
    {
      en: 'Everything works without it, on the wasm engine. To try once more: "pip install tensorflow-cpu" in any Python environment, then install again and name its interpreter (--python).',
      es: 'Todo funciona sin él, con el motor wasm. Para intentarlo otra vez: «pip install tensorflow-cpu» en cualquier entorno de Python; luego instala de nuevo e indica su intérprete (--python).',
    },
  );
}
