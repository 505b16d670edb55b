import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { activated } from './learner';

describe('Neurona in the extension host', () => {
  it('is installed from its package and activates', async () => {
    await activated();
    assert.equal(vscode.extensions.getExtension('neurona.neurona')?.isActive, true);
  });

  it('registers every command that it contributes', async () => {
    await activated();
    const { contributes } = vscode.extensions.getExtension('neurona.neurona')!.packageJSON as {
      contributes: { commands: { command: string }[] };
    };
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = contributes.commands.map(({ command }) => command).filter((command) => !registered.has(command));
    assert.ok(contributes.commands.length > 5);
    assert.deepEqual(missing, []);
  });

  it('loads no tensor library into the extension host', async () => {
    await activated();
    const { extensionPath } = vscode.extensions.getExtension('neurona.neurona')!;
    const bundle = readFileSync(join(extensionPath, 'dist/extension.cjs'), 'utf8');
    // Words of tfjs that survive minification.
    for (const word of ['registerKernel', 'tfjs-core', 'WebAssembly', 'backendName']) {
      assert.equal(bundle.includes(word), false, `the bundle says ${word}`);
    }
    assert.deepEqual(Object.keys(require.cache).filter((path) => /tensorflow|tfjs/.test(path)), []);
  });
});
