import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { NeuronaApi } from '../../src/extension/main';
import type { Answers } from '../answers';
import { resultsOf, type ShownResult } from './test-results';

/** What the learner can do, in the words of the suite. */
export const answers = JSON.parse(readFileSync(join(__dirname, '../answers.json'), 'utf8')) as readonly Answers[];

export function answersTo(exercise: string): Answers {
  const found = answers.find((each) => each.exercise === exercise);
  assert.ok(found, `no exercise ${exercise}`);
  return found;
}

/** The folder that VS Code has open. */
export function folder(): string {
  return vscode.workspace.workspaceFolders![0]!.uri.fsPath;
}

export async function activated(): Promise<NeuronaApi> {
  const extension = vscode.extensions.getExtension<NeuronaApi>('neurona.neurona');
  assert.ok(extension, 'the extension is not installed');
  return extension.activate();
}

/** Has the exercise started, so that its file is there. Once is enough. */
export async function start(exercise: string): Promise<void> {
  await vscode.commands.executeCommand('neurona.startExercise', exercise);
}

/** Replaces what stands in the file of an exercise that was started. */
export async function type(exercise: string, text: string): Promise<vscode.TextDocument> {
  const uri = vscode.Uri.file(join(folder(), answersTo(exercise).file));
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
  return document;
}

/** The same, and saves it. */
export async function write(exercise: string, text: string): Promise<vscode.Uri> {
  const document = await type(exercise, text);
  await document.save();
  assert.equal(document.isDirty, false);
  return document.uri;
}

/** Runs an exercise's tests and resolves with what the Test Explorer shows of them, by test id. */
export async function runTests(exercise: string, limit?: number): Promise<ReadonlyMap<string, ShownResult>> {
  await activated();
  const results = await resultsOf(() => vscode.commands.executeCommand('neurona.runTests', exercise), limit);
  const tests = results.filter(({ id }) => id.startsWith(`${exercise}/`));
  return new Map(tests.map((result) => [result.id.slice(exercise.length + 1), result]));
}

/** `adds the bias` is `adds-the-bias`: as the course defines ids of tests. */
export function testId(title: string): string {
  return title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
}

export async function setLanguage(language: 'en' | 'es' | undefined): Promise<void> {
  await vscode.workspace.getConfiguration('neurona').update('language', language, vscode.ConfigurationTarget.Global);
}
