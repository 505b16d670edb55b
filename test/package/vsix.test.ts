import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { ensurePackaged } from '../../tools/package';
import { root } from '../../tools/root';
import { zipEntries } from '../../tools/zip-entries';

const LIMIT = 4_000_000;

/** Everything that may ship. A new kind of file is a decision: it is made here and in .vscodeignore. */
const expected = [
  /^extension\.vsixmanifest$/,
  /^\[Content_Types\]\.xml$/,
  /^extension\/(package\.json|package\.nls(\.es)?\.json|readme\.md|README\.es\.md|changelog\.md|LICENSE\.txt)$/,
  /^extension\/dist\/(extension|install-native-engine)\.cjs$/,
  /^extension\/dist\/course\.pack$/,
  /^extension\/dist\/node\/(cli|engine|grader|native|solution|chunk-[A-Z0-9]{8})\.mjs$/,
  /^extension\/dist\/node\/tensorflow(-native)?\.cjs$/,
  // The native engine's addon, where the package was built with a network and a compiler.
  /^extension\/dist\/native\/[a-z0-9]+-[a-z0-9]+\/tfjs_binding\.node$/,
  /^extension\/dist\/node\/tfjs-backend-wasm(-simd)?\.wasm$/,
  /^extension\/dist\/webview\/main\.(js|css)$/,
  /^extension\/dist\/types\/(tfjs|neurona|globals)\.d\.ts$/,
  /^extension\/dist\/types\/stamp\.json$/,
  /^extension\/media\/[a-z-]+\.(svg|png)$/,
  /^extension\/media\/screenshots\/(run-view|failing-test)-dark\.png$/,
  /^extension\/schemas\/[a-z.-]+\.json$/,
  /^extension\/syntaxes\/[a-z.-]+\.json$/,
];

const needed = ['extension.cjs', 'install-native-engine.cjs', 'course.pack', 'node/grader.mjs', 'node/solution.mjs', 'node/cli.mjs', 'node/native.mjs', 'node/tensorflow.cjs', 'webview/main.js', 'types/tfjs.d.ts'];

describe('The package', () => {
  let names: readonly string[];
  before(async () => {
    names = (await zipEntries(await ensurePackaged())).map(({ name }) => name);
  });

  it('holds nothing unexpected', () => {
    assert.deepEqual(names.filter((name) => !expected.some((pattern) => pattern.test(name))), []);
  });

  it('holds what it needs to run', () => {
    assert.deepEqual(needed.filter((name) => !names.includes(`extension/dist/${name}`)), []);
  });

  it('leaves no answer lying open', async () => {
    assert.deepEqual(names.filter((name) => /solution\.ts|mistakes|alternates|hidden\.test/.test(name)), []);
    // A line that only a reference solution has must not be readable in the packed course either.
    const pack = await readFile(`${root}/dist/course.pack`, 'latin1');
    assert.equal(/export function|solution\.ts/.test(pack), false);
  });

  it('is below 4 MB', async () => {
    const { size } = await stat(await ensurePackaged());
    assert.ok(size < LIMIT, `${size} bytes`);
  });
});
