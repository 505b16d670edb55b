import { build, type BuildOptions } from 'esbuild';
import { createHash } from 'node:crypto';
import { chmod, cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { findFiles } from './find-files';
import { isMain } from './is-main';
import { buildNativeScript } from './native/build-script';
import { leanPlugin } from './lean-plugin';
import { root } from './root';
import { simdPlugin } from './simd-plugin';

/**
 * Everything that ships, from one script: `npm run build [-- --production] [--only node,extension,webview,types,course]`.
 * `--only native` brings in what the native engine needs, for this machine's platform: it is part of `npm run package`,
 * and of no other build, because it asks for a network and a compiler (tools/native/).
 * Checking types is `tsc -b`'s business.
 */
const { values: flags } = parseArgs({
  options: { production: { type: 'boolean', default: false }, only: { type: 'string' } },
  strict: false,
});
const production = flags.production === true;

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  sourcemap: production ? false : 'linked',
  minify: production,
  // Learners read stack traces and graders name classes: names stay.
  keepNames: true,
  logLevel: 'warning',
  metafile: true,
  legalComments: 'none',
};

/** ES modules of ours in Node, tfjs among them, share chunks: it is stored once and loaded by whoever needs it. */
export const nodeModules: BuildOptions = {
  ...common,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  splitting: true,
  mainFields: ['module', 'main'],
  outExtension: { '.js': '.mjs' },
  entryNames: '[name]',
  chunkNames: 'chunk-[hash]',
  alias: { '@tensorflow/tfjs': `${root}/src/engine/tfjs.ts` },
  plugins: [simdPlugin, leanPlugin],
  banner: {
    js: [
      "import { createRequire as $createRequire } from 'node:module';",
      "import { dirname as $dirname } from 'node:path';",
      "import { fileURLToPath as $fileURLToPath } from 'node:url';",
      'const require = $createRequire(import.meta.url), __filename = $fileURLToPath(import.meta.url), __dirname = $dirname(__filename);',
    ].join(''),
  },
};

const wasmBinaries = 'node_modules/@tensorflow/tfjs-backend-wasm/dist';

/** Copies what the wasm backend loads at run time next to the bundle that loads it. */
export async function copyWasm(folder: string): Promise<void> {
  await mkdir(`${root}/${folder}`, { recursive: true });
  for (const name of ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm']) {
    await cp(`${root}/${wasmBinaries}/${name}`, `${root}/${folder}/${name}`);
  }
}

/**
 * The engine as one script (src/engine/load-engine.ts), with its wasm beside it. A hash of it stands in its first line,
 * so that code which V8 kept of one build is never run for another.
 */
export async function buildEngine(folder: string, release = production): Promise<void> {
  const unknown = '0'.repeat(16);
  const { outputFiles } = await build({
    ...nodeModules,
    splitting: false,
    format: 'cjs',
    // Names stay because they are not shortened. Naming functions anew, one by one, made small training loops a quarter slower.
    keepNames: false,
    minify: false,
    minifyWhitespace: release,
    minifySyntax: release,
    entryPoints: { tensorflow: 'src/engine/start-engine.ts' },
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    define: { 'import.meta.url': '$url' },
    banner: { js: `// ${unknown}\nconst $url = require('node:url').pathToFileURL(__filename).href;` },
    write: false,
  });
  await mkdir(`${root}/${folder}`, { recursive: true });
  for (const { path, text, hash } of outputFiles) {
    const stamp = createHash('sha256').update(hash).digest('hex').slice(0, 16);
    await writeFile(path, path.endsWith('.cjs') ? text.replace(unknown, stamp) : text);
  }
  await copyWasm(folder);
  await buildNativeScript(folder, production);
}

async function buildNode(): Promise<void> {
  const mains = await findFiles('src', /^src\/(?!extension|webview)[a-z]+\/main\.ts$/);
  const { metafile } = await build({
    ...nodeModules,
    metafile: true,
    entryPoints: mains.map((file) => ({ in: file, out: file.split('/')[1]! })),
    outdir: 'dist/node',
  });
  await buildEngine('dist/node');
  // It begins with "#!/usr/bin/env node": `npx neurona` runs the file itself.
  await chmod(`${root}/dist/node/cli.mjs`, 0o755);
  await removeStale('dist/node', Object.keys(metafile.outputs));
}

/** Chunks are named after their contents: those of earlier builds would pile up, and ship. */
async function removeStale(folder: string, outputs: readonly string[]): Promise<void> {
  const names = await readdir(`${root}/${folder}`);
  const stale = names.filter((name) => /\.mjs(\.map)?$/.test(name) && !outputs.includes(`${folder}/${name}`));
  await Promise.all(stale.map((name) => rm(`${root}/${folder}/${name}`, { force: true })));
}

export const extension: BuildOptions = {
  ...common,
  entryPoints: ['src/extension/main.ts'],
  outfile: 'dist/extension.cjs',
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  mainFields: ['module', 'main'],
  external: ['vscode'],
  // A file that is brought in later is required: only then is `vscode` there for it.
  supported: { 'dynamic-import': false },
  plugins: [
    {
      // What a command brings in when it is called is a file of its own: every activation compiles the whole of the main one.
      name: 'install-native-engine',
      setup: ({ onResolve }) => {
        onResolve({ filter: /\/install-native-engine$/ }, ({ kind }) =>
          kind === 'dynamic-import' ? { path: './install-native-engine.cjs', external: true } : undefined,
        );
      },
    },
  ],
};

async function buildExtension(): Promise<void> {
  const command = 'src/extension/features/engine/install-native-engine.ts';
  await Promise.all([build(extension), build({ ...extension, entryPoints: [command], outfile: 'dist/install-native-engine.cjs' })]);
}

async function buildWebview(): Promise<void> {
  await build({
    ...common,
    entryPoints: ['src/webview/main.tsx'],
    outfile: 'dist/webview/main.js',
    platform: 'browser',
    target: 'es2023',
    format: 'iife',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.ttf': 'dataurl' },
  });
}

/** Loaded when asked for: the compiler behind it takes its time. */
async function buildTypes(): Promise<void> {
  const declarations = await import('./build-types');
  await declarations.buildTypes(`${root}/dist/types`);
  await declarations.buildSchema();
}

async function buildCourse(): Promise<void> {
  const { packCourse } = await import('./pack-course');
  await packCourse(`${root}/dist/course.pack`);
}

const parts: Record<string, () => Promise<void>> = {
  node: buildNode,
  extension: buildExtension,
  webview: buildWebview,
  types: buildTypes,
  course: buildCourse,
};

/** Its sources are bundled with the rest of `node`: first they are fetched. */
async function buildNativeFirst(): Promise<void> {
  const { buildNative } = await import('./native/build-native');
  await buildNative();
}

async function main(): Promise<void> {
  const asked = typeof flags.only === 'string' ? flags.only.split(',') : Object.keys(parts);
  if (asked.includes('native')) await buildNativeFirst();
  const only = new Set(asked.map((name) => (name === 'native' ? 'node' : name)));
  await Promise.all([...only].map((name) => parts[name]!()));
}

if (isMain(import.meta.url)) await main();
