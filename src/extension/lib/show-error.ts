import * as vscode from 'vscode';
import { BUG, CANCELLED, HumanError } from '../../protocol/human-error';
import type { Localized } from '../../protocol/localized';
import type { Services } from './services';

interface Remedy {
  readonly title: Localized;
  readonly command: string;
}

const openLog: Remedy = { title: { en: 'Open Log', es: 'Abrir el registro' }, command: 'neurona.openLog' };

/** What a message offers to do, by the error's code. An error that is a bug offers the log. */
const remedies: Readonly<Record<string, Remedy>> = {
  untrusted: { title: { en: 'Manage Trust', es: 'Gestionar la confianza' }, command: 'workbench.trust.manage' },
  'no-folder': { title: { en: 'Choose a Folder', es: 'Elegir una carpeta' }, command: 'neurona.chooseFolder' },
  'no-exercise': { title: { en: 'Start an Exercise', es: 'Empezar un ejercicio' }, command: 'neurona.startExercise' },
  'native-absent': { title: { en: 'Install It', es: 'Instalarlo' }, command: 'neurona.installNativeEngine' },
  'native-unproven': { title: { en: 'Install Again', es: 'Instalar de nuevo' }, command: 'neurona.installNativeEngine' },
  'native-not-installed': openLog,
  'grader-gone': openLog,
  [BUG]: openLog,
};

const bugMessage: Localized = {
  en: 'Something in Neurona went wrong, and it is not your code. The log has the details.',
  es: 'Algo falló en Neurona, y no es tu código. El registro tiene los detalles.',
};

/**
 * The one place where an error reaches a person: a HumanError in its own words with its next step,
 * a bug as one sentence and its stack in the log. What the person stopped is not an error.
 */
export async function showError({ log, language }: Pick<Services, 'log' | 'language'>, error: unknown): Promise<void> {
  if (error instanceof HumanError && error.code === CANCELLED) return;
  const human = error instanceof HumanError ? error : undefined;
  if (human === undefined) log.error(error instanceof Error ? error : String(error));
  else log.warn(`${human.code}: ${human.message}`);

  const remedy = human === undefined ? openLog : remedies[human.code];
  const words = human === undefined ? [bugMessage] : [human.localized, human.hint].filter((text) => text !== undefined);
  const buttons = remedy === undefined ? [] : [language.text(remedy.title)];
  const show = human === undefined ? vscode.window.showErrorMessage : vscode.window.showWarningMessage;
  const chosen = await show(words.map(language.text).join(' '), ...buttons);
  if (chosen !== undefined && remedy !== undefined) await vscode.commands.executeCommand(remedy.command);
}
