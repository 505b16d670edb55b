import type { Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';

/** What TensorFlow.js brings along and never needs here. Each costs every start its reading, some much more. */
const replaced: readonly { readonly module: RegExp; readonly importer: RegExp; readonly contents: string }[] = [
  // 7 ms to load Node's crypto, from which seedrandom would mix its pool; it takes the web's, or the clock. What is
  // seeded does not touch the pool.
  { module: /^crypto$/, importer: /[\\/]seedrandom[\\/]/, contents: 'module.exports = {};' },
  // 330 KB for Nodes that have no fetch of their own.
  { module: /^node-fetch$/, importer: /[\\/]@tensorflow[\\/]/, contents: 'module.exports = globalThis.fetch;' },
  // 55 KB: the threaded build does not run in Node, and threads gain little (docs/decisions/one-thread.md).
  { module: /tfjs-backend-wasm-threaded-simd\.(worker\.)?js$/, importer: /[\\/]tfjs-backend-wasm[\\/]/, contents: 'module.exports = {};' },
];

/**
 * `long` compiles a wasm module of its own (2 ms) for 64-bit products, and does without where there is none. TensorFlow.js
 * uses it to hash strings.
 */
function withoutWasm(source: string): string {
  const lean = source.replace(/try \{\s*wasm = new WebAssembly\.Instance[\s\S]*?\} catch \(e\) \{[^}]*\}/, '');
  if (lean === source) throw new Error('long is another one than the one we know: see tools/lean-plugin.ts');
  return lean;
}

/**
 * Leaves out of a bundle what is never used, where tree shaking cannot know. And takes Node's own modules as they are:
 * an `import` of `node:fs` reads every property of it, and so loads streams and promises: 3 ms of a start, on Node 20 8.
 */
export const leanPlugin: Plugin = {
  name: 'lean',
  setup(build) {
    replaced.forEach(({ module, importer, contents }, index) => {
      build.onResolve({ filter: module }, ({ path, importer: from }) =>
        importer.test(from) ? { path: `${index}:${path}`, namespace: 'lean', sideEffects: false } : undefined,
      );
      build.onLoad({ filter: new RegExp(`^${index}:`), namespace: 'lean' }, () => ({ contents }));
    });
    if (build.initialOptions.format === 'esm') {
      build.onResolve({ filter: /^node:/ }, ({ path, kind }) =>
        kind === 'import-statement' ? { path, namespace: 'builtin', sideEffects: false } : { path, external: true },
      );
      build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({ contents: `module.exports = process.getBuiltinModule('${path}');` }));
    }
    build.onLoad({ filter: /[\\/]long[\\/]src[\\/]long\.js$/ }, async ({ path }) => ({ contents: withoutWasm(await readFile(path, 'utf8')) }));
  },
};
