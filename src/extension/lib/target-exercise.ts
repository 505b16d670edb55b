import * as vscode from 'vscode';
import { HumanError } from '../../protocol/human-error';
import type { LearnerWorkspace } from './learner-workspace';

/** What a command may be called with: an exercise's id, or what menus pass: a file, an item of a tree or a test's message. */
export type Target = string | vscode.Uri | vscode.TestItem | { readonly exercise: string } | { readonly test: vscode.TestItem };

/** The exercise a command is about: the one it was called with, or the current one. Throws a HumanError when there is none. */
export function targetExercise(workspace: LearnerWorkspace, target: Target | undefined): string {
  const exercise = namedBy(workspace, target) ?? workspace.current;
  if (exercise !== undefined) return exercise;
  throw new HumanError(
    'no-exercise',
    { en: 'No exercise is open.', es: 'No hay ningún ejercicio abierto.' },
    { en: 'Start one, or open its file.', es: 'Empieza uno o abre su archivo.' },
  );
}

function namedBy(workspace: LearnerWorkspace, target: Target | undefined): string | undefined {
  if (target === undefined || typeof target === 'string') return target;
  if (target instanceof vscode.Uri) return workspace.exerciseOf(target);
  if ('exercise' in target) return target.exercise;
  const { uri } = 'test' in target ? target.test : target;
  return uri === undefined ? undefined : workspace.exerciseOf(uri);
}
