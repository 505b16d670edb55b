import { SOLUTION_LIMITS, spawnSolution, type SolutionProcess } from '../../src/grader/solution-process';
import { median, time, type Bench } from '../../tools/bench/figure';
import { root } from '../../tools/root';

const SEED = 7;
const EPOCHS = 1_000_000;

/** A perceptron on XOR, which never ends by itself: a learner's loop of plain numbers. */
const xor = `
export function train(epochs: number): number[] {
  const X = [[0, 0], [0, 1], [1, 0], [1, 1]];
  const y = [0, 1, 1, 0];
  const w = [0, 0];
  let b = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = 0; i < X.length; i++) {
      const x = X[i]!;
      const out = w[0]! * x[0]! + w[1]! * x[1]! + b > 0 ? 1 : 0;
      const error = y[i]! - out;
      w[0] = w[0]! + error * x[0]!;
      w[1] = w[1]! + error * x[1]!;
      b += error;
    }
  }
  return [w[0]!, w[1]!, b];
}
export function nothing(): number {
  return 0;
}
`;

/** What stands between a learner and a verdict: start, load, ask. */
export const bench: Bench = async () => {
  const starts = await time(5, async () => (await start()).kill());
  const solution = await start();
  await load(solution, false);
  const trips = await time(500, () => call(solution, 'nothing', []));
  // Alternating, so that whatever else the machine does weighs on both.
  const [plain, instrumented]: [number[], number[]] = [[], []];
  for (let round = 0; round < 7; round++) {
    for (const [taken, instrument] of [[plain, false], [instrumented, true]] as const) {
      await load(solution, instrument);
      await call(solution, 'train', [EPOCHS]);
      taken.push(...(await time(3, () => call(solution, 'train', [EPOCHS]))));
    }
  }
  solution.kill();
  return [
    { name: 'solution-start', title: "Cold start of the learner's process", value: median(starts), unit: 'ms' },
    { name: 'call-round-trip', title: 'Round trip of a call', value: median(trips), unit: 'ms' },
    { name: 'xor-plain', title: 'XOR, a million epochs, plain', value: median(plain), unit: 'ms' },
    { name: 'xor-instrumented', title: 'XOR, a million epochs, instrumented', value: median(instrumented), unit: 'ms' },
    { name: 'instrumentation', title: 'Instrumented over plain', value: median(instrumented) / median(plain), unit: '×' },
  ];
};

async function start(): Promise<SolutionProcess> {
  const solution = spawnSolution({ entry: `${root}/dist/node/solution.mjs`, flags: [], limits: SOLUTION_LIMITS });
  solution.attach({ callback: () => Promise.reject(new Error('nothing is called back')), probes: async () => null }, () => {});
  await solution.ready;
  return solution;
}

async function load({ client }: SolutionProcess, instrument: boolean): Promise<void> {
  const loaded = await client.load({ files: [{ path: 'xor.ts', text: xor }], entry: 'xor.ts', seed: SEED, instrument });
  if (loaded.outcome !== 'loaded') throw new Error(`the loop does not load: ${loaded.error.message}`);
}

async function call({ client }: SolutionProcess, name: string, args: number[]): Promise<void> {
  const outcome = await client.call({ target: { kind: 'export', name }, args, seed: SEED });
  if (outcome.outcome !== 'returned') throw new Error(outcome.error.message);
}
