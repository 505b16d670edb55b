import { createInterface } from 'node:readline';
import type * as tensorflow from '../../../src/engine/tfjs';
import { nets, type Step } from './nets';

/** What the bench asks an engine, a line of JSON on its standard input; `engine.py` reads the same. */
export interface Request {
  readonly net: string;
  readonly steps: number;
  /** No further step is begun after so many milliseconds. */
  readonly budget: number;
}

/** What it answers, a line on its standard output. */
export type Answer =
  | { readonly ready: string }
  | { readonly error: string }
  | {
      /** Of each step, in milliseconds. */
      readonly taken: readonly number[];
      /** After the steps, where the engine counts them. */
      readonly tensors?: number;
      readonly heapBytes?: number;
    };

/** Runs nets for the bench until it closes the pipe. A net is built, and warmed up, when it is first asked for. */
export async function serve(tf: typeof tensorflow, heapBytes: () => number = () => 0): Promise<void> {
  const steps = new Map<string, Step>();
  const answer = (message: Answer): void => void process.stdout.write(`${JSON.stringify(message)}\n`);
  answer({ ready: process.version });
  for await (const line of createInterface(process.stdin)) {
    const request = JSON.parse(line) as Request;
    try {
      const step = steps.get(request.net) ?? (await prepare(tf, request));
      steps.set(request.net, step);
      answer({ taken: await run(step, request), tensors: tf.memory().numTensors, heapBytes: heapBytes() });
    } catch (error) {
      answer({ error: (error as Error).message });
    }
  }
}

/** Half a second of steps: V8 compiles what runs often. */
const WARM_UP = 500;

async function prepare(tf: typeof tensorflow, { net }: Request): Promise<Step> {
  const step = nets[net]!(tf);
  const start = performance.now();
  for (let i = 0; i < 3000 && performance.now() - start < WARM_UP; i++) await step();
  return step;
}

async function run(step: Step, { steps, budget }: Request): Promise<readonly number[]> {
  const taken: number[] = [];
  const end = performance.now() + budget;
  for (let i = 0; i < steps && performance.now() < end; i++) {
    const start = performance.now();
    await step();
    taken.push(performance.now() - start);
  }
  return taken;
}
