import * as vscode from 'vscode';
import type { Feature } from '../../lib/feature';
import { showError } from '../../lib/show-error';

/** Keeps the learner's folder in order, and tells what they should know of it, each thing once. */
export const feature: Feature = (services) => {
  const { language, log, workspace } = services;
  const told = new Set<string>();
  let repaired: string | undefined;

  /** The declarations that IntelliSense reads are written again when they are missing or of an older Neurona. */
  const repair = async (): Promise<void> => {
    const { folder } = workspace;
    if (folder === undefined || folder === repaired) return;
    repaired = folder;
    await workspace.repair().catch((error: unknown) => showError(services, error));
  };
  void repair();

  return [
    workspace.onDidChange(() => void repair()),
    workspace.onDidNotice((notice) => {
      if (told.has(notice.en)) return;
      told.add(notice.en);
      log.warn(notice.en);
      void vscode.window.showWarningMessage(language.text(notice));
    }),
  ];
};
