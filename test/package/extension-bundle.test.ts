import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { extension } from '../../tools/build';

/** Folders of ours whose code belongs in processes of its own, and packages that would make the host slow. */
const FOREIGN = /^(?:src\/(?:engine|loader|solution|grader|neurona|cli|webview)\/|node_modules\/(?:@tensorflow|acorn|@sveltejs|commander|preact|uplot)\/)/;

describe('The bundle of the extension', () => {
  let inputs: readonly string[];
  let code: string;
  before(async () => {
    const { metafile, outputFiles } = await build({ ...extension, metafile: true, write: false });
    inputs = Object.keys(metafile.inputs);
    code = outputFiles.find(({ path }) => path.endsWith('.cjs'))!.text;
  });

  it('requires what installs the native engine only when it is asked for', () => {
    assert.match(code, /require\("\.\/install-native-engine\.cjs"\)/);
    assert.deepEqual(inputs.filter((path) => /^src\/(native|download)\//.test(path)), []);
  });

  it('is made of the extension and what it may import', () => {
    assert.ok(inputs.includes('src/extension/main.ts'));
    assert.deepEqual(inputs.filter((path) => FOREIGN.test(path)), []);
  });

  it('holds no tensor library, whatever the path it came by', () => {
    assert.deepEqual(inputs.filter((path) => /tfjs|tensorflow/i.test(path)), []);
  });
});
