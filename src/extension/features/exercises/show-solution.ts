import * as vscode from 'vscode';
import { HumanError } from '../../../protocol/human-error';
import type { Localized } from '../../../protocol/localized';
import { execute } from '../../lib/command';
import { courseDocument } from '../../lib/course-documents';
import type { Services } from '../../lib/services';

const tooEarly: Localized = {
  en: 'You have not passed this exercise yet, and a hint may be all it takes. Ask once more and you will see the solution.',
  es: 'Todavía no has superado este ejercicio y puede que te baste una pista. Vuelve a pedirla y verás la solución.',
};
const hintButton: Localized = { en: 'Show Hint', es: 'Mostrar pista' };
const solution: Localized = { en: 'solution', es: 'solución' };
const yours: Localized = { en: 'yours', es: 'lo tuyo' };

/** Shows the reference beside what the learner wrote: at once when they have passed, else the second time they ask. */
export async function showSolution(services: Services, id: string): Promise<void> {
  const { course, language, workspace } = services;
  const exercise = await course.exercise(id);
  if ((await exercise.read('solution.ts')) === undefined) throw noSolution();
  const progress = (await workspace.progress()).exercises[id];
  if (progress?.state !== 'passed') {
    await workspace.recordSolutionAsked(id);
    if ((progress?.solutionAsked ?? 0) === 0) return explain(services, id);
  }
  const title = `${exercise.manifest.title[language.current]}: ${language.text(yours)} ↔ ${language.text(solution)}`;
  await vscode.commands.executeCommand('vscode.diff', await workspace.fileOf(id), courseDocument(id, 'solution.ts'), title, {
    viewColumn: vscode.ViewColumn.Two,
    preview: true,
  });
}

async function explain({ language }: Services, id: string): Promise<void> {
  const chosen = await vscode.window.showInformationMessage(language.text(tooEarly), language.text(hintButton));
  if (chosen !== undefined) await execute('neurona.showHint', id);
}

function noSolution(): HumanError {
  return new HumanError(
    'no-solution',
    { en: 'This course was published without solutions.', es: 'Este curso se publicó sin soluciones.' },
    { en: 'Whoever gave it to you has them.', es: 'Las tiene quien te lo dio.' },
  );
}
