import * as vscode from 'vscode';
import { command } from '../../lib/command';
import type { Feature } from '../../lib/feature';
import { fillRunPanel } from './run-panel';

declare module '../../lib/command' {
  interface Commands {
    /** Shows the panel with what runs draw, and leaves the focus where it is. */
    'neurona.openRun': () => Promise<void>;
  }
}

const VIEW_TYPE = 'neurona.run';

/** The panel that draws what a run shows. There is one, and it opens by itself until the learner has closed it. */
export const feature: Feature = (services) => {
  const { course, log, runs } = services;
  let panel: vscode.WebviewPanel | undefined;
  let closedByLearner = false;
  /** The run that was last considered: one opens the panel at its first probe or not at all. */
  let considered: string | undefined;

  const adopt = (opened: vscode.WebviewPanel): void => {
    const before = panel;
    panel = opened;
    before?.dispose();
    const filled = fillRunPanel(services, opened);
    opened.onDidDispose(() => {
      filled.dispose();
      if (panel !== opened) return;
      panel = undefined;
      closedByLearner = true;
    });
  };
  const open = (): void => {
    if (panel !== undefined) return panel.reveal(undefined, true);
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    // What is not retained while hidden is rebuilt from the run when shown.
    adopt(vscode.window.createWebviewPanel(VIEW_TYPE, 'Neurona', place, { enableScripts: true, enableFindWidget: false }));
  };

  return [
    command(services, 'neurona.openRun', async () => {
      closedByLearner = false;
      open();
    }),
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: async (restored) => adopt(restored),
    }),
    runs.onDidProbe(({ run }) => {
      if (run.id === considered) return;
      considered = run.id;
      if (closedByLearner) return;
      // The lesson may lie over it: what was asked to run is looked at.
      if (panel !== undefined) return panel.visible ? undefined : panel.reveal(undefined, true);
      course.exercise(run.exercise).then(
        ({ manifest }) => manifest.views.length > 0 && open(),
        (error: unknown) => log.error(String(error)),
      );
    }),
    { dispose: () => panel?.dispose() },
  ];
};
