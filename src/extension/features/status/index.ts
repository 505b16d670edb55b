import * as vscode from 'vscode';
import type { Localized } from '../../../protocol/localized';
import { command } from '../../lib/command';
import type { Feature } from '../../lib/feature';
import { showActions } from './actions';
import { statusOf } from './status';

declare module '../../lib/command' {
  interface Commands {
    /** What the status-bar item does: a short list of what can be done now. Not in the palette. */
    'neurona.showActions': () => Promise<void>;
  }
}

const name: Localized = { en: 'Neurona: Current Exercise', es: 'Neurona: ejercicio actual' };

/** One status-bar item: the exercise at hand and how far it is. */
export const feature: Feature = (services) => {
  const { course, language, log, runs, workspace } = services;
  const item = vscode.window.createStatusBarItem('neurona.exercise', vscode.StatusBarAlignment.Left, 10);
  item.command = 'neurona.showActions';

  const isRunning = (): boolean => runs.latest?.state === 'running' || runs.latest?.state === 'paused';
  const draw = async (): Promise<void> => {
    const id = workspace.current;
    if (id === undefined || workspace.folder === undefined) return item.hide();
    const [exercise, progress] = await Promise.all([course.exercise(id), workspace.progress()]);
    const status = statusOf({
      title: exercise.manifest.title,
      points: progress.exercises[id]?.last,
      isRunning: isRunning() && runs.latest?.exercise === id,
      engine: runs.latest?.exercise === id ? runs.latest.report?.engine : undefined,
      language: language.current,
    });
    item.name = language.text(name);
    item.text = status.text;
    item.tooltip = status.tooltip;
    item.accessibilityInformation = { label: status.spoken, role: 'button' };
    item.show();
  };
  // What is wrong with a course or with progress is told where the learner asked for it, not here.
  const refresh = (): void => void draw().catch((error: unknown) => (log.debug(`status: ${String(error)}`), item.hide()));
  refresh();

  return [
    item,
    workspace.onDidChange(refresh),
    workspace.onDidChangeCurrent(refresh),
    course.onDidChange(refresh),
    language.onDidChange(refresh),
    runs.onDidStart(refresh),
    runs.onDidEnd(refresh),
    command(services, 'neurona.showActions', () => showActions(language, isRunning())),
  ];
};
