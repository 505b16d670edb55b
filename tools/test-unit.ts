import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { copyWasm, nodeModules } from './build';
import { findFiles } from './find-files';
import { root } from './root';

/**
 * Unit tests: `npm run test:unit [-- PATH_PART …] [mocha's flags: --grep TITLE]`, and the catalogue check by its path,
 * `test/catalogue`. The tests are bundled the way the product is, so that they load the same modules.
 */
const given = process.argv.slice(2);
const flagsAt = given.findIndex((argument) => argument.startsWith('-'));
const paths = flagsAt < 0 ? given : given.slice(0, flagsAt);
const mochaFlags = flagsAt < 0 ? [] : given.slice(flagsAt);

const units = [...(await findFiles('src', /\.test\.tsx?$/)), ...(await findFiles('tools', /\.test\.ts$/))];
const catalogue = existsSync(`${root}/test/catalogue`) ? await findFiles('test/catalogue', /\.test\.ts$/) : [];
const chosen =
  paths.length === 0 ? units : [...units, ...catalogue].filter((file) => paths.some((part) => file.includes(part)));
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
  external: ['vscode', 'esbuild', 'playwright-core', 'rollup', 'rollup-plugin-dts', 'typescript-5'],
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
