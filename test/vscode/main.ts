import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'node:util';
import { findBrowser } from '../../tools/browser/find-browser';
import { openBrowser } from '../../tools/browser/open-browser';
import { home } from '../../tools/code-server/location';
import { installExtension } from '../../tools/code-server/install-extension';
import { ensureCodeServer } from '../../tools/code-server/install';
import { startServer, type Server } from '../../tools/code-server/server';
import { quietSettings, writeSettings } from '../../tools/code-server/settings';
import { ensurePackaged } from '../../tools/package';
import { exitOnSignals } from '../../tools/process/process-group';
import { root } from '../../tools/root';
import { RESULTS } from '../../tools/testing/results';
import { buildSuite } from './build-suite';
import { runOnDesktop } from './desktop';

/**
 * The in-host suite: mocha inside the extension host of a real VS Code, against the packaged extension.
 * `tsx test/vscode/main.ts [GREP]`; with NEURONA_DESKTOP=1 in a desktop build that @vscode/test-electron downloads.
 */
const LIMIT = 8 * 60_000;

async function main(): Promise<number> {
  exitOnSignals();
  const results = process.env[RESULTS] ?? `${root}/build/results/vscode.json`;
  await rm(results, { force: true });
  const [vsix, suite] = [await ensurePackaged(), await buildSuite()];
  const folder = await mkdtemp(join(tmpdir(), 'neurona-in-host-'));
  const workspace = await mkdtemp(join(tmpdir(), 'neurona-workspace-'));
  const grep = process.argv[2];
  const env = { [RESULTS]: results, NEURONA_ROOT: root, EXTENSIONS_GALLERY: '{}', ...(grep !== undefined && { NEURONA_GREP: grep }) };
  try {
    if (process.env.NEURONA_DESKTOP === '1') return await runOnDesktop({ vsix, suite, workspace, data: folder, env });
    return await runInBrowser({ vsix, suite, workspace, data: folder, env });
  } finally {
    for (const path of [folder, workspace]) await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

export interface SuiteRun {
  readonly vsix: string;
  /** The extension that holds the tests. */
  readonly suite: string;
  readonly workspace: string;
  /** An empty folder for VS Code's profile. */
  readonly data: string;
  readonly env: NodeJS.ProcessEnv;
}

async function runInBrowser({ vsix, suite, workspace, data, env }: SuiteRun): Promise<number> {
  await ensureCodeServer();
  const program = findBrowser();
  if (program === undefined) throw new Error('No Chromium, Chrome or Edge here.');
  const extensions = `${home}/test-extensions`;
  // VS Code in a browser saves by itself; these tests decide when something is saved.
  await writeSettings(data, { ...quietSettings, 'files.autoSave': 'off' }, true);
  await installExtension(vsix, extensions, data);
  const server = await startServer({ data, extensions, env, trust: false, port: 0, testDriver: true });
  const browser = await openBrowser({ program });
  try {
    const exit = new Promise<number>((resolve) => void browser.context.exposeFunction('codeAutomationExit', resolve));
    await browser.context.exposeFunction('codeAutomationLog', (_level: string, args: readonly unknown[]) => print(format(...args)));
    await browser.page.goto(address(server, suite, workspace));
    return await Promise.race([exit, server.ended, new Promise<never>((_, reject) => setTimeout(() => reject(tooLong()), LIMIT).unref())]);
  } catch (error) {
    await browser.page.screenshot({ path: `${root}/build/vscode-suite.png` }).catch(() => {});
    throw error;
  } finally {
    await browser.close();
    await server.stop();
  }
}

function address({ url, authority }: Server, suite: string, workspace: string): string {
  const remote = (path: string): string => `vscode-remote://${authority}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(suite)],
    ['extensionTestsPath', remote(`${suite}/index.cjs`)],
    ['skipWelcome', 'true'],
  ];
  return `${url}/?folder=${encodeURIComponent(workspace)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** VS Code tells of its own doings through the same channel as the tests do. */
function print(line: string): void {
  const own = /^\[?(Ignoring fetching|DefaultAccount|chat-stt|Timed out waiting for auth|    at .*workbench\.js|Creating a socket|Resol|reconnection|Updating additional|AgentHost|AccountPolicy|Service Worker)|^Creation of workbench|^\S+ \[(info|trace|debug)\]/i;
  if (process.env.VERBOSE === '1' || !own.test(line)) console.log(line);
}

function tooLong(): Error {
  return new Error(`The suite did not end within ${LIMIT / 60_000} minutes.`);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
