import * as vscode from 'vscode';
import type { Localized } from '../../../protocol/localized';
import type { Services } from '../../lib/services';

/** Where a learner's files lie in their folder; which of them is an exercise's is asked of the workspace. */
export const LEARNER_FILES: vscode.DocumentSelector = { scheme: 'file', language: 'typescript', pattern: '**/[0-9][0-9]-*/*/*.ts' };

const run: Localized = { en: 'Run tests', es: 'Ejecutar pruebas' };
const stop: Localized = { en: 'Stop', es: 'Detener' };
const hint: Localized = { en: 'Hint', es: 'Pista' };
const lesson: Localized = { en: 'Lesson', es: 'Lección' };
const passed: Localized = { en: 'passed', es: 'superado' };
const points: Localized = { en: 'points', es: 'puntos' };

/** One line above the learner's code: run, hint, lesson, and what the last run came to. */
export function createCodeLensProvider(services: Services): vscode.CodeLensProvider & vscode.Disposable {
  const { language, runs, workspace } = services;
  const changed = new vscode.EventEmitter<void>();
  const refresh = (): void => changed.fire();
  const listening = vscode.Disposable.from(
    changed,
    language.onDidChange(refresh),
    runs.onDidStart(refresh),
    runs.onDidEnd(refresh),
    workspace.onDidChange(refresh),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('neurona.codeLens')) refresh();
    }),
  );

  const lens = (title: string, command: string, exercise: string): vscode.CodeLens =>
    new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title, command, arguments: [exercise] });

  return {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses: async ({ uri }) => {
      const exercise = workspace.exerciseOf(uri);
      if (exercise === undefined || !isOn() || (await workspace.fileOf(exercise)).fsPath !== uri.fsPath) return [];
      const progress = (await workspace.progress()).exercises[exercise];
      const { last } = progress ?? {};
      const isRunning = runs.latest?.exercise === exercise && (runs.latest.state === 'running' || runs.latest.state === 'paused');
      const isPassed = last !== undefined && last.earned === last.possible;
      return [
        isRunning
          ? lens(`$(debug-stop) ${language.text(stop)}`, 'neurona.stopRun', exercise)
          : lens(`$(play) ${language.text(run)}`, 'neurona.runTests', exercise),
        lens(language.text(hint), 'neurona.showHint', exercise),
        lens(language.text(lesson), 'neurona.openLesson', exercise),
        ...(last === undefined || isRunning
          ? []
          : [lens(`${last.earned}/${last.possible} ${isPassed ? language.text(passed) : language.text(points)}`, 'workbench.panel.testResults.view.focus', exercise)]),
      ];
    },
    dispose: () => listening.dispose(),
  };
}

function isOn(): boolean {
  return vscode.workspace.getConfiguration('neurona').get<boolean>('codeLens') ?? true;
}
