import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureCodeServer } from '../code-server/install';
import { installExtension } from '../code-server/install-extension';
import { home } from '../code-server/location';
import { startServer, type Server } from '../code-server/server';
import { quietSettings, writeSettings, type Settings } from '../code-server/settings';
import { ensurePackaged } from '../package';
import { root } from '../root';
import { findBrowser } from './find-browser';
import { openBrowser, type Browser } from './open-browser';
import { openWorkbench, workbenchOf, type Workbench } from './workbench';

export interface SessionOptions {
  readonly settings?: Settings;
  /** Whether VS Code asks before it trusts a folder. */
  readonly trust?: boolean;
  readonly light?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** A folder to open instead of an empty one. */
  readonly folder?: string;
}

/** A VS Code of its own with Neurona, on an empty folder, in a browser window. */
export interface Session {
  readonly folder: string;
  readonly server: Server;
  readonly browser: Browser;
  readonly workbench: Workbench;
  /** Reloads the window, as a person would. */
  reload(): Promise<Workbench>;
  /** Keeps a picture of the window in build/. */
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts it all. The extensions of every session are the same folder, so that the package is installed once. */
export async function openSession(options: SessionOptions = {}): Promise<Session> {
  await ensureCodeServer();
  const program = findBrowser();
  if (program === undefined) throw new Error('No Chromium, Chrome or Edge here.');
  const data = await mkdtemp(join(tmpdir(), 'neurona-data-'));
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'neurona-workspace-')));
  const extensions = `${home}/test-extensions`;
  await writeSettings(data, { ...quietSettings, 'window.autoDetectColorScheme': true, ...options.settings }, true);
  await installExtension(await ensurePackaged(), extensions, data);

  const server = await startServer({ data, extensions, trust: options.trust ?? false, port: 0, env: { EXTENSIONS_GALLERY: '{}' } });
  const close: (() => Promise<void>)[] = [() => server.stop()];
  const closeAll = async (): Promise<void> => {
    for (const each of close.reverse()) await each();
    // A folder that was given is its giver's.
    for (const path of options.folder === undefined ? [data, folder] : [data]) await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    const browser = await openBrowser({ program, dark: !options.light, ...(options.viewport && { viewport: options.viewport }) });
    close.push(() => browser.close());
    const workbench = await openWorkbench(browser.page, server.url, folder);
    return {
      folder,
      server,
      browser,
      workbench,
      reload: async () => {
        await browser.page.reload();
        return workbenchOf(browser.page);
      },
      picture: async (name) => {
        await mkdir(`${root}/build/pictures`, { recursive: true });
        await browser.page.screenshot({ path: `${root}/build/pictures/${name.replaceAll(/[^\w-]+/g, '-')}.png` });
      },
      close: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
