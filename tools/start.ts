import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureCodeServer } from './code-server/install';
import { installExtension } from './code-server/install-extension';
import { home } from './code-server/location';
import { startServer } from './code-server/server';
import { quietSettings, writeSettings } from './code-server/settings';
import { packageExtension, vsix } from './package';
import { findProgram } from './process/find-program';
import { exitOnSignals } from './process/process-group';
import { run, runOrThrow } from './process/run';
import { root } from './root';

/**
 * `npm start [-- --desktop] [--folder DIR] [--port N] [--open]`: Neurona in a real VS Code, from a fresh clone.
 * Whatever has not changed since the last time is not done again.
 */
const usage = `npm start -- [options]
  --desktop      in the VS Code that is installed here, by its command "code"
  --folder DIR   with this folder; the prepared one is .code-server/workspace
  --port N       at this port, if it is free (8080)
  --open         and opens the browser`;

/** What a package is made of: when none of it has changed, the last one still stands. */
const inputs = ['src', 'exercises', 'media', 'syntaxes', 'tools', 'package.json', 'package-lock.json', 'package.nls.json', 'package.nls.es.json', '.vscodeignore', 'README.md'];
const prepared = `${home}/workspace`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      desktop: { type: 'boolean', default: false },
      folder: { type: 'string' },
      port: { type: 'string' },
      open: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(usage);
  exitOnSignals();

  const folder = values.folder === undefined ? prepared : resolve(process.env.INIT_CWD ?? '.', values.folder);
  if (values.desktop) return startDesktop(folder);
  if (process.platform === 'win32') {
    throw new Error('code-server does not run on Windows. With VS Code installed, use: npm start -- --desktop');
  }
  await packageIfChanged();
  await ensureCodeServer();
  await startInBrowser(folder, values.port === undefined ? undefined : Number(values.port), values.open);
}

async function startInBrowser(folder: string, port: number | undefined, open: boolean): Promise<void> {
  const [data, extensions] = [`${home}/data`, `${home}/extensions`];
  await mkdir(folder, { recursive: true });
  await writeSettings(data, quietSettings, false);
  await installExtension(vsix, extensions, data);
  // The prepared folder holds nothing but the learner's own exercises; any other has to be trusted as usual.
  const server = await startServer({ data, extensions, trust: folder !== prepared, ...(port !== undefined && { port }) });
  const address = `${server.url}/?folder=${encodeURIComponent(folder)}`;
  console.log(`\nNeurona is at  ${address}\nExercises go to ${folder}. Ctrl-C ends it.\n`);
  if (open) await openAddress(address);
  const status = await server.ended;
  throw new Error(`code-server ended with status ${status}:\n${server.output()}`);
}

async function startDesktop(folder: string): Promise<void> {
  const code = findProgram('code', 'code-insiders', 'codium');
  if (code === undefined) {
    throw new Error(
      'There is no command "code" here. In VS Code, run "Shell Command: Install \'code\' command in PATH", then try again; ' +
        'or leave --desktop out to use VS Code in the browser.',
    );
  }
  await packageIfChanged();
  await mkdir(folder, { recursive: true });
  // A .cmd file needs a shell, and a shell needs quotes.
  const windows = process.platform === 'win32';
  const call = async (...args: readonly string[]): Promise<void> => {
    if (windows) await runOrThrow('cmd.exe', ['/d', '/s', '/c', code, ...args]);
    else await runOrThrow(code, args);
  };
  await call('--install-extension', vsix, '--force');
  await call(folder);
  console.log(`VS Code opens ${folder}, with Neurona installed.`);
}

async function openAddress(address: string): Promise<void> {
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const opened = await run(opener, [address]).catch(() => ({ status: 1 }));
  if (opened.status !== 0) console.log('No browser could be opened from here: open the address yourself.');
}

async function packageIfChanged(): Promise<void> {
  const stamp = `${root}/build/packaged-from`;
  const now = await fingerprint();
  if (existsSync(vsix) && (await readFile(stamp, 'utf8').catch(() => '')) === now) return;
  await packageExtension();
  await mkdir(`${root}/build`, { recursive: true });
  await writeFile(stamp, now);
}

/** Changes whenever a file that goes into the package, or makes it, changes its name, size or time. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const path of await filesBelow(join(root, input))) {
      const { size, mtimeMs } = await stat(path);
      hash.update(`${path}\0${size}\0${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

async function filesBelow(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return [];
  if (found.isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
