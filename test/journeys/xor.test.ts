import assert from 'node:assert/strict';
import { readExercise, startExercise, withSession } from './learner';

describe('A learner meets XOR', () => {
  const at = withSession();

  it('sees that the rule cycles', async () => {
    const { workbench } = at.session;
    const { title, entry, solution } = await readExercise('perceptron-xor');
    await startExercise(workbench, title.en, entry);
    await workbench.write(entry, solution);
    await workbench.command('Neurona: Run Tests');
    const boundary = await workbench.webview('[aria-label="Decision boundary"]');
    await boundary.locator('.summary', { hasText: 'It cycles' }).waitFor({ timeout: 60_000 });
  });

  it('stops a run within a second', async () => {
    const { workbench } = at.session;
    const { entry, solution } = await readExercise('perceptron-xor');
    // Every function waits for ever, so that the run goes on until it is stopped.
    const endless = solution.replaceAll(/(export function \w+\([^]*?\{)\n/g, "$1 for (let step = 0; ; step++) track('endless', step % 7);\n");
    await workbench.write(entry, endless);
    await workbench.command('Neurona: Run Tests');
    const panel = await workbench.webview('.toolbar .state.running');
    // In the page, where a browser that draws without a graphics card does not slow the clicking down.
    const milliseconds = await panel.evaluate<number>(`new Promise((resolve) => {
      const clicked = performance.now();
      new MutationObserver(() => {
        if (document.querySelector('.toolbar .state.cancelled')) resolve(performance.now() - clicked);
      }).observe(document.body, { subtree: true, childList: true, attributes: true });
      document.querySelector('.toolbar button[aria-label="Stop"]').click();
    })`);
    assert.ok(milliseconds < 1000, `${milliseconds} ms`);
  });
});
