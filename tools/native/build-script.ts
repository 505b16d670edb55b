import { build, type Plugin } from 'esbuild';
import { rm } from 'node:fs/promises';
import { root } from '../root';
import { hasTfjsNode, tfjsNode } from './tfjs-node';

const NAME = 'tensorflow-native.cjs';

/**
 * Bundles tfjs-node's backend and kernels, from their TypeScript, into `tensorflow-native.cjs`: TensorFlow.js itself is
 * left out, because the script that loads it has one (src/engine/native/start-native.ts). Where tfjs-node's sources have
 * not been fetched there is no such file. Returns whether there is.
 */
export async function buildNativeScript(folder: string, production: boolean): Promise<boolean> {
  if (!hasTfjsNode()) {
    await rm(`${root}/${folder}/${NAME}`, { force: true });
    return false;
  }
  await build({
    absWorkingDir: root,
    stdin: {
      contents: "import './register_all_kernels'; export { NodeJSKernelBackend } from './nodejs_kernel_backend';",
      resolveDir: `${tfjsNode}/src`,
      loader: 'ts',
    },
    outfile: `${folder}/${NAME}`,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    minifyWhitespace: production,
    minifySyntax: production,
    legalComments: 'none',
    logLevel: 'warning',
    external: ['@tensorflow/*'],
    plugins: [mendTfjsNode],
  });
  return true;
}

/** What tfjs-node imports and Node no longer has, or we have no use for. */
const mendTfjsNode: Plugin = {
  name: 'mend-tfjs-node',
  setup({ onResolve, onLoad }) {
    // Node 23 dropped these two from `util`.
    onResolve({ filter: /^util$/ }, () => ({ path: 'util', namespace: 'mended' }));
    onLoad({ filter: /^util$/, namespace: 'mended' }, () => ({
      contents: 'export const isArray = Array.isArray; export const isNullOrUndefined = (value) => value == null;',
    }));
    // Protocol buffers are for TensorBoard's files alone.
    onResolve({ filter: /\/api_pb$/ }, () => ({ path: 'api_pb', namespace: 'mended' }));
    onLoad({ filter: /^api_pb$/, namespace: 'mended' }, () => ({ contents: 'module.exports = {};' }));
  },
};
