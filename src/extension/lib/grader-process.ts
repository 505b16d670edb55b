import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { graderContract, type GraderContract } from '../../protocol/grader';
import { CLOSED, HumanError } from '../../protocol/human-error';
import { openPeer, type Client, type Listeners, type Port } from '../../protocol/rpc';

/**
 * The grader, one process for the window. It starts with the first request, and again with the first one after it
 * ended, whatever it ended of.
 */
export interface GraderProcess {
  /**
   * What it serves. A request whose signal is aborted and that does not end by itself within `PATIENCE` ends the
   * process; the request then rejects with code `cancelled`. A process that dies rejects with code `grader-gone`.
   */
  readonly client: Client<GraderContract>;
  /** Hears what it says unasked, from this process and the ones after it. */
  listen(listeners: Listeners<GraderContract>): { dispose(): void };
  /** Ends the process and all it started, at once. */
  kill(): void;
  dispose(): void;
}

/** Milliseconds that a cancelled request has to end by itself. */
const PATIENCE = 700;

/** `--experimental-vm-modules` links a learner's modules; the warning it prints is not news to anybody. */
const NODE_FLAGS = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];

export interface GraderProcessOptions {
  /** The grader's bundle. */
  readonly entry: string;
  /** Hears lines for the log: what the process writes to its stderr, how it ended, what it got wrong. */
  readonly log: (line: string) => void;
}

export function createGraderProcess({ entry, log }: GraderProcessOptions): GraderProcess {
  const listening = new Set<Listeners<GraderContract>>();
  let live: { readonly child: ChildProcess; readonly client: Client<GraderContract> } | undefined;

  const each = (hear: (listeners: Listeners<GraderContract>) => void): void => [...listening].forEach(hear);
  const fanOut: Listeners<GraderContract> = {
    started: (payload) => each(({ started }) => started?.(payload)),
    finished: (payload) => each(({ finished }) => finished?.(payload)),
    probe: (payload) => each(({ probe }) => probe?.(payload)),
    output: (payload) => each(({ output }) => output?.(payload)),
  };

  const forget = (child: ChildProcess): void => {
    if (live?.child === child) live = undefined;
  };

  const start = (): Client<GraderContract> => {
    const child = fork(entry, [], {
      serialization: 'advanced',
      execArgv: NODE_FLAGS,
      env: graderEnvironment(process.env),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // A process group of its own, so that ending it ends the learner's process with it.
      detached: process.platform !== 'win32',
    });
    log(`grader ${child.pid} started`);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => log(`grader ${child.pid}: ${text.trimEnd()}`));
    }
    // Before the peer hears of it: whoever asks again in answer to a rejection gets a fresh process.
    child.once('disconnect', () => forget(child));
    child.on('error', (error) => {
      log(`grader: ${error.message}`);
      forget(child);
    });
    child.on('exit', (code, signal) => {
      log(`grader ${child.pid} ended (${signal ?? code})`);
      endTree(child);
    });
    const { client } = openPeer({
      port: childPort(child),
      calls: { contract: graderContract, listeners: fanOut },
      onViolation: (what) => {
        log(`grader ${child.pid} broke the protocol: ${what}`);
        forget(child);
        endTree(child);
      },
    });
    live = { child, client };
    return client;
  };

  const kill = (): void => {
    const child = live?.child;
    live = undefined;
    if (child !== undefined) endTree(child);
  };

  const call = async (method: keyof Client<GraderContract>, params: never, signal?: AbortSignal): Promise<unknown> => {
    const client = live?.client ?? start();
    const child = live!.child;
    let timer: NodeJS.Timeout | undefined;
    const lookAfter = (): void => {
      timer = setTimeout(() => endTree(child), PATIENCE);
    };
    signal?.addEventListener('abort', lookAfter, { once: true });
    try {
      return await client[method](params, signal);
    } catch (error) {
      throw error instanceof HumanError && error.code === CLOSED ? goneError(signal?.aborted === true) : error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', lookAfter);
    }
  };

  const methods = Object.keys(graderContract.requests) as (keyof Client<GraderContract>)[];
  const client = Object.fromEntries(
    methods.map((method) => [method, (params: never, signal?: AbortSignal) => call(method, params, signal)]),
  ) as unknown as Client<GraderContract>;

  return {
    client,
    listen: (listeners) => {
      listening.add(listeners);
      return { dispose: () => void listening.delete(listeners) };
    },
    kill,
    dispose: () => {
      listening.clear();
      kill();
    },
  };
}

function goneError(cancelled: boolean): HumanError {
  if (cancelled) return new HumanError('cancelled', { en: 'Stopped.', es: 'Detenido.' });
  return new HumanError(
    'grader-gone',
    {
      en: 'The grader stopped before it had finished. Your code was not judged.',
      es: 'El evaluador se detuvo antes de terminar. Tu código no se evaluó.',
    },
    {
      en: 'Run the tests again. If it stops again, look at the log.',
      es: 'Vuelve a ejecutar las pruebas. Si se detiene otra vez, mira el registro.',
    },
  );
}

/** The editor's environment, without what would change how Node starts. On desktop, Node is inside Electron. */
function graderEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _options, VSCODE_INSPECTOR_OPTIONS: _inspector, ...rest } = env;
  return { ...rest, ELECTRON_RUN_AS_NODE: '1' };
}

/** Ends a process and everything it started. */
function endTree(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { windowsHide: true });
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}

function childPort(child: ChildProcess): Port {
  return {
    post: (message) => {
      if (child.connected) child.send(message as object, () => {});
    },
    onMessage: (listener) => void child.on('message', listener),
    onClose: (listener) => {
      child.once('disconnect', listener);
      // It could not be started: there is no channel to close.
      child.once('error', listener);
    },
    close: () => {
      if (child.connected) child.disconnect();
    },
  };
}
