import { createInterface } from 'node:readline';
import { spawnGroup } from '../../../tools/process/process-group';
import type { Answer, Request } from './serve';

/** A process that runs nets on one engine; see `serve.ts`. */
export interface EngineProcess {
  readonly version: string;
  ask(request: Request): Promise<Answer>;
  stop(): Promise<void>;
}

/** Starts an engine and waits until it is ready. Rejects, with what it wrote, when it ends before. */
export async function startEngineProcess(command: string, args: readonly string[]): Promise<EngineProcess> {
  const { child, ended, stop } = spawnGroup(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let written = '';
  child.stderr!.on('data', (chunk: Buffer) => (written = (written + chunk.toString()).slice(-2000)));
  const lines = createInterface(child.stdout!)[Symbol.asyncIterator]();

  const next = async (): Promise<Answer> => {
    for (;;) {
      const { done, value } = await lines.next();
      if (done === true) throw new Error(`${command} ${args.join(' ')} ended with status ${await ended}: ${written.trim()}`);
      // Libraries print what they like.
      if (value.startsWith('{')) return JSON.parse(value) as Answer;
    }
  };
  const first = await next();
  if (!('ready' in first)) throw new Error('an engine says that it is ready before anything else');
  const ask = (request: Request): Promise<Answer> => {
    child.stdin!.write(`${JSON.stringify(request)}\n`);
    return next();
  };
  return { version: first.ready, ask, stop };
}
