import { build } from 'esbuild';
import { root } from '../root';

/** Bundles the reporter for a mocha process of its own, which loads it by path. */
export async function buildReporter(): Promise<string> {
  const outfile = `${root}/build/testing/reporter.cjs`;
  await build({
    absWorkingDir: root,
    entryPoints: ['tools/testing/reporter.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    external: ['mocha'],
    // Mocha wants the class itself.
    footer: { js: 'module.exports = module.exports.Reporter;' },
    logLevel: 'warning',
  });
  return outfile;
}
