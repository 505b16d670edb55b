import { fork, type ChildProcess } from 'node:child_process';
import { graderContract, type GraderContract } from '../protocol/grader';
import { CLOSED, HumanError } from '../protocol/human-error';
import { openPeer, type Client, type Listeners, type Port } from '../protocol/rpc';

/** A grader process of our own. */
export interface GraderClient {
  readonly client: Client<GraderContract>;
  /** Ends the process; it ends whatever it started. */
  close(): void;
}

/** Starts the grader. A request rejects with `grader-gone` when the process ends before it answers. */
export function forkGrader(entry: string, listeners: Listeners<GraderContract> = {}): GraderClient {
  const { NODE_OPTIONS: _options, ...env } = process.env;
  const child = fork(entry, [], {
    serialization: 'advanced',
    execArgv: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
    env,
    // What it prints is for whoever looks for a fault; standard output is the report's.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const { client } = openPeer({ port: childPort(child), calls: { contract: graderContract, listeners } });
  const close = (): void => {
    process.off('exit', close);
    if (child.connected) child.disconnect();
    child.kill();
  };
  process.on('exit', close);
  return { client: explainLoss(client), close };
}

/** The channel to a process of ours. */
function childPort(child: ChildProcess): Port {
  return {
    post: (message) => {
      if (child.connected) child.send(message as object, () => {});
    },
    onMessage: (listener) => void child.on('message', listener),
    onClose: (listener) => {
      child.once('disconnect', listener);
      // It could not be started: there was never a channel to close.
      child.once('error', listener);
    },
    close: () => {
      if (child.connected) child.disconnect();
    },
  };
}

function explainLoss(client: Client<GraderContract>): Client<GraderContract> {
  const methods = Object.keys(graderContract.requests) as (keyof Client<GraderContract>)[];
  const call = async (method: keyof Client<GraderContract>, params: never, signal?: AbortSignal): Promise<unknown> => {
    try {
      return await client[method](params, signal);
    } catch (error) {
      throw error instanceof HumanError && error.code === CLOSED ? graderGone() : error;
    }
  };
  return Object.fromEntries(
    methods.map((method) => [method, (params: never, signal?: AbortSignal) => call(method, params, signal)]),
  ) as unknown as Client<GraderContract>;
}

function graderGone(): HumanError {
  return new HumanError(
    'grader-gone',
    {
      en: 'The grader ended before it had finished. Your code was not judged.',
      es: 'El evaluador terminó antes de tiempo. Tu código no se evaluó.',
    },
    { en: 'Run the command again.', es: 'Vuelve a ejecutar la orden.' },
  );
}
