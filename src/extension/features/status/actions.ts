import * as vscode from 'vscode';
import type { Localized } from '../../../protocol/localized';
import type { LanguageSetting } from '../../lib/language';

interface Action {
  readonly icon: string;
  readonly label: Localized;
  readonly command: string;
}

const run: Action = { icon: 'play', label: { en: 'Run tests', es: 'Ejecutar pruebas' }, command: 'neurona.runTests' };
const stop: Action = { icon: 'debug-stop', label: { en: 'Stop the run', es: 'Detener la ejecución' }, command: 'neurona.stopRun' };
const others: readonly Action[] = [
  { icon: 'lightbulb', label: { en: 'Show a hint', es: 'Mostrar una pista' }, command: 'neurona.showHint' },
  { icon: 'book', label: { en: 'Open the lesson', es: 'Abrir la lección' }, command: 'neurona.openLesson' },
  { icon: 'graph-line', label: { en: 'Open what the run shows', es: 'Abrir lo que muestra la ejecución' }, command: 'neurona.openRun' },
  { icon: 'arrow-right', label: { en: 'Next exercise', es: 'Siguiente ejercicio' }, command: 'neurona.nextExercise' },
];

/** Offers what can be done with the exercise at hand, and does it. */
export async function showActions({ text }: LanguageSetting, isRunning: boolean): Promise<void> {
  const actions = [isRunning ? stop : run, ...others];
  const items = actions.map(({ icon, label, command }) => ({ label: `$(${icon}) ${text(label)}`, command }));
  const chosen = await vscode.window.showQuickPick(items, { title: 'Neurona' });
  if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command);
}
