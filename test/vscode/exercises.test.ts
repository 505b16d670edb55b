import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { activated, answers, folder, runTests, setLanguage, start, testId, type, write } from './learner';
import type { ShownResult } from './test-results';

const notPassed = (results: ReadonlyMap<string, ShownResult>): string[] =>
  [...results].filter(([, { state }]) => state !== 'passed').map(([id, { state, words }]) => `${id} ${state}: ${words}`);

for (const { exercise, file, right, wrong } of answers) {
  describe(exercise, () => {
    before(async () => {
      await activated();
      await setLanguage('en');
    });

    it('starts with the learner’s file, the lesson in a preview, and types', async () => {
      await start(exercise);
      assert.ok(existsSync(join(folder(), file)));
      assert.ok(existsSync(join(folder(), '.neurona/types/tfjs.d.ts')));
      assert.ok(existsSync(join(folder(), 'tsconfig.json')));
      assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, join(folder(), file));
      const inputs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
      assert.ok(inputs.some((input) => input instanceof vscode.TabInputWebview && input.viewType.includes('markdown.preview')));
    });

    it('never overwrites what the learner wrote', async () => {
      await write(exercise, '// mine\n');
      await start(exercise);
      assert.equal(readFileSync(join(folder(), file), 'utf8'), '// mine\n');
    });

    it('passes with the reference solution', async () => {
      await write(exercise, right);
      const results = await runTests(exercise);
      assert.ok(results.size > 0);
      assert.deepEqual(notPassed(results), []);
    });

    for (const { name, text, tells, fails } of wrong) {
      it(`explains the mistake ${name}`, async () => {
        await type(exercise, text);
        const results = await runTests(exercise);
        const expected = fails.map(testId).filter((id) => results.has(id));
        const failed = [...results].filter(([, { state }]) => state === 'failed');
        assert.deepEqual(failed.map(([id]) => id).sort(), expected.sort());
        for (const [id, { words, location }] of failed) {
          assert.ok(words.includes(tells.en), `${id} says: ${words}`);
          assert.equal(location?.uri.fsPath, join(folder(), file), `${id} points elsewhere`);
        }
      });
    }
  });
}
