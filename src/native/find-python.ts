import { execFile } from 'node:child_process';
import { realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { libraryNames, platformName } from './library-names';

/** A TensorFlow that Python has on this machine. */
export interface PythonTensorFlow {
  readonly python: string;
  /** The folder of its package, where its libraries lie. */
  readonly folder: string;
  readonly version: string;
}

export interface FindPythonOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The interpreter to ask, and no other. */
  readonly python?: string | undefined;
  readonly platform?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Milliseconds that an interpreter has to answer. */
const LIMIT = 15_000;

/** Finds the package without importing it: that takes seconds, and runs its code. */
const script = `
import importlib.util, json, os
spec = importlib.util.find_spec('tensorflow')
folder = list(spec.submodule_search_locations)[0] if spec and spec.submodule_search_locations else None
version = None
if folder:
    from importlib import metadata
    for name in ('tensorflow', 'tensorflow-cpu', 'tensorflow-macos', 'intel-tensorflow', 'tf-nightly', 'tf-nightly-cpu'):
        try:
            version = metadata.version(name)
            break
        except metadata.PackageNotFoundError:
            pass
print(json.dumps({'folder': folder, 'version': version}))
`;

/**
 * Looks for TensorFlow's libraries in the Python environments at hand: the one that was named, else those that are
 * active (`NEURONA_PYTHON`, `VIRTUAL_ENV`, `CONDA_PREFIX`), else `python3` and `python`. Undefined where none has them.
 */
export async function findPython({
  env,
  python,
  platform = platformName(),
  signal,
}: FindPythonOptions): Promise<PythonTensorFlow | undefined> {
  const names = libraryNames(platform);
  if (names === undefined) return undefined;
  for (const candidate of python === undefined ? candidates(env, platform) : [python]) {
    const found = await ask(candidate, env, signal);
    if (found === undefined) continue;
    const { folder } = found;
    const there = await Promise.all(
      [names.tensorflow, names.framework].map((name) => stat(join(folder, name)).catch(() => undefined)),
    );
    if (there.every((each) => each?.isFile() === true)) return { ...found, python: candidate, folder: await realpath(folder) };
  }
  return undefined;
}

function candidates(env: FindPythonOptions['env'], platform: string): string[] {
  const inside = platform.startsWith('win32-') ? 'python.exe' : join('bin', 'python');
  const { NEURONA_PYTHON, VIRTUAL_ENV, CONDA_PREFIX } = env;
  const active = [VIRTUAL_ENV, CONDA_PREFIX].filter((folder) => folder).map((folder) => join(folder!, inside));
  return [...new Set([...(NEURONA_PYTHON ? [NEURONA_PYTHON] : []), ...active, 'python3', 'python'])];
}

async function ask(python: string, env: FindPythonOptions['env'], signal: AbortSignal | undefined) {
  try {
    // Elsewhere than here: Python looks for packages in the folder it is started in, which may be a stranger's.
    const options = { cwd: homedir(), env: { ...env }, timeout: LIMIT, windowsHide: true, ...(signal && { signal }) };
    const { stdout } = await promisify(execFile)(python, ['-c', script], options);
    const { folder, version } = JSON.parse(stdout) as { folder: string | null; version: string | null };
    return folder === null ? undefined : { folder, version: version ?? '' };
  } catch {
    return undefined;
  }
}
