import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { spawnGroup } from '../process/process-group';
import { entry, nodeProgram, tool } from './location';
import { withoutNpm } from './npm';

export interface ServerOptions {
  /** Where it keeps settings, state and logs. */
  readonly data: string;
  /** Where its extensions are installed. */
  readonly extensions: string;
  /** Whether folders have to be trusted before extensions run code in them. */
  readonly trust: boolean;
  /** 8080 if it is free, unless told; 0 for any free one. */
  readonly port?: number;
  readonly env?: NodeJS.ProcessEnv;
  /** Lets tests run in the extension host (`payload` in the address); it also mutes notifications. */
  readonly testDriver?: boolean;
}

export interface Server {
  readonly url: string;
  /** `127.0.0.1:8080`, as remote URIs name it. */
  readonly authority: string;
  /** Everything it wrote so far. */
  readonly output: () => string;
  /** Resolves when it ends by itself. */
  readonly ended: Promise<number>;
  stop(): Promise<void>;
}

const STARTING = 60_000;

/** Starts code-server on the loopback interface, without a password, and waits until it answers. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const port = await choosePort(options.port ?? 8080);
  await mkdir(options.data, { recursive: true });
  await mkdir(options.extensions, { recursive: true });
  // An own file, so that neither a configuration of the user's is read nor one is left in their home.
  const config = `${options.data}/code-server.yaml`;
  await writeFile(config, 'auth: none\n');

  const group = spawnGroup(
    nodeProgram(tool),
    [
      entry,
      ...['--config', config, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`],
      ...['--user-data-dir', options.data, '--extensions-dir', options.extensions],
      ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
      ...(options.trust ? [] : ['--disable-workspace-trust']),
      ...(options.testDriver ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
    ],
    { env: environment(options), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  const collect = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-200_000);
  };
  group.child.stdout?.on('data', collect);
  group.child.stderr?.on('data', collect);

  const authority = `127.0.0.1:${port}`;
  const url = `http://${authority}`;
  const dead = group.ended.then((status) => {
    throw new Error(`code-server ended with status ${status}:\n${output}`);
  });
  dead.catch(() => {});
  try {
    await Promise.race([answers(`${url}/healthz`), dead]);
  } catch (error) {
    await group.stop();
    throw error;
  }
  return { url, authority, output: () => output, ended: group.ended, stop: group.stop };
}

/** Installs a packaged extension, or replaces an older copy of it. */
export function installArguments(vsix: string, options: Pick<ServerOptions, 'data' | 'extensions'>): readonly string[] {
  return [entry, '--install-extension', vsix, '--force', '--user-data-dir', options.data, '--extensions-dir', options.extensions];
}

export function environment(options: Pick<ServerOptions, 'data' | 'env'>): NodeJS.ProcessEnv {
  // Terminals inside VS Code inherit this: what `npm start` set would confuse an npm that the learner runs there.
  const inherited = Object.entries(withoutNpm()).filter(([name]) => !name.startsWith('npm_') && !name.startsWith('VSCODE_'));
  return { ...Object.fromEntries(inherited), XDG_CONFIG_HOME: options.data, XDG_DATA_HOME: options.data, ...options.env };
}

async function answers(address: string): Promise<void> {
  const deadline = performance.now() + STARTING;
  while (performance.now() < deadline) {
    const response = await fetch(address).catch(() => undefined);
    if (response?.ok) return;
    await delay(50);
  }
  throw new Error(`code-server did not answer at ${address} within ${STARTING / 1000} s`);
}

async function choosePort(wanted: number): Promise<number> {
  return (await listenOnce(wanted)) ?? (await listenOnce(0)) ?? wanted;
}

/** The port that was listened on, closed again; undefined when it is taken. */
function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

/** Removes what an earlier server left, so that the next one starts as on the first day. */
export async function forget(data: string): Promise<void> {
  await rm(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
