import { spawn } from 'node:child_process';
import { median } from '../../../tools/bench/figure';
import { SOLUTION_LIMITS, solutionFlags } from '../../../src/grader/solution-process';
import { root } from '../../../tools/root';
import type { EngineProcess } from './engine-process';
import { folder, type EngineName } from './engines';

/** Milliseconds a step. */
export interface Timing {
  readonly median: number;
  readonly min: number;
}
export type Timings = ReadonlyMap<EngineName, Timing | { readonly error: string }>;

/** How many steps an engine takes before it is the next one's turn. */
const stepsPerTurn: Readonly<Record<string, number>> = { cnn: 4, 'cnn-same': 3, mlp: 20, lstm: 8 };
const MANY = 500;
/** An engine that takes so long for a net (cpu for a convolution) is asked for one step, once. */
const PATIENCE = 4000;

/**
 * Times a net on every engine. They take turns, so that whatever else the machine does weighs on all of them.
 */
export async function timeNet(net: string, engines: ReadonlyMap<EngineName, EngineProcess>, rounds: number): Promise<Timings> {
  const taken = new Map<EngineName, number[]>();
  const errors = new Map<EngineName, string>();
  for (let round = 0; round < rounds; round++) {
    for (const [name, engine] of engines) {
      const before = taken.get(name) ?? [];
      if (errors.has(name) || (before[0] ?? 0) > PATIENCE) continue;
      const answer = await engine.ask({ net, steps: stepsPerTurn[net] ?? MANY, budget: 2000 });
      if ('error' in answer) errors.set(name, answer.error);
      if ('taken' in answer) taken.set(name, [...before, ...answer.taken]);
    }
  }
  return new Map(
    [...engines.keys()].map((name) => {
      const times = taken.get(name);
      return [name, times === undefined ? { error: errors.get(name)! } : { median: median(times), min: Math.min(...times) }];
    }),
  );
}

/** What 400 steps leave behind: tensors, and bytes by which the heap has grown. */
export async function measureLeak(net: string, engine: EngineProcess): Promise<{ readonly tensors: number; readonly heapBytes: number }> {
  const counts = async (steps: number) => {
    const answer = await engine.ask({ net, steps, budget: 120_000 });
    if (!('taken' in answer)) throw new Error('error' in answer ? answer.error : `${net} did not run`);
    if (answer.taken.length < steps) throw new Error(`${net} ran ${answer.taken.length} steps of ${steps} in its time`);
    return { tensors: answer.tensors!, heapBytes: answer.heapBytes! };
  };
  const before = await counts(10);
  const after = await counts(400);
  return { tensors: after.tensors - before.tensors, heapBytes: after.heapBytes - before.heapBytes };
}

/**
 * From spawning to the first byte: of a bare node, and of one that has read back a first product, with the code cache that
 * is there from the second start on. Both have the flags of a learner's process. Milliseconds each.
 */
export async function measureColdStart(times: number): Promise<{ readonly bare: readonly number[]; readonly product: readonly number[] }> {
  const [bare, product]: [number[], number[]] = [[], []];
  const flags = solutionFlags(SOLUTION_LIMITS);
  const first = [...flags, `${root}/${folder}/first-product.mjs`, `${root}/${folder}/cache`];
  await untilFirstByte(first);
  for (let i = 0; i < times; i++) {
    bare.push(await untilFirstByte([...flags, '-e', "process.stdout.write('.')"]));
    product.push(await untilFirstByte(first));
  }
  return { bare, product };
}

function untilFirstByte(args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let taken = Number.NaN;
    child.stdout.once('data', () => (taken = performance.now() - start));
    child.once('error', reject);
    // Resolved at its end: two that run at once would weigh on each other.
    child.once('exit', (code) => (code === 0 ? resolve(taken) : reject(new Error(`node ${args.join(' ')} ended with status ${code}`))));
  });
}
