import * as vscode from 'vscode';
import type { Services } from './services';
import { showError } from './show-error';

/**
 * Every command of Neurona with the types of its arguments. A feature adds its own, in the file that registers them:
 *
 *     declare module '../../lib/command' {
 *       interface Commands { 'neurona.openLesson': (exercise?: string) => Promise<void> }
 *     }
 */
export interface Commands {}

type Handler<K extends keyof Commands> = Commands[K] extends (...args: infer A extends unknown[]) => Promise<void>
  ? (...args: A) => Promise<void>
  : never;

/** Registers a command whose errors reach the person who asked for it. */
export function command<K extends keyof Commands>(services: Services, name: K, handler: Handler<K>): vscode.Disposable {
  return vscode.commands.registerCommand(name, async (...args: Parameters<Handler<K>>) => {
    try {
      await handler(...args);
    } catch (error) {
      void showError(services, error);
    }
  });
}

/** Asks for something another feature does. */
export async function execute<K extends keyof Commands>(name: K, ...args: Parameters<Handler<K>>): Promise<void> {
  await vscode.commands.executeCommand(name, ...args);
}
