import type { Plugin } from 'esbuild';

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

/** Leaves out of a bundle what is never used, where tree shaking cannot know. */
export const leanPlugin: Plugin = {
  name: 'lean',
  setup(build) {
    replaced.forEach(({ module, importer, contents }, index) => {
      build.onResolve({ filter: module }, ({ path, importer: from }) =>
        importer.test(from) ? { path: `${index}:${path}`, namespace: 'lean', sideEffects: false } : undefined,
      );
      build.onLoad({ filter: new RegExp(`^${index}:`), namespace: 'lean' }, () => ({ contents }));
    });
  },
};
