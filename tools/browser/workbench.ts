import type { Frame, Locator, Page } from 'playwright-core';

/** What a person does in VS Code's window, for tests and screenshots. Every wait is for something to be there. */
export interface Workbench {
  readonly page: Page;
  /** Runs a command by its title, from the palette. */
  command(title: string): Promise<void>;
  /** Types into the open quick pick and takes the first row that shows the text. */
  pick(text: string): Promise<void>;
  /** The palette, or whatever list asks for a choice. */
  readonly quickPick: Locator;
  /** The innermost document of the webview that holds what the selector names. */
  webview(selector: string): Promise<Frame>;
  /** Replaces the whole text of an open file, and leaves the focus in it. */
  write(file: string, text: string): Promise<void>;
  /** Waits until VS Code has stored that an editor of this kind is open: it does so every few seconds. */
  remembers(viewType: string): Promise<void>;
  /** A notification that is shown. */
  notification(text: string | RegExp): Locator;
  /** The tab of an open editor. */
  tab(name: string): Locator;
  /** What Neurona says in the status bar. */
  readonly status: Locator;
}

const WORKBENCH = 60_000;

/** Opens a folder and waits until VS Code is there. */
export async function openWorkbench(page: Page, server: string, folder: string): Promise<Workbench> {
  await page.goto(`${server}/?folder=${encodeURIComponent(folder)}`);
  return workbenchOf(page);
}

/** Waits for VS Code in a page that is loading it. */
export async function workbenchOf(page: Page): Promise<Workbench> {
  await page.locator('.monaco-workbench').waitFor({ timeout: WORKBENCH });
  await page.locator('.activitybar .action-item').first().waitFor({ timeout: WORKBENCH });

  const quickPick = page.locator('.quick-input-widget:visible');
  const tab = (name: string): Locator => page.locator('.tab', { hasText: name }).first();
  const rows = (text: string): Locator => quickPick.locator('.quick-input-list .monaco-list-row', { hasText: text });

  return {
    page,
    quickPick,
    command: (title) => runCommand(page, title),
    pick: async (text) => {
      await rows(text).first().waitFor({ timeout: 30_000 });
      await rows(text).first().click();
    },
    webview: async (selector) => {
      const deadline = performance.now() + 30_000;
      while (performance.now() < deadline) {
        for (const frame of page.frames()) {
          // The page, in it the webview's own frame, in it what the extension wrote.
          const isContent = frame.parentFrame()?.parentFrame() != null;
          if (isContent && (await frame.$(selector).catch(() => null)) !== null) return frame;
        }
        await page.waitForTimeout(100);
      }
      throw new Error(`No webview shows ${selector}.`);
    },
    write: async (file, text) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      const written = page.locator('[id="status.editor.selection"]', { hasText: new RegExp(`^Ln ${text.split('\n').length}, Col \\d+$`) });
      const editor = page.locator('.monaco-editor.focused').first();
      // A preview that opens beside the file may take the focus away at any moment.
      for (let attempt = 0; attempt < 6; attempt++) {
        await tab(file).click();
        if (!(await isThere(editor))) continue;
        await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
        await page.keyboard.press('ControlOrMeta+A');
        // Typed text goes through the editor letter by letter, and that takes half a minute: it is pasted.
        await page.keyboard.press('ControlOrMeta+V');
        if (await isThere(written)) return;
      }
      throw new Error(`${file} could not be written to.`);
    },
    remembers: async (viewType) => {
      const stored = `(async () => {
        for (const { name } of await indexedDB.databases()) {
          if (!name.startsWith('vscode-web-state-db-')) continue;
          const answer = (request) => new Promise((resolve, reject) => {
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
          });
          const database = await answer(indexedDB.open(name));
          const editors = await answer(database.transaction('ItemTable').objectStore('ItemTable').get('memento/workbench.parts.editor'));
          database.close();
          if (String(editors).includes(${JSON.stringify(viewType)})) return true;
        }
        return false;
      })()`;
      const deadline = performance.now() + 30_000;
      while (!(await page.evaluate<boolean>(stored))) {
        if (performance.now() > deadline) throw new Error(`VS Code does not remember ${viewType}.`);
        await page.waitForTimeout(250);
      }
    },
    tab,
    status: page.locator('.statusbar-item[id^="neurona.neurona"]').first(),
    notification: (text) => page.locator('.notification-list-item', { hasText: text }),
  };
}

/** Whether something shows up within five seconds. */
async function isThere(locator: Locator): Promise<boolean> {
  return locator.waitFor({ timeout: 5000 }).then(
    () => true,
    () => false,
  );
}

/** Commands that an extension registers late show up only in a palette opened afterwards: it is opened again. */
async function runCommand(page: Page, title: string): Promise<void> {
  const deadline = performance.now() + 45_000;
  const palette = page.locator('.quick-input-widget:visible');
  const rows = palette.locator('.quick-input-list .monaco-list-row', { has: page.locator('.label-name', { hasText: title }) });
  for (;;) {
    try {
      // A webview that is still loading swallows the key.
      await page.keyboard.press('F1');
      await palette.locator('input').first().fill(`>${title}`, { timeout: 3000 });
      await rows.first().waitFor({ timeout: 3000 });
      // The first row is the best match, and mostly the one that is meant. The key goes to the palette itself: when
      // something takes the focus away and closes it, the editor must not get an Enter.
      if (await rows.first().evaluate((row) => row.classList.contains('focused'))) {
        return await palette.locator('input').first().press('Enter', { timeout: 3000 });
      }
      return await rows.first().click({ timeout: 3000 });
    } catch (error) {
      if (performance.now() > deadline) throw new Error(`The palette has no "${title}".`, { cause: error });
      await page.keyboard.press('Escape');
    }
  }
}
