import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { copyWasm, nodeModules } from './build';
import { findFiles } from './find-files';
import { root } from './root';

/**
 * Unit tests: `npm run test:unit [-- PATH_PART …] [--grep TITLE]`.
 * The tests are bundled the way the product is, so that they load the same modules.
 */
const grepAt = process.argv.indexOf('--grep');
const paths = process.argv.slice(2, grepAt < 0 ? undefined : grepAt);
const mochaFlags = grepAt < 0 ? [] : process.argv.slice(grepAt);

const all = [...(await findFiles('src', /\.test\.tsx?$/)), ...(await findFiles('tools', /\.test\.ts$/))];
const chosen = paths.length === 0 ? all : all.filter((file) => paths.some((part) => file.includes(part)));
if (chosen.length === 0) throw new Error(`no test file matches ${paths.join(', ')}`);

const folder = `build/unit-${createHash('sha256').update(chosen.join()).digest('hex').slice(0, 8)}`;
await rm(`${root}/${folder}`, { recursive: true, force: true });
await build({
  ...nodeModules,
  minify: false,
  sourcemap: 'inline',
  entryPoints: chosen.map((file) => ({ in: file, out: file.replace(/\.tsx?$/, '') })),
  entryNames: '[dir]/[name]',
  outdir: folder,
  jsx: 'automatic',
  jsxImportSource: 'preact',
  external: ['vscode', 'esbuild', 'playwright-core'],
});
await copyWasm(folder);

const mocha = spawnSync(
  process.execPath,
  [
    '--enable-source-maps',
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/mocha/bin/mocha.js',
    '--timeout=20000',
    ...mochaFlags,
    `${folder}/**/*.test.mjs`,
  ],
  { cwd: root, stdio: 'inherit' },
);
process.exit(mocha.status ?? 1);
