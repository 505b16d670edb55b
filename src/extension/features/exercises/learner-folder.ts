import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import { onDisk } from '../../../catalogue/disk-error';
import type { Localized } from '../../../protocol/localized';
import type { Services } from '../../lib/services';

/** Remembers, across the reload that opening a folder is, what the learner was about to do in it. */
const PENDING = 'neurona.pending';
interface Pending {
  readonly folder: string;
  readonly exercise?: string;
}

const title: Localized = { en: 'Where should your exercises live?', es: '¿Dónde quieres guardar tus ejercicios?' };
const here: Localized = { en: 'This folder', es: 'Esta carpeta' };
const create: Localized = { en: 'A new folder in your home', es: 'Una carpeta nueva en tu carpeta personal' };
const home: Localized = { en: 'In your home', es: 'En tu carpeta personal' };
const another: Localized = { en: 'Another Folder…', es: 'Otra carpeta…' };
const use: Localized = { en: 'Use This Folder', es: 'Usar esta carpeta' };

/**
 * Makes sure that there is a folder to put exercises into, asking the learner where unless it is plain. Returns false
 * when they leave, and when the window is about to reload with the folder they chose: `exercise` then starts there.
 */
export async function ensureFolder(services: Services, exercise: string): Promise<boolean> {
  const { context, workspace } = services;
  if (workspace.folder !== undefined) return true;
  const open = openFolders();
  const agreed = context.globalState.get<Pending>(PENDING)?.folder;
  const plain = open.find((path) => path === agreed) ?? (open.length === 1 && (await isEmpty(open[0]!)) ? open[0] : undefined);
  const chosen = plain ?? (await askFolder(services, open));
  if (chosen === undefined) return false;
  if (open.includes(chosen)) {
    workspace.adopt(chosen);
    return true;
  }
  await openFolder(services, { folder: chosen, exercise });
  return false;
}

/** Asks for a folder and opens it. */
export async function chooseFolder(services: Services): Promise<void> {
  const folder = await askFolder(services, openFolders());
  if (folder === undefined) return;
  if (openFolders().includes(folder)) services.workspace.adopt(folder);
  else await openFolder(services, { folder });
}

/** The exercise that was chosen before the window reloaded with its folder; only once. */
export async function takePending({ context }: Services): Promise<string | undefined> {
  const pending = context.globalState.get<Pending>(PENDING);
  if (pending?.exercise === undefined || !openFolders().includes(pending.folder)) return undefined;
  await context.globalState.update(PENDING, { folder: pending.folder } satisfies Pending);
  return pending.exercise;
}

async function askFolder({ language }: Services, open: readonly string[]): Promise<string | undefined> {
  const suggested = join(homedir(), 'neurona');
  const items: (vscode.QuickPickItem & { readonly path?: string })[] = [
    ...open.map((path) => ({ label: `$(folder) ${basename(path)}`, description: language.text(here), detail: path, path })),
    ...(open.includes(suggested)
      ? []
      : [
          {
            label: '$(new-folder) neurona',
            description: language.text(existsSync(suggested) ? home : create),
            detail: suggested,
            path: suggested,
          },
        ]),
    { label: `$(folder-opened) ${language.text(another)}` },
  ];
  const picked = await vscode.window.showQuickPick(items, { title: language.text(title), ignoreFocusOut: true });
  if (picked === undefined || picked.path !== undefined) return picked?.path;
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    defaultUri: vscode.Uri.file(homedir()),
    openLabel: language.text(use),
    title: language.text(title),
  });
  return chosen?.[0]?.fsPath;
}

async function openFolder({ context }: Services, pending: Pending): Promise<void> {
  await onDisk(pending.folder, () => mkdir(pending.folder, { recursive: true }));
  await context.globalState.update(PENDING, pending);
  await vscode.commands.executeCommand('vscode.openFolder', vscode.Uri.file(pending.folder), { forceReuseWindow: true });
}

function openFolders(): string[] {
  return (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => uri.fsPath);
}

async function isEmpty(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(() => ['unreadable'])).length === 0;
}
