import * as vscode from 'vscode';
import type { Localized } from '../../../protocol/localized';
import { loadOverview } from '../../lib/overview';
import type { Services } from '../../lib/services';
import { exercisePicks, type ExercisePick } from './exercise-picks';

type Item = vscode.QuickPickItem & { readonly exercise?: string };

const title: Localized = { en: 'Start an Exercise', es: 'Empezar un ejercicio' };
const placeholder: Localized = { en: 'Type to search by title or topic', es: 'Escribe para buscar por título o tema' };

/** Lets the learner choose an exercise; the next one is in front of them. Undefined when they leave. */
export async function pickExercise(services: Services): Promise<string | undefined> {
  const { language, workspace } = services;
  const picks = exercisePicks(await loadOverview(services, workspace.current), language.current);
  const items = picks.map(itemOf);

  const picker = vscode.window.createQuickPick<Item>();
  picker.title = language.text(title);
  picker.placeholder = language.text(placeholder);
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.items = items;
  const next = items[picks.findIndex((pick) => pick.kind === 'exercise' && pick.isNext)];
  if (next !== undefined) picker.activeItems = [next];

  return new Promise((resolve) => {
    picker.onDidAccept(() => {
      resolve(picker.selectedItems[0]?.exercise);
      picker.dispose();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

function itemOf(pick: ExercisePick): Item {
  if (pick.kind === 'separator') return { label: pick.label, kind: vscode.QuickPickItemKind.Separator };
  const { label, description, detail, exercise } = pick;
  return { label, description, detail, exercise };
}
