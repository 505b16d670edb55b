import * as vscode from 'vscode';
import type { Localized } from '../../../protocol/localized';
import { execute } from '../../lib/command';
import { loadOverview } from '../../lib/overview';
import type { Services } from '../../lib/services';
import { ensureFolder } from './learner-folder';

const allPassed: Localized = {
  en: 'You have passed every exercise of this course.',
  es: 'Has superado todos los ejercicios de este curso.',
};

/** Puts an exercise into the learner's folder, unless it is there, and opens its file with the lesson beside it. */
export async function startExercise(services: Services, exercise: string): Promise<void> {
  const { course, language, workspace } = services;
  await course.exercise(exercise);
  if (!(await ensureFolder(services, exercise))) return;
  const { file } = await workspace.scaffold(exercise, language.current);
  await vscode.window.showTextDocument(vscode.Uri.file(file), { viewColumn: vscode.ViewColumn.One, preview: false });
  await execute('neurona.openLesson', exercise);
}

/** Starts the exercise to go on with. */
export async function startNext(services: Services): Promise<void> {
  const { next } = await loadOverview(services, services.workspace.current);
  if (next !== undefined) return startExercise(services, next.id);
  void vscode.window.showInformationMessage(services.language.text(allPassed));
}
