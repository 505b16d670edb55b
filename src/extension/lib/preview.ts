import { basename } from 'node:path/posix';
import * as vscode from 'vscode';

/** The editor's own markdown preview, which cannot be asked what it shows: its tab is known by the file's name. */
const VIEW_TYPE = 'markdown.preview';

/** How long a preview may take to come, in milliseconds, before nobody waits for it any more. */
const PATIENCE = 20_000;

/** Shows a markdown file beside `editor`, locked to it, and leaves the focus in the code. */
export async function showPreviewBeside(markdown: vscode.Uri, editor: vscode.Uri): Promise<void> {
  await vscode.window.showTextDocument(editor, { viewColumn: vscode.ViewColumn.One, preview: false });
  const shown = previewOf(markdown);
  await vscode.commands.executeCommand('markdown.showLockedPreviewToSide', markdown);
  await shown;
  // Unless they have gone elsewhere in the meantime.
  if (vscode.window.activeTextEditor !== undefined) return;
  await vscode.window.showTextDocument(editor, { viewColumn: vscode.ViewColumn.One, preview: false });
}

/** Resolves when the file's preview is in front: the command that opens it does not wait for that, and it takes the focus. */
function previewOf(markdown: vscode.Uri): Promise<void> {
  const isInFront = (): boolean =>
    vscode.window.tabGroups.all.some(({ activeTab }) => activeTab !== undefined && isPreviewOf(activeTab, [basename(markdown.path)]));
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      listening.dispose();
      resolve();
    };
    const timer = setTimeout(finish, PATIENCE);
    const listening = vscode.window.tabGroups.onDidChangeTabs(() => {
      if (isInFront()) finish();
    });
    if (isInFront()) finish();
  });
}

/** Closes the previews of files of these names. Resolves with whether there were any. */
export async function closePreviews(names: readonly string[]): Promise<boolean> {
  const open = vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter((tab) => isPreviewOf(tab, names));
  if (open.length > 0) await vscode.window.tabGroups.close(open, true);
  return open.length > 0;
}

function isPreviewOf({ input, label }: vscode.Tab, names: readonly string[]): boolean {
  return input instanceof vscode.TabInputWebview && input.viewType.endsWith(VIEW_TYPE) && names.some((name) => label.endsWith(name));
}
