import * as vscode from 'vscode';
import type { RunProbe } from '../../../protocol/probe';
import { openPeer, type Emit, type Port } from '../../../protocol/rpc';
import { viewContract, type ViewContract, type ViewModel } from '../../../protocol/view';
import { execute } from '../../lib/command';
import { readSlice } from '../../lib/read-slice';
import type { Run } from '../../lib/runs';
import type { Services } from '../../lib/services';
import { showError } from '../../lib/show-error';
import { pageHtml, pageRoot } from './page-html';
import { viewDelta, viewExercise, viewRun } from './view-model';
import { acceptPages } from './webview-port';

/** Milliseconds between two deltas: what comes in between travels together. */
const FRAME = 25;
const title = { en: 'Neurona: Run', es: 'Neurona: ejecución' } as const;

/** Fills a panel, new or brought back by VS Code, and keeps it up to date until it is disposed of. */
export function fillRunPanel(services: Services, panel: vscode.WebviewPanel): vscode.Disposable {
  const { context, course, language, log, runs, workspace } = services;
  let emit: Emit<ViewContract> | undefined;
  /** What the page has been told of; a delta of any other run would mean nothing to it. */
  let drawn: { readonly exercise: string | undefined; readonly run: string | undefined } | undefined;
  let fresh: RunProbe[] = [];
  let flushing: NodeJS.Timeout | undefined;

  /** A run that goes on stays on show; else what the learner has open, with the last run if it is of that. */
  const subject = (): { readonly exercise: string | undefined; readonly run: Run | undefined } => {
    const { latest } = runs;
    const live = latest?.state === 'running' || latest?.state === 'paused';
    const exercise = live ? latest.exercise : (workspace.current ?? latest?.exercise);
    return { exercise, run: latest?.exercise === exercise ? latest : undefined };
  };

  const sendSnapshot = async (): Promise<void> => {
    await runs.restored;
    const { exercise } = subject();
    const shown = exercise === undefined ? undefined : await course.exercise(exercise).then(viewExercise);
    // Whatever came while the course was read is in the snapshot; nothing can come between it and the deltas.
    const { run } = subject();
    const own = run?.exercise === exercise ? run : undefined;
    fresh = [];
    drawn = { exercise, run: own?.id };
    const model: ViewModel = { language: language.current, ...(shown && { exercise: shown }), ...(own && { run: viewRun(own) }) };
    emit?.('snapshot', model);
  };
  const snapshot = (): void => void sendSnapshot().catch((error: unknown) => void showError(services, error));

  const flush = (): void => {
    flushing = undefined;
    const { run } = subject();
    if (run === undefined || run.id !== drawn?.run || !panel.visible) return;
    emit?.('delta', viewDelta(run, fresh));
    fresh = [];
  };
  const changed = (run: Run, probe?: RunProbe): void => {
    if (run.id !== drawn?.run) return;
    if (probe !== undefined) fresh.push(probe);
    flushing ??= setTimeout(flush, FRAME);
  };

  const again = async (): Promise<null> => {
    const { exercise } = subject();
    await (exercise === undefined ? execute('neurona.startExercise') : execute('neurona.runTests', exercise));
    return null;
  };

  const accept = (port: Port): void => {
    const peer = openPeer({
      port,
      serves: {
        contract: viewContract,
        handlers: {
          ready: async () => (await sendSnapshot(), null),
          slice: async ({ run, at, start, size }) => readSlice(fileOf(run), at, { start, size }),
          stop: () => (runs.stop(), null),
          pause: ({ paused }) => (runs.pause(paused), null),
          runAgain: again,
          openLesson: async () => (await execute('neurona.openLesson', subject().exercise), null),
        },
      },
      onViolation: (what) => log.error(`run panel: ${what}`),
    });
    ({ emit } = peer);
  };
  const fileOf = (id: string): string => {
    const run = runs.find(id);
    if (run === undefined) throw new Error(`there is no run ${id}`);
    return run.file;
  };

  const name = (): void => {
    panel.title = title[language.current];
  };
  name();
  panel.webview.options = { enableScripts: true, localResourceRoots: [pageRoot(context.extensionUri)] };
  const store = vscode.Disposable.from(
    acceptPages(panel.webview, accept),
    runs.onDidStart(snapshot),
    runs.onDidPause((run) => changed(run)),
    runs.onDidFinishTest(({ run }) => changed(run)),
    runs.onDidProbe(({ run, probe }) => changed(run, probe)),
    runs.onDidEnd((run) => changed(run)),
    workspace.onDidChangeCurrent(() => {
      if (subject().exercise !== drawn?.exercise) snapshot();
    }),
    course.onDidChange(snapshot),
    language.onDidChange((current) => {
      name();
      emit?.('language', { language: current });
    }),
    { dispose: () => clearTimeout(flushing) },
  );
  panel.webview.html = pageHtml(panel.webview, context.extensionUri, language.current);
  return store;
}
