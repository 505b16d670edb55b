import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { activated } from './learner';

const SETTLE = 5000;

/** A line of "Extension Activation Stats": id, eager, load, call, finish, event, by whom. */
const row = /^\|?\s*neurona\.neurona\s*\|(?<cells>.*)$/m;

describe('VS Code', () => {
  it('tells how long its activation of Neurona took', async () => {
    const file = process.env.NEURONA_ACTIVATION;
    // A window that is still opening would be measured too.
    if (file !== undefined) await delay(SETTLE);
    await activated();
    await vscode.commands.executeCommand('perfview.show');
    const text = await statistics();
    const cells = row.exec(text)!.groups!.cells!.split('|').map((cell) => cell.trim());
    const [load, call, finish] = cells.filter((cell) => /^\d+$/.test(cell)).map(Number);
    assert.ok(load !== undefined && call !== undefined && finish !== undefined, cells.join());
    if (file !== undefined) writeFileSync(file, JSON.stringify({ load, call, finish }));
  });
});

/** The document is filled in by and by. */
async function statistics(): Promise<string> {
  const read = (): string | undefined =>
    vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'perf')?.getText();
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const text = read();
      if (text === undefined || !row.test(text)) return;
      listening.forEach((each) => each.dispose());
      clearTimeout(timer);
      resolve(text);
    };
    const listening = [vscode.workspace.onDidChangeTextDocument(look), vscode.workspace.onDidOpenTextDocument(look)];
    const timer = setTimeout(() => reject(new Error(`no statistics:\n${read()?.slice(0, 3000)}`)), 30_000);
    look();
  });
}
