import { mkdir, readFile } from 'node:fs/promises';
import type { Session } from './browser/session';
import { openSession } from './browser/session';
import { exitOnSignals } from './process/process-group';
import { root } from './root';

/** `npm run screenshots`: the pictures of the README, of a real run in a real VS Code, dark and light. */
const EXERCISES = `${root}/exercises/01-neurons`;
const pictures = `${root}/media/screenshots`;
const settings = { 'editor.minimap.enabled': false, 'window.commandCenter': false, 'testing.automaticallyOpenTestResults': 'neverOpen' };

async function main(): Promise<void> {
  exitOnSignals();
  await mkdir(pictures, { recursive: true });
  for (const light of [false, true]) {
    const session = await openSession({ light, settings });
    try {
      await takeAll(session, light ? 'light' : 'dark');
    } catch (error) {
      await session.picture('screenshots-failed');
      throw error;
    } finally {
      await session.close();
    }
  }
}

async function takeAll(session: Session, theme: string): Promise<void> {
  const { page, command, pick, tab, webview, status, quickPick } = session.workbench;
  const take = async (name: string): Promise<void> => {
    // The pointer rests where it causes no hover.
    await page.mouse.move(640, 799);
    await quickPick.waitFor({ state: 'hidden' });
    // A thing that has just gone fades for a moment.
    await page.waitForTimeout(500);
    await page.screenshot({ path: `${pictures}/${name}-${theme}.png` });
    console.log(`media/screenshots/${name}-${theme}.png`);
  };
  const open = async (title: string, file: string): Promise<void> => {
    await command('Neurona: Start Exercise');
    await pick(title);
    await tab(file).waitFor();
    await page.locator('.tab', { hasText: 'lesson.en.md' }).waitFor();
  };
  const write = async (file: string, text: string): Promise<void> => {
    await session.workbench.write(file, text);
    await page.keyboard.press('ControlOrMeta+Home');
  };

  // The course, with one exercise passed and the next begun.
  await open('A perceptron learns AND and OR', 'perceptron.ts');
  const right = await readFile(`${EXERCISES}/perceptron-and-or/solution.ts`, 'utf8');
  await write('perceptron.ts', right);
  await command('Neurona: Run Tests');
  await status.filter({ hasText: /(\d+)\/\1/ }).waitFor({ timeout: 60_000 });
  await command('View: Show Neurona');
  const boundary = await webview('[aria-label="Decision boundary"]');
  await boundary.locator('.summary', { hasText: '4 of 4 right' }).first().waitFor();
  await take('run-view');

  // What a wrong answer is told.
  await write('perceptron.ts', right.replace('target - predict(unit, x)', 'predict(unit, x) - target'));
  await command('Neurona: Run Tests');
  await status.filter({ hasText: /passed|\d+\/\d+/ }).waitFor();
  await command('Testing: Focus on Test Explorer View');
  await page.locator('.test-explorer .monaco-list-row[aria-label*="Failed"]').first().waitFor({ timeout: 60_000 });
  await command('Test Results: Focus on Test Results View');
  const told = page.locator('.test-output-peek-tree .monaco-list-row', { hasText: 'Your unit moves away' }).first();
  await told.click();
  await page.locator('.test-output-peek-message-container', { hasText: 'Your unit moves away' }).first().waitFor();
  await status.filter({ hasText: '1/15' }).waitFor();
  await tab('perceptron.ts').click();
  await page.keyboard.press('Control+G');
  await page.keyboard.type('42');
  await page.keyboard.press('Enter');
  await take('failing-test');
  await command('View: Toggle Panel Visibility');

  // XOR: the rule goes round.
  await open('A perceptron meets XOR', 'xor.ts');
  await write('xor.ts', await readFile(`${EXERCISES}/perceptron-xor/solution.ts`, 'utf8'));
  await command('Neurona: Run Tests');
  await command('Neurona: Open Run');
  const cycle = await webview('.summary:has-text("It cycles")');
  await cycle.locator('button[aria-label="Play"]').waitFor({ timeout: 60_000 });
  await command('View: Show Neurona');
  await page.locator('.pane-body .monaco-list-row', { hasText: 'A perceptron meets XOR' }).first().waitFor();
  await take('course-tree');
  await command('Neurona: Open Run');
  // The group to be maximized is the one with the focus.
  await tab('Neurona: Run').click();
  await page.locator('.editor-group-container.active .tab.active', { hasText: 'Neurona: Run' }).waitFor();
  await command('View: Toggle Maximize Editor Group');
  // What moves to another place in the window is drawn anew.
  const enlarged = await webview('.summary:has-text("It cycles")');
  await enlarged.locator('button[aria-label="Play"]').waitFor({ timeout: 60_000 });
  await take('decision-boundary');
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
