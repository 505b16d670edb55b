import * as vscode from 'vscode';
import type { Exercise } from '../../../catalogue/course';
import type { TestDescription } from '../../../protocol/grader';
import type { Localized } from '../../../protocol/localized';
import type { Services } from '../../lib/services';

/** What an item of the Test Explorer stands for. */
type Meaning =
  | { readonly kind: 'unit'; readonly title: Localized }
  | { readonly kind: 'exercise'; readonly exercise: string; readonly title: Localized }
  | { readonly kind: 'test'; readonly exercise: string; readonly test: string; readonly title: Localized };

/** The items of the Test Explorer: the exercises that were started, by unit, and their tests. */
export interface TestTree extends vscode.Disposable {
  /** The item of an exercise that was started; undefined for any other. */
  exerciseItem(exercise: string): Promise<vscode.TestItem | undefined>;
  /** The item of one test, made when it is not there yet: a report may know tests before they were listed. */
  testItem(parent: vscode.TestItem, test: Pick<TestDescription, 'id' | 'title'>): vscode.TestItem;
  /** Asks the grader for the exercise's tests, once. */
  listTests(item: vscode.TestItem): Promise<void>;
  /** What a request asks to run: exercises, each with the ids of its chosen tests, or all of them. */
  chosen(request: vscode.TestRunRequest): Promise<ReadonlyMap<string, readonly string[] | undefined>>;
}

export function createTestTree(services: Services, controller: vscode.TestController): TestTree {
  const { course, grader, language, workspace } = services;
  const meanings = new WeakMap<vscode.TestItem, Meaning>();
  let filled: Promise<void> | undefined;

  const create = (id: string, meaning: Meaning, uri?: vscode.Uri): vscode.TestItem => {
    const item = controller.createTestItem(id, language.text(meaning.title), uri);
    meanings.set(item, meaning);
    return item;
  };

  /** Rebuilds what changed and keeps the items that stay, and with them their results. */
  const fill = async (): Promise<void> => {
    if (workspace.folder === undefined) return controller.items.replace([]);
    const [contents, progress] = await Promise.all([course.contents(), workspace.progress()]);
    const unitItems: vscode.TestItem[] = [];
    for (const unit of contents.units) {
      const started = unit.exercises.filter(({ id }) => progress.exercises[id] !== undefined);
      if (started.length === 0) continue;
      const item = controller.items.get(unit.id) ?? create(unit.id, { kind: 'unit', title: unit.title });
      item.sortText = sortText(unitItems.push(item));
      item.children.replace(await Promise.all(started.map((exercise, index) => exerciseItemOf(item, exercise, index))));
    }
    controller.items.replace(unitItems);
  };

  const exerciseItemOf = async (unit: vscode.TestItem, { id, manifest }: Exercise, index: number): Promise<vscode.TestItem> => {
    const present = unit.children.get(id);
    if (present !== undefined) return present;
    const item = create(id, { kind: 'exercise', exercise: id, title: manifest.title }, await workspace.fileOf(id));
    item.canResolveChildren = true;
    item.sortText = sortText(index);
    return item;
  };

  const refresh = (): Promise<void> => {
    filled = fill().catch((error: unknown) => {
      // The course tree says what is wrong with a course; here there is nothing to list.
      services.log.debug(`tests: ${String(error)}`);
      controller.items.replace([]);
    });
    return filled;
  };

  const testItem: TestTree['testItem'] = (parent, { id, title }) => {
    const meaning = meanings.get(parent);
    if (meaning?.kind !== 'exercise') throw new Error(`${parent.id} is not an exercise`);
    const present = parent.children.get(`${meaning.exercise}/${id}`);
    if (present !== undefined) return present;
    const item = create(`${meaning.exercise}/${id}`, { kind: 'test', exercise: meaning.exercise, test: id, title }, parent.uri);
    item.sortText = sortText(parent.children.size);
    parent.children.add(item);
    return item;
  };

  const listTests = async (item: vscode.TestItem): Promise<void> => {
    const meaning = meanings.get(item);
    if (meaning?.kind !== 'exercise' || !item.canResolveChildren) return;
    item.busy = true;
    try {
      const tests = await grader.client.tests({ course: course.location, exercise: meaning.exercise });
      const visible = tests.filter(({ hidden }) => !hidden);
      item.children.replace(visible.map((test) => testItem(item, test)));
      visible.forEach((test, index) => (testItem(item, test).sortText = sortText(index)));
      item.canResolveChildren = false;
    } finally {
      item.busy = false;
    }
  };

  const relabel = (items: vscode.TestItemCollection): void => {
    for (const [, item] of items) {
      const meaning = meanings.get(item);
      if (meaning !== undefined) item.label = language.text(meaning.title);
      relabel(item.children);
    }
  };

  const exerciseItems = (): vscode.TestItem[] => [...controller.items].flatMap(([, unit]) => [...unit.children].map(([, item]) => item));

  controller.resolveHandler = async (item) => {
    if (item === undefined) return refresh();
    await listTests(item);
  };
  controller.refreshHandler = refresh;

  const listening = vscode.Disposable.from(
    workspace.onDidChange(() => void refresh()),
    course.onDidChange(() => {
      controller.items.replace([]);
      void refresh();
    }),
    language.onDidChange(() => relabel(controller.items)),
  );

  return {
    exerciseItem: async (exercise) => {
      await (filled ?? refresh());
      return exerciseItems().find(({ id }) => id === exercise);
    },
    testItem,
    listTests,
    chosen: async (request) => {
      await (filled ?? refresh());
      const chosen = new Map<string, readonly string[] | undefined>();
      const excluded = new Set(request.exclude ?? []);
      const visit = (item: vscode.TestItem): void => {
        const meaning = meanings.get(item);
        if (meaning === undefined || excluded.has(item)) return;
        if (meaning.kind === 'unit') return [...item.children].forEach(([, child]) => visit(child));
        if (meaning.kind === 'exercise') return void chosen.set(meaning.exercise, withoutExcluded(item, excluded));
        if (chosen.has(meaning.exercise) && chosen.get(meaning.exercise) === undefined) return;
        chosen.set(meaning.exercise, [...(chosen.get(meaning.exercise) ?? []), meaning.test]);
      };
      (request.include ?? [...controller.items].map(([, item]) => item)).forEach(visit);
      return chosen;
    },
    dispose: () => listening.dispose(),
  };

  /** The tests of an exercise that are left when some are excluded; undefined for all. */
  function withoutExcluded(item: vscode.TestItem, excluded: ReadonlySet<vscode.TestItem>): readonly string[] | undefined {
    const children = [...item.children].map(([, child]) => child);
    if (!children.some((child) => excluded.has(child))) return undefined;
    return children
      .filter((child) => !excluded.has(child))
      .map((child) => meanings.get(child))
      .flatMap((meaning) => (meaning?.kind === 'test' ? [meaning.test] : []));
  }
}

/** The editor sorts by text. */
function sortText(index: number): string {
  return String(index).padStart(4, '0');
}
