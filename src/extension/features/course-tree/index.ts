import * as vscode from 'vscode';
import type { Localized } from '../../../protocol/localized';
import { command } from '../../lib/command';
import type { Feature } from '../../lib/feature';
import { loadOverview, type Overview, type OverviewExercise, type OverviewUnit } from '../../lib/overview';
import { safeMarkdown } from '../../lib/safe-markdown';
import { showError } from '../../lib/show-error';
import { exerciseRow, unitRow, type Row } from './row';

declare module '../../lib/command' {
  interface Commands {
    'neurona.openLog': () => Promise<void>;
    'neurona.reloadCourse': () => Promise<void>;
  }
}

type Node = UnitNode | ExerciseNode;
interface UnitNode {
  readonly unit: OverviewUnit;
}
/** What menus hand to commands: they look at `exercise`. */
interface ExerciseNode {
  readonly exercise: string;
  readonly shown: OverviewExercise;
}

const untrusted: Localized = {
  en: 'This folder is not trusted: lessons open, code does not run.',
  es: 'Esta carpeta no es de confianza: las lecciones se abren, el código no se ejecuta.',
};

/** The course in Neurona's view container: units, exercises, and how far the learner is. */
export const feature: Feature = (services) => {
  const { course, language, log, workspace } = services;
  const changed = new vscode.EventEmitter<undefined>();
  const told = new Set<string>();
  let loading: Promise<Overview | undefined> | undefined;

  /** One reading for all that draws until something changes. Nothing is read before the view is visible. */
  const overview = (): Promise<Overview | undefined> => (loading ??= load());
  const load = async (): Promise<Overview | undefined> => {
    try {
      const loaded = await loadOverview(services);
      tellProblems((await course.contents()).problems.map(({ error }) => error));
      await vscode.commands.executeCommand('setContext', 'neurona.courseProblem', false);
      return loaded;
    } catch (error) {
      tellProblems([error]);
      await vscode.commands.executeCommand('setContext', 'neurona.courseProblem', true);
      return undefined;
    }
  };

  /** The first problem is shown, once; all of them are in the log. */
  const tellProblems = (problems: readonly unknown[]): void => {
    const [first, ...others] = problems.filter((problem) => !told.has(String(problem)));
    problems.forEach((problem) => told.add(String(problem)));
    others.forEach((problem) => log.warn(String(problem)));
    if (first !== undefined) void showError(services, first);
  };

  const provider: vscode.TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getChildren: async (node) => {
      if (vscode.workspace.workspaceFolders === undefined) return [];
      if (node === undefined) return ((await overview())?.units ?? []).map((unit) => ({ unit }));
      return 'unit' in node ? node.unit.exercises.map((shown) => ({ exercise: shown.id, shown })) : [];
    },
    getParent: async (node) => {
      if ('unit' in node) return undefined;
      const unit = (await overview())?.units.find(({ exercises }) => exercises.some(({ id }) => id === node.exercise));
      return unit === undefined ? undefined : { unit };
    },
    getTreeItem: (node) => ('unit' in node ? unitItem(node) : exerciseItem(node)),
  };

  const unitItem = ({ unit }: UnitNode): vscode.TreeItem => {
    const open = unit.passed < unit.exercises.length;
    const state = open ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
    return itemOf(unit.id, unitRow(unit, language.current), state);
  };

  const exerciseItem = ({ exercise, shown }: ExerciseNode): vscode.TreeItem => {
    const item = itemOf(exercise, exerciseRow(shown, language.current), vscode.TreeItemCollapsibleState.None);
    item.command = { command: 'neurona.startExercise', title: '', arguments: [exercise] };
    return item;
  };

  const view = vscode.window.createTreeView('neurona.course', { treeDataProvider: provider });
  const showTrust = (): void => {
    view.message = vscode.workspace.isTrusted ? '' : language.text(untrusted);
  };
  const refresh = (): void => {
    loading = undefined;
    showTrust();
    changed.fire(undefined);
  };
  showTrust();

  return [
    view,
    changed,
    workspace.onDidChange(refresh),
    language.onDidChange(refresh),
    vscode.workspace.onDidGrantWorkspaceTrust(refresh),
    course.onDidChange(() => {
      told.clear();
      refresh();
    }),
    command(services, 'neurona.openLog', async () => log.show()),
    command(services, 'neurona.reloadCourse', async () => course.reload()),
  ];
};

function itemOf(id: string, row: Row, state: vscode.TreeItemCollapsibleState): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label, state);
  item.id = id;
  item.description = row.description;
  item.tooltip = safeMarkdown(row.tooltip);
  item.accessibilityInformation = { label: row.spoken };
  item.contextValue = row.contextValue;
  if (row.icon !== '') item.iconPath = new vscode.ThemeIcon(row.icon, row.color === undefined ? undefined : new vscode.ThemeColor(row.color));
  return item;
}
