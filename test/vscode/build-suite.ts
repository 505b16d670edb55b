import { build } from 'esbuild';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { findFiles } from '../../tools/find-files';
import { root } from '../../tools/root';
import { readAnswers } from '../answers';

/**
 * Bundles the in-host suite into an extension of its own, which VS Code loads as one under development: as such it
 * may look into the Test Explorer (`testObserver`), and tests need no back door in Neurona.
 */
export async function buildSuite(): Promise<string> {
  const folder = `${root}/build/vscode-suite`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const tests = await findFiles('test/vscode', /\.test\.ts$/);
  await build({
    absWorkingDir: root,
    entryPoints: [
      { in: 'test/vscode/index.ts', out: 'index' },
      ...tests.map((file) => ({ in: file, out: `tests/${basename(file, '.ts')}` })),
    ],
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    sourcemap: 'inline',
    keepNames: true,
    external: ['vscode', 'mocha', 'esbuild'],
    logLevel: 'warning',
  });
  const manifest = {
    name: 'neurona-suite',
    publisher: 'neurona',
    version: '0.0.0',
    engines: { vscode: '^1.101.0' },
    enabledApiProposals: ['testObserver'],
  };
  await writeFile(`${folder}/answers.json`, JSON.stringify(await readAnswers()));
  await writeFile(`${folder}/package.json`, JSON.stringify(manifest));
  return folder;
}
