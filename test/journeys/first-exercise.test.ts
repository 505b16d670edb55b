import { readExercise, runFromTestExplorer, seesItPass, startExercise, withSession } from './learner';

describe('A learner passes an exercise', () => {
  const at = withSession();

  it('starts it from the palette, with its lesson beside it', async () => {
    const { title, entry } = await readExercise('perceptron-and-or');
    await startExercise(at.session.workbench, title.en, entry);
  });

  it('writes the solution, runs it from the Test Explorer and sees it pass', async () => {
    const { workbench } = at.session;
    const { entry, solution } = await readExercise('perceptron-and-or');
    await workbench.write(entry, solution);
    await runFromTestExplorer(workbench);
    await seesItPass(workbench, 'Neurons');
    await workbench.status.filter({ hasText: /(\d+)\/\1/ }).waitFor();
  });

  it('sees the boundary and the curve of its own training', async () => {
    const { workbench } = at.session;
    const boundary = await workbench.webview('[aria-label="Decision boundary"]');
    await boundary.locator('.summary', { hasText: 'of 4 right' }).first().waitFor();
  });

  it('finds progress and panel again after a reload', async () => {
    await at.session.workbench.remembers('neurona.run');
    const workbench = await at.session.reload();
    await workbench.status.filter({ hasText: /(\d+)\/\1/ }).waitFor({ timeout: 60_000 });
    const boundary = await workbench.webview('[aria-label="Decision boundary"]');
    await boundary.locator('.summary', { hasText: 'of 4 right' }).first().waitFor();
    await workbench.command('Testing: Focus on Test Explorer View');
    await seesItPass(workbench, 'Neurons');
  });
});
