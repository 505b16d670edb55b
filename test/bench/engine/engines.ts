import { build } from 'esbuild';
import { rm } from 'node:fs/promises';
import { buildEngine, nodeModules } from '../../../tools/build';
import { run } from '../../../tools/process/run';
import { root } from '../../../tools/root';
import { startEngineProcess, type EngineProcess } from './engine-process';

export const engineNames = ['cpu', 'wasm as shipped', 'wasm', 'native', 'PyTorch, 1 thread', 'PyTorch', 'TensorFlow'] as const;
export type EngineName = (typeof engineNames)[number];

/** Where the bench's processes are bundled to. */
export const folder = 'build/bench-engine';

/** Builds the engine as it ships, the processes that run it, and, made in the same way, TensorFlow.js as it is shipped. */
export async function buildEngines(): Promise<void> {
  await rm(`${root}/${folder}`, { recursive: true, force: true });
  await buildEngine(folder, true);
  await build({
    ...nodeModules,
    // As in the engine's script, naming functions anew costs time wherever one is made.
    keepNames: false,
    minify: false,
    sourcemap: false,
    entryPoints: ['ours', 'shipped', 'first-product'].map((name) => ({ in: `test/bench/engine/${name}.ts`, out: name })),
    outdir: folder,
  });
}

/** Starts every engine that this machine has; `say` is told which it has not. */
export async function startEngines(say: (line: string) => void): Promise<ReadonlyMap<EngineName, EngineProcess>> {
  const pythons = await findPythons();
  const script = `${root}/test/bench/engine/engine.py`;
  const node = (name: string, ...args: string[]) => startEngineProcess(process.execPath, [`${root}/${folder}/${name}.mjs`, ...args]);
  const python = (library: string, ...args: string[]) => {
    const command = pythons.get(library);
    if (command === undefined) throw new Error(`no Python here has ${library} (NEURONA_PYTHON may list some)`);
    return startEngineProcess(command, [script, library, ...args]);
  };
  const starts: Record<EngineName, () => Promise<EngineProcess>> = {
    cpu: () => node('ours', 'cpu'),
    'wasm as shipped': () => node('shipped'),
    wasm: () => node('ours', 'wasm'),
    native: () => node('ours', 'native'),
    'PyTorch, 1 thread': () => python('torch', '1'),
    PyTorch: () => python('torch'),
    TensorFlow: () => python('tensorflow'),
  };
  const engines = new Map<EngineName, EngineProcess>();
  for (const name of engineNames) {
    try {
      const engine = await starts[name]();
      engines.set(name, engine);
      say(`${name}: ${engine.version}`);
    } catch (error) {
      say(`${name}: skipped, ${reason((error as Error).message)}`);
    }
  }
  return engines;
}

/** Which Python has which library: those of NEURONA_PYTHON, separated by colons (semicolons on Windows), else python3. */
async function findPythons(): Promise<ReadonlyMap<string, string>> {
  const separator = process.platform === 'win32' ? ';' : ':';
  const pythons = process.env['NEURONA_PYTHON']?.split(separator) ?? ['python3'];
  const found = new Map<string, string>();
  for (const python of pythons) {
    for (const library of ['torch', 'tensorflow']) {
      const probe = `import importlib.util as u, sys; sys.exit(u.find_spec('${library}') is None)`;
      const { status } = await run(python, ['-c', probe]).catch(() => ({ status: 1 }));
      if (status === 0 && !found.has(library)) found.set(library, python);
    }
  }
  return found;
}

/** The line of a process's last words that tells what it died of. */
function reason(message: string): string {
  const lines = message.split('\n');
  return lines.findLast((line) => /^\w*Error: /.test(line)) ?? lines[0]!;
}
