import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { writeIfChanged } from '../../../catalogue/safe-file';
import { HumanError } from '../../../protocol/human-error';
import { languages, type Language } from '../../../protocol/localized';
import { closePreviews, showPreviewBeside } from '../../lib/preview';
import type { Services } from '../../lib/services';
import { hintsMarkdown } from './hints';

/**
 * Shows one hint more than before, in a preview beside the code: it stays while one thinks, and it can hold formulas.
 * How many were shown is part of the learner's progress.
 */
export async function showHint(services: Services, id: string): Promise<void> {
  const { course, workspace } = services;
  const exercise = await course.exercise(id);
  const available = exercise.manifest.hints.length;
  if (available === 0) throw noHints();
  const before = (await workspace.progress()).exercises[id]?.hintsShown ?? 0;
  const shown = Math.min(before + 1, available);
  await showHints(services, id, shown);
  if (shown > before) await workspace.recordHint(id, shown);
}

/** Shows hints that are open in the language that was just chosen. */
export async function reopenHints(services: Services): Promise<void> {
  const id = services.workspace.current;
  const shown = id === undefined ? 0 : ((await services.workspace.progress()).exercises[id]?.hintsShown ?? 0);
  if ((await closePreviews(languages.map(fileName))) && id !== undefined && shown > 0) await showHints(services, id, shown);
}

async function showHints({ course, language, workspace }: Services, id: string, shown: number): Promise<void> {
  const scaffold = await workspace.scaffold(id, language.current);
  const folder = scaffold.lesson === undefined ? dirname(scaffold.file) : dirname(scaffold.lesson.file);
  const uri = vscode.Uri.file(join(folder, fileName(language.current)));
  const markdown = hintsMarkdown(await course.exercise(id), shown, language.current);
  await writeIfChanged(uri.fsPath, markdown);
  await showPreviewBeside(uri, vscode.Uri.file(scaffold.file));
}

function fileName(language: Language): string {
  return `hints.${language}.md`;
}

function noHints(): HumanError {
  return new HumanError(
    'no-hints',
    { en: 'This exercise has no hints.', es: 'Este ejercicio no tiene pistas.' },
    { en: 'Its lesson may help.', es: 'La lección puede ayudarte.' },
  );
}
