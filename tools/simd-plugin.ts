import type { Plugin } from 'esbuild';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { findFiles } from './find-files';
import { root } from './root';

const folder = 'src/engine/simd/assembly';

const options = [
  '--optimizeLevel', '3', '--shrinkLevel', '0', '--converge', '--noAssert', '--runtime', 'stub',
  '--importMemory', '--enable', 'simd', '--use', 'abort=',
];

/** `import bytes from 'neurona-simd'`: our SIMD kernels, compiled from AssemblyScript when their source has changed. */
export const simdPlugin: Plugin = {
  name: 'simd',
  setup(build) {
    build.onResolve({ filter: /^neurona-simd$/ }, ({ path }) => ({ path, namespace: 'simd' }));
    build.onLoad({ filter: /.*/, namespace: 'simd' }, async () => {
      const sources = await findFiles(folder, /\.ts$/);
      const watchFiles = sources.map((file) => `${root}/${file}`);
      return { contents: await compiled(sources), loader: 'binary', watchFiles };
    });
  },
};

/** The module, from `build/simd` if these sources have been compiled before. Throws with the compiler's message. */
async function compiled(sources: readonly string[]): Promise<Uint8Array> {
  const hash = createHash('sha256').update(options.join());
  for (const file of sources) hash.update(await readFile(`${root}/${file}`));
  const kept = `${root}/build/simd/${hash.digest('hex').slice(0, 16)}.wasm`;
  if (existsSync(kept)) return readFile(kept);

  const asc = await import('assemblyscript/asc');
  const { error, stdout, stderr, binary } = await compile(asc, sources);
  if (error !== null || binary === undefined) throw new Error(`${stderr}${stdout}`.trim() || String(error));
  await mkdir(`${root}/build/simd`, { recursive: true });
  // Whole or not at all: another build may compile the same.
  await writeFile(`${kept}.${process.pid}`, binary);
  await rename(`${kept}.${process.pid}`, kept);
  return binary;
}

async function compile(asc: typeof import('assemblyscript/asc'), sources: readonly string[]) {
  let binary: Uint8Array | undefined;
  const texts = new Map(await Promise.all(sources.map(async (file) => [file, await readFile(`${root}/${file}`, 'utf8')] as const)));
  const { error, stdout, stderr } = await asc.main([`${folder}/index.ts`, '--outFile', 'simd.wasm', ...options], {
    readFile: (name) => texts.get(name) ?? null,
    writeFile: (_name, contents) => {
      if (typeof contents !== 'string') binary = contents;
    },
    listFiles: () => [],
  });
  return { error, stdout: stdout.toString(), stderr: stderr.toString(), binary };
}
