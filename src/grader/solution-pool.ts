import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HumanError } from '../protocol/human-error';
import { SOLUTION_LIMITS, spawnSolution, type SolutionLimits, type SolutionProcess } from './solution-process';

/** A process that has not said hello after this long will not. */
const BOOT_LIMIT = 20_000;

/** Learners' processes, one of them always warm, so that a run does not wait for start-up. */
export interface SolutionPool {
  /** A process that is ready to load; the spare one when there is one. Throws HumanError when none can be started. */
  readonly take: () => Promise<SolutionProcess>;
  /** Has a spare ready. */
  readonly warm: () => Promise<void>;
  readonly close: () => void;
}

export interface SolutionPoolOptions {
  /** Absolute path of solution.mjs. */
  readonly entry: string;
  readonly limits?: SolutionLimits;
  /** Where V8's compiled code of the engine is kept: learners' processes may read it. */
  readonly codeCache?: string;
}

export function createSolutionPool({ entry, limits = SOLUTION_LIMITS, codeCache }: SolutionPoolOptions): SolutionPool {
  let flags: readonly string[] | undefined;
  let spare: Promise<SolutionProcess> | undefined;
  const alive = new Set<SolutionProcess>();
  let closed = false;

  const boot = async (permissions: readonly string[], warm: boolean, codeCache?: string): Promise<SolutionProcess> => {
    if (closed) throw new Error('nothing is started any more');
    const process = spawnSolution({ entry, flags: permissions, limits, warm, codeCache });
    alive.add(process);
    void process.ended.then(() => alive.delete(process));
    const timer = setTimeout(process.kill, BOOT_LIMIT);
    try {
      await process.ready;
      return process;
    } catch {
      throw new Error(process.lastWords() || 'it ended before it said anything');
    } finally {
      clearTimeout(timer);
    }
  };

  const start = async (warm = false): Promise<SolutionProcess> => {
    try {
      flags ??= permissionFlags([dirname(entry), ...(codeCache === undefined ? [] : [codeCache])]);
      // Without permissions it could write what later processes run.
      return await boot(flags, warm, flags.length > 0 ? codeCache : undefined);
    } catch (error) {
      if (flags === undefined || flags.length === 0) throw cannotStart(error);
    }
    try {
      const process = await boot([], warm);
      // A runtime that refuses the permission model (Electron does) is asked once, not before every run.
      flags = [];
      return process;
    } catch (error) {
      throw cannotStart(error);
    }
  };

  const warm = async (): Promise<void> => {
    spare ??= start(true);
    const starting = spare;
    try {
      const process = await starting;
      void process.ended.then(() => {
        if (spare === starting) spare = undefined;
      });
    } catch (error) {
      if (spare === starting) spare = undefined;
      throw error;
    }
  };

  return {
    take: async () => {
      const waiting = spare;
      spare = undefined;
      const process = await waiting?.catch(() => undefined);
      return process?.alive() === true ? process : start();
    },
    warm,
    close: () => {
      closed = true;
      for (const process of alive) process.kill();
    },
  };
}

/** Node's permission model where this runtime has it: a learner's process reads nothing but these folders. */
export function permissionFlags(folders: readonly string[]): string[] {
  const known = ['--permission', '--experimental-permission'].find((flag) =>
    process.allowedNodeEnvironmentFlags.has(flag),
  );
  if (known === undefined) return [];
  return [known, ...folders.map((folder) => `--allow-fs-read=${join(realFolder(folder), '*')}`)];
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
