import * as vscode from 'vscode';
import type { Localized } from '../../../protocol/localized';
import { command } from '../../lib/command';
import type { Feature } from '../../lib/feature';
import type { Services } from '../../lib/services';
import { showError } from '../../lib/show-error';
import { targetExercise, type Target } from '../../lib/target-exercise';
import { assertTrusted } from '../../lib/trust';
import { runExercise } from './run-exercise';
import { showReport } from './show-report';
import { createTestTree, type TestTree } from './test-tree';

declare module '../../lib/command' {
  interface Commands {
    /** Runs the tests of an exercise: the given one, or the one of the active editor. */
    'neurona.runTests': (target?: Target) => Promise<void>;
    'neurona.stopRun': () => Promise<void>;
  }
}

const profileLabel: Localized = { en: 'Run', es: 'Ejecutar' };
const restored: Localized = { en: 'Last results', es: 'Últimos resultados' };

/** The Test Explorer: exercises, their tests, and what the last run said of them. */
export const feature: Feature = (services) => {
  const { language, runs } = services;
  const controller = vscode.tests.createTestController('neurona', 'Neurona');
  const tree = createTestTree(services, controller);

  const run = async (request: vscode.TestRunRequest, chosen: ReadonlyMap<string, readonly string[] | undefined>): Promise<void> => {
    const testRun = controller.createTestRun(request);
    try {
      for (const [exercise, only] of chosen) {
        if (testRun.token.isCancellationRequested) break;
        await runExercise(services, tree, { exercise, only, testRun });
      }
    } finally {
      testRun.end();
    }
  };

  const handle = async (request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> => {
    try {
      assertTrusted();
      if (!request.continuous) return await run(request, await tree.chosen(request));
      runOnSave(services, tree, request, token, run);
    } catch (error) {
      void showError(services, error);
    }
  };

  const profile = controller.createRunProfile(language.text(profileLabel), vscode.TestRunProfileKind.Run, handle, true, undefined, true);

  restore(services, tree, controller).catch((error: unknown) => services.log.warn(`results were not restored: ${String(error)}`));

  return [
    controller,
    profile,
    tree,
    language.onDidChange(() => (profile.label = language.text(profileLabel))),
    command(services, 'neurona.runTests', async (target) => {
      assertTrusted();
      const exercise = targetExercise(services.workspace, target);
      const item = await tree.exerciseItem(exercise);
      if (item === undefined) return;
      // As if it had been asked for in the Test Explorer: the editor's own setting says whether the results open.
      const request = new vscode.TestRunRequest([item], undefined, profile, false, false);
      await run(request, new Map([[exercise, undefined]]));
    }),
    command(services, 'neurona.stopRun', async () => runs.stop()),
  ];
};

type RunChosen = (request: vscode.TestRunRequest, chosen: ReadonlyMap<string, readonly string[] | undefined>) => Promise<void>;

/** Continuous run: on every save of a file of a chosen exercise, that exercise's chosen tests. */
function runOnSave(
  services: Services,
  tree: TestTree,
  request: vscode.TestRunRequest,
  token: vscode.CancellationToken,
  run: RunChosen,
): void {
  const saving = vscode.workspace.onDidSaveTextDocument(async ({ uri }) => {
    const exercise = services.workspace.exerciseOf(uri);
    if (exercise === undefined) return;
    try {
      const chosen = await tree.chosen(request);
      if (chosen.has(exercise)) await run(request, new Map([[exercise, chosen.get(exercise)]]));
    } catch (error) {
      void showError(services, error);
    }
  });
  token.onCancellationRequested(() => saving.dispose());
}

/** Shows what the stored reports say, without running anything and without adding to the editor's history. */
async function restore({ course, workspace, language }: Services, tree: TestTree, controller: vscode.TestController): Promise<void> {
  if (workspace.folder === undefined) return;
  const contents = await course.contents();
  const exercises = Object.keys((await workspace.progress()).exercises).filter((id) => contents.find(id) !== undefined);
  const reports = (await Promise.all(exercises.map((id) => workspace.lastReport(id)))).filter((report) => report !== undefined);
  if (reports.length === 0) return;
  const testRun = controller.createTestRun(new vscode.TestRunRequest(), language.text(restored), false);
  for (const report of reports) {
    const item = await tree.exerciseItem(report.exercise.id);
    if (item !== undefined) showReport({ testRun, tree, item, language: language.current }, report);
  }
  testRun.end();
}
