import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Localized } from '../../../protocol/localized';
import type { Services } from '../../lib/services';

const question: Localized = { en: 'Start this exercise again?', es: '¿Empezar este ejercicio de nuevo?' };
const detail: Localized = {
  en: 'Your file goes back to how it was at the start. What you wrote is kept in a dated copy.',
  es: 'Tu archivo vuelve a estar como al principio. Lo que escribiste se guarda en una copia con fecha.',
};
const reset: Localized = { en: 'Start Again', es: 'Empezar de nuevo' };
const kept: Localized = { en: 'What you had written is kept in', es: 'Lo que habías escrito se guardó en' };
const openCopy: Localized = { en: 'Open the Copy', es: 'Abrir la copia' };

/** Puts the starter back into the learner's file, after asking, and keeps what was there. */
export async function resetExercise({ language, workspace }: Services, id: string): Promise<void> {
  const file = await workspace.fileOf(id);
  const answer = await vscode.window.showWarningMessage(
    language.text(question),
    { modal: true, detail: language.text(detail) },
    language.text(reset),
  );
  if (answer === undefined) return;

  // What stands unsaved in the editor is what the learner wrote: it goes into the copy.
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString());
  if (open?.isDirty === true) await open.save();
  const { copy } = await workspace.reset(id);
  await vscode.window.showTextDocument(file, { viewColumn: vscode.ViewColumn.One, preview: false });
  if (copy === undefined) return;
  const chosen = await vscode.window.showInformationMessage(`${language.text(kept)} ${basename(copy)}.`, language.text(openCopy));
  if (chosen !== undefined) await vscode.window.showTextDocument(vscode.Uri.file(copy), { viewColumn: vscode.ViewColumn.One });
}
