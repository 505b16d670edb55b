import { readFile } from 'node:fs/promises';
import { findFiles } from '../../tools/find-files';
import { root } from '../../tools/root';
import type { Workbench } from '../../tools/browser/workbench';
import { openSession, type Session, type SessionOptions } from '../../tools/browser/session';
import type { Localized } from '../../src/protocol/localized';

export interface CourseExercise {
  readonly id: string;
  readonly title: Localized;
  readonly entry: string;
  readonly solution: string;
}

/** An exercise of the built-in course, with its reference solution. */
export async function readExercise(id: string): Promise<CourseExercise> {
  const [manifest] = await findFiles('exercises', new RegExp(`/${id}/exercise\\.json$`));
  if (manifest === undefined) throw new Error(`no exercise ${id}`);
  const { title, entry } = JSON.parse(await readFile(`${root}/${manifest}`, 'utf8')) as Pick<CourseExercise, 'title' | 'entry'>;
  const solution = await readFile(`${root}/${manifest.replace('exercise.json', 'solution.ts')}`, 'utf8');
  return { id, title, entry, solution };
}

/** Chooses an exercise from the palette and waits for its file and its lesson. */
export async function startExercise(workbench: Workbench, title: string, entry: string): Promise<void> {
  await workbench.command('Neurona: Start Exercise');
  await workbench.quickPick.locator('input').first().fill(title);
  await workbench.pick(title);
  await workbench.tab(entry).waitFor();
  await workbench.page.locator('.tab', { hasText: /lesson\.(en|es)\.md/ }).waitFor();
}

/** Runs everything with the Test Explorer's own button. */
export async function runFromTestExplorer(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.command('Testing: Focus on Test Explorer View');
  const run = page.locator('.pane-header, .composite.title').locator('a.codicon-testing-run-all-icon').first();
  await run.waitFor();
  await run.click();
}

/** Waits until the Test Explorer shows that every test of a unit that was run has passed. */
export async function seesItPass({ page }: Workbench, unit: string): Promise<void> {
  await page.locator('.test-explorer .monaco-list-row[aria-label*="Passed"]', { hasText: unit }).waitFor({ timeout: 60_000 });
  await page.locator('.test-explorer', { hasText: /(\d+)\/\1/ }).first().waitFor();
}

/** Opens a session for a `describe`, keeps a picture of every test that fails, and closes it at the end. */
export function withSession(options: () => Promise<SessionOptions> | SessionOptions = () => ({})): { readonly session: Session } {
  let session: Session | undefined;
  before(async () => {
    session = await openSession(await options());
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await session?.picture(`failed ${this.currentTest.fullTitle()}`);
  });
  after(() => session?.close());
  return {
    get session() {
      if (session === undefined) throw new Error('There is no session before the tests begin.');
      return session;
    },
  };
}
