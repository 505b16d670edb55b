import * as vscode from 'vscode';
import { HumanError } from '../../protocol/human-error';

/** Throws a HumanError where learner code must not run. Reading lessons needs no trust. */
export function assertTrusted(): void {
  if (vscode.workspace.isTrusted) return;
  throw new HumanError(
    'untrusted',
    { en: 'Code does not run in a folder that you have not trusted.', es: 'El código no se ejecuta en una carpeta en la que no confías.' },
    {
      en: 'Trust this folder if the exercises in it are yours; lessons and progress work either way.',
      es: 'Confía en esta carpeta si los ejercicios que contiene son tuyos; las lecciones y el progreso funcionan igualmente.',
    },
  );
}
