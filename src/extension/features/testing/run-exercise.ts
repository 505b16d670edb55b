import * as vscode from 'vscode';
import { HumanError } from '../../../protocol/human-error';
import type { Localized } from '../../../protocol/localized';
import type { Run } from '../../lib/runs';
import type { Services } from '../../lib/services';
import { showError } from '../../lib/show-error';
import { showFinished, showReport, type ReportView } from './show-report';
import { terminalText } from './terminal-text';
import type { TestTree } from './test-tree';

const stopped: Localized = { en: 'Stopped.', es: 'Detenido.' };
const notGraded: Localized = {
  en: 'The tests could not be run. Your code was not judged.',
  es: 'No se pudieron ejecutar las pruebas. Tu código no se evaluó.',
};

export interface RunExerciseOptions {
  readonly exercise: string;
  /** Ids of tests; all of them when undefined. */
  readonly only: readonly string[] | undefined;
  readonly testRun: vscode.TestRun;
}

/** Grades one exercise and shows in `testRun` what comes of it, as it comes. Resolves when all is shown. */
export async function runExercise(services: Services, tree: TestTree, options: RunExerciseOptions): Promise<void> {
  const { exercise, only, testRun } = options;
  const { language, runs } = services;
  const item = await tree.exerciseItem(exercise);
  if (item === undefined) return;

  const view: ReportView = { testRun, tree, item, language: language.current };
  const chosen = (): vscode.TestItem[] =>
    [...item.children].map(([, child]) => child).filter(({ id }) => only === undefined || only.some((test) => id === `${exercise}/${test}`));
  const listening = listen(services, view, exercise);
  try {
    await tree.listTests(item);
    chosen().forEach((child) => testRun.enqueued(child));
    const run = await runs.start(exercise, { only, token: testRun.token });
    if (run.error !== undefined) throw run.error;
    if (run.report !== undefined) return showReport(view, run.report);
    chosen().forEach((child) => testRun.skipped(child));
    testRun.appendOutput(`${language.text(stopped)}\r\n`);
  } catch (error) {
    const words = error instanceof HumanError ? error.localized : notGraded;
    testRun.errored(item, new vscode.TestMessage(language.text(words)));
    void showError(services, error);
  } finally {
    listening.dispose();
  }
}

/** Follows the run of the exercise that starts next. */
function listen({ runs }: Services, view: ReportView, exercise: string): vscode.Disposable {
  const { testRun, item } = view;
  let id: string | undefined;
  return vscode.Disposable.from(
    runs.onDidStart((run: Run) => {
      if (run.exercise === exercise) id ??= run.id;
    }),
    runs.onDidStartTest(({ run, test }) => {
      const testItem = item.children.get(`${exercise}/${test}`);
      if (run.id === id && testItem !== undefined) testRun.started(testItem);
    }),
    runs.onDidFinishTest(({ run, test }) => {
      if (run.id === id) showFinished(view, test);
    }),
    runs.onDidPrint(({ run, text }) => {
      if (run.id === id) testRun.appendOutput(terminalText(text));
    }),
  );
}
