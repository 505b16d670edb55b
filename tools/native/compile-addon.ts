import { existsSync } from 'node:fs';
import { copyFile, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { libraryNames, platformName } from '../../src/native/library-names';
import { runOrThrow } from '../process/run';
import { root } from '../root';
import { fetchHeaders } from './headers';
import { fetchTfjsNode, tfjsNode } from './tfjs-node';

const nodeHeaders = `${root}/node_modules/node-api-headers/include`;

/** From where the installed addon lies, in the loader's words. */
const beside: Readonly<Record<string, string>> = { linux: '$ORIGIN', darwin: '@loader_path' };

/**
 * Compiles tfjs-node's addon for this machine into `dist/native/<platform>/tfjs_binding.node`, which ships: it uses
 * only Node-API and TensorFlow's C API, so one build runs on every Node and TensorFlow there is, and a learner needs no
 * compiler. It is linked against empty libraries of the right names; the real ones lie beside it once installed.
 * Returns the file. Throws where there is no network or no compiler, with what was missing.
 */
export async function compileAddon(): Promise<string> {
  const platform = platformName();
  const names = libraryNames(platform);
  const rpath = beside[process.platform];
  if (names === undefined || rpath === undefined) throw new Error(`there is no way to build it for ${platform}`);
  await fetchTfjsNode();
  const headers = await fetchHeaders();

  const work = `${root}/build/native/${platform}`;
  await mkdir(work, { recursive: true });
  const addon = `${work}/tfjs_binding.node`;
  if (!(await isNewer(addon, [`${tfjsNode}/package.json`, headers, fileURLToPath(import.meta.url)]))) {
    const compiler = process.env['CXX'] ?? 'c++';
    const stubs = Object.values(names).map((name) => `${work}/${name}`);
    await writeFile(`${work}/empty.cc`, '');
    for (const stub of stubs)
      await runOrThrow(compiler, ['-shared', '-fPIC', `${work}/empty.cc`, ...soname(stub.split('/').at(-1)!), '-o', stub]);
    await runOrThrow(compiler, [
      ...[
        '-std=c++17',
        '-O2',
        '-fPIC',
        '-shared',
        '-fvisibility=hidden',
        '-DNAPI_VERSION=8',
        '-DNODE_GYP_MODULE_NAME=tfjs_binding',
      ],
      ...[tfjsNode, nodeHeaders, headers].map((folder) => `-I${folder}`),
      ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((file) => `${tfjsNode}/binding/${file}`),
      ...linkerFlags(rpath),
      ...stubs,
      ...['-o', addon],
    ]);
    await Promise.all(stubs.map((stub) => rm(stub)));
  }
  const shipped = `${root}/dist/native/${platform}/tfjs_binding.node`;
  await mkdir(`${root}/dist/native/${platform}`, { recursive: true });
  await copyFile(addon, shipped);
  return shipped;
}

function soname(name: string): string[] {
  return process.platform === 'darwin' ? [`-Wl,-install_name,@rpath/${name}`] : [`-Wl,-soname,${name}`];
}

/** Node's and TensorFlow's functions are found when it is loaded: neither is here to be linked. */
function linkerFlags(rpath: string): string[] {
  const common = [`-Wl,-rpath,${rpath}`];
  return process.platform === 'darwin' ? [...common, '-undefined', 'dynamic_lookup'] : [...common, '-Wl,--no-as-needed', '-s'];
}

async function isNewer(file: string, sources: readonly string[]): Promise<boolean> {
  if (!existsSync(file)) return false;
  const times = await Promise.all(sources.map(async (source) => (await stat(source)).mtimeMs));
  return (await stat(file)).mtimeMs > Math.max(...times);
}
