import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HumanError } from '../protocol/human-error';
import { SOLUTION_LIMITS, spawnSolution, type SolutionLimits, type SolutionProcess } from './solution-process';

/** A process that has not said hello after this long will not; a native one reads 850 MB of library before. */
const BOOT_LIMIT = { wasm: 20_000, native: 60_000 };
/** What TensorFlow itself takes of memory before the first tensor, and its thread pools while they work. */
const NATIVE_MEMORY = 768 << 20;

/** Where a run gets its learner's processes from. */
export interface SolutionSource {
  /** A process that is ready to load; the spare one when there is one. Throws HumanError when none can be started. */
  readonly take: () => Promise<SolutionProcess>;
  /** Has a spare ready. */
  readonly warm: () => Promise<void>;
}

/** Learners' processes, one of them always warm, so that a run does not wait for start-up. They compute with wasm. */
export interface SolutionPool extends SolutionSource {
  /** The same, with the native engine that is installed in a folder. The one spare is of the engine last asked for. */
  readonly native: (nativeFolder: string) => SolutionSource;
  readonly close: () => void;
}

export interface SolutionPoolOptions {
  /** Absolute path of solution.mjs. */
  readonly entry: string;
  readonly limits?: SolutionLimits;
  /** Where V8's compiled code of the engine is kept: learners' processes may read it. */
  readonly codeCache?: string;
  /** Where real data sets are kept: learners' processes may read them. */
  readonly dataFolder?: string;
}

export function createSolutionPool({ entry, limits = SOLUTION_LIMITS, codeCache, dataFolder }: SolutionPoolOptions): SolutionPool {
  /** Engines whose processes do not start under the permission model. */
  const unguarded = new Set<string | undefined>();
  let spare: Spare | undefined;
  const alive = new Set<SolutionProcess>();
  let closed = false;

  const boot = async (permissions: readonly string[], { warm, nativeFolder }: Wanted): Promise<SolutionProcess> => {
    if (closed) throw new Error('nothing is started any more');
    const isNative = nativeFolder !== undefined;
    const process = spawnSolution({
      entry,
      flags: permissions,
      limits: isNative ? { ...limits, memory: limits.memory + NATIVE_MEMORY } : limits,
      warm,
      // Without permissions it could write what later processes run.
      codeCache: permissions.length > 0 ? codeCache : undefined,
      nativeFolder,
      dataFolder: dataFolder && realFolder(dataFolder),
    });
    alive.add(process);
    void process.ended.then(() => alive.delete(process));
    const timer = setTimeout(process.kill, isNative ? BOOT_LIMIT.native : BOOT_LIMIT.wasm);
    try {
      await process.ready;
      return process;
    } catch {
      throw new Error(process.lastWords() || 'it ended before it said anything');
    } finally {
      clearTimeout(timer);
    }
  };

  const start = async (wanted: Wanted): Promise<SolutionProcess> => {
    const { nativeFolder } = wanted;
    const folders = [dirname(entry), codeCache, nativeFolder, dataFolder].filter((folder) => folder !== undefined);
    const flags = unguarded.has(nativeFolder) ? [] : permissionFlags(folders, { addons: nativeFolder !== undefined });
    try {
      return await boot(flags, wanted);
    } catch (error) {
      if (flags.length === 0) throw cannotStart(error);
    }
    try {
      const process = await boot([], wanted);
      // A runtime that refuses the permission model (Electron does) is asked once, not before every run.
      unguarded.add(nativeFolder);
      return process;
    } catch (error) {
      throw cannotStart(error);
    }
  };

  const warm = async (nativeFolder?: string): Promise<void> => {
    if (spare?.nativeFolder !== nativeFolder) drop();
    spare ??= { nativeFolder, process: start({ warm: true, nativeFolder }) };
    const starting = spare;
    try {
      const process = await starting.process;
      void process.ended.then(() => {
        if (spare === starting) spare = undefined;
      });
    } catch (error) {
      if (spare === starting) spare = undefined;
      throw error;
    }
  };

  /** Ends a spare of an engine that is not wanted now: two would take their memory twice. */
  const drop = (): void => {
    spare?.process.then(({ kill }) => kill(), () => {});
    spare = undefined;
  };

  const take = async (nativeFolder?: string): Promise<SolutionProcess> => {
    if (spare?.nativeFolder !== nativeFolder) drop();
    const waiting = spare;
    spare = undefined;
    const process = await waiting?.process.catch(() => undefined);
    return process?.alive() === true ? process : start({ warm: false, nativeFolder });
  };

  return {
    take: () => take(),
    warm: () => warm(),
    native: (nativeFolder) => ({ take: () => take(nativeFolder), warm: () => warm(nativeFolder) }),
    close: () => {
      closed = true;
      for (const process of alive) process.kill();
    },
  };
}

interface Wanted {
  readonly warm: boolean;
  readonly nativeFolder: string | undefined;
}

interface Spare {
  readonly nativeFolder: string | undefined;
  readonly process: Promise<SolutionProcess>;
}

/**
 * Node's permission model where this runtime has it: a learner's process reads nothing but these folders, and loads
 * native code only where it is to.
 */
export function permissionFlags(folders: readonly string[], { addons = false } = {}): string[] {
  const known = ['--permission', '--experimental-permission'].find((flag) =>
    process.allowedNodeEnvironmentFlags.has(flag),
  );
  if (known === undefined) return [];
  return [known, ...(addons ? ['--allow-addons'] : []), ...folders.map((folder) => `--allow-fs-read=${join(realFolder(folder), '*')}`)];
}

/** Without links on the way, as Node compares paths; a folder that is not there yet is taken as it is named. */
function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

function cannotStart(error: unknown): HumanError {
  const reason = error instanceof Error ? error.message.trim().split('\n').slice(-3).join(' ') : String(error);
  return new HumanError(
    'solution-cannot-start',
    {
      en: `The process for your code could not be started: ${reason}`,
      es: `No se pudo iniciar el proceso para tu código: ${reason}`,
    },
    {
      en: 'Nothing was graded. Try again; if it happens again, reinstall Neurona.',
      es: 'No se evaluó nada. Inténtalo otra vez; si vuelve a ocurrir, reinstala Neurona.',
    },
  );
}
