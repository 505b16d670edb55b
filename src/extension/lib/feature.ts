import type * as vscode from 'vscode';
import type { Services } from './services';

/**
 * One room of the extension: what it registers, it returns, and main.ts disposes of it.
 * A feature lives in `features/<name>/`: `index.ts` exports `feature`, `contributes.json` what it adds to package.json.
 * Features never import features; what they share is in `lib/`, and what they ask of each other goes through commands.
 */
export type Feature = (services: Services) => readonly vscode.Disposable[];
