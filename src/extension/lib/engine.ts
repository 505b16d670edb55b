import { join } from 'node:path';
import * as vscode from 'vscode';
import { engineWishes, type EngineWish } from '../../protocol/grader';

/** Which engine the learner wants: `auto` where the setting says nothing that we know. */
export function engineWish(): EngineWish {
  const setting = vscode.workspace.getConfiguration('neurona').get<string>('engine');
  return engineWishes.find((wish) => wish === setting) ?? 'auto';
}

/** Where the extension keeps the native engine, if it is installed: for every window of this user. */
export function nativeFolder({ globalStorageUri }: vscode.ExtensionContext): string {
  return join(globalStorageUri.fsPath, 'native');
}
