import { readExercise, startExercise, withSession } from './learner';

describe('Una persona aprende en español', () => {
  const at = withSession(() => ({ settings: { 'neurona.language': 'es' } }));

  it('empieza un ejercicio con su lección', async () => {
    const { workbench } = at.session;
    const { title, entry } = await readExercise('perceptron-and-or');
    await startExercise(workbench, title.es, entry);
    await workbench.page.locator('.tab', { hasText: 'lesson.es.md' }).waitFor();
  });

  it('lee el veredicto y la vista en español', async () => {
    const { workbench } = at.session;
    const { entry, solution } = await readExercise('perceptron-and-or');
    await workbench.write(entry, solution);
    await workbench.command('Neurona: Run Tests');
    const boundary = await workbench.webview('[aria-label="Frontera de decisión"]');
    await boundary.locator('.summary', { hasText: 'de 4 bien' }).first().waitFor({ timeout: 60_000 });
    await workbench.status.filter({ hasText: /(\d+)\/\1/ }).waitFor();
  });

  it('pide una pista', async () => {
    const { workbench } = at.session;
    await workbench.command('Neurona: Show Hint');
    const hint = await workbench.webview('h1:has-text("Pistas")');
    await hint.locator('h2', { hasText: 'Pista 1 de' }).waitFor();
  });
});
