import assert from 'node:assert/strict';
import { readExercise, startExercise, type, withSession } from './learner';

describe('A learner meets XOR', () => {
  const at = withSession();

  it('sees that the rule cycles', async () => {
    const { workbench } = at.session;
    const { title, entry, solution } = await readExercise('perceptron-xor');
    await startExercise(workbench, title.en, entry);
    await type(workbench, entry, solution);
    await workbench.command('Neurona: Run Tests');
    const boundary = await workbench.webview('[aria-label="Decision boundary"]');
    await boundary.locator('.summary', { hasText: 'It cycles' }).waitFor({ timeout: 60_000 });
  });

  it('stops a run within a second', async () => {
    const { workbench } = at.session;
    const { entry, solution } = await readExercise('perceptron-xor');
    // Every function waits for ever, so that the run goes on until it is stopped.
    const endless = solution.replaceAll(/(export function \w+\([^]*?\{)\n/g, "$1 for (let step = 0; ; step++) track('endless', step % 7);\n");
    await type(workbench, entry, endless);
    await workbench.command('Neurona: Run Tests');
    const panel = await workbench.webview('.toolbar .state.running');
    const stop = panel.locator('button[aria-label="Stop"], vscode-toolbar-button[label="Stop"], [title="Stop"]').first();
    await stop.waitFor();
    const clicked = performance.now();
    await stop.click();
    await panel.locator('.toolbar .state.cancelled').waitFor({ timeout: 10_000 });
    assert.ok(performance.now() - clicked < 1000, `${performance.now() - clicked} ms`);
  });
});
