import { median, type Bench, type BenchOptions, type Figure } from '../../tools/bench/figure';
import { buildEngines, startEngines, type EngineName } from './engine/engines';
import { measureColdStart, measureLeak, timeNet, type Timing, type Timings } from './engine/measure';
import { nets } from './engine/nets';

/** It bundles what it runs. */
export const packaged = false;

interface Expectation {
  readonly net: string;
  readonly of: EngineName;
  /** `of`'s time over this one's. */
  readonly over: EngineName;
  readonly limit?: number;
  readonly least?: number;
}

const expectations: readonly Expectation[] = [
  { net: 'cnn', of: 'cpu', over: 'wasm', least: 300 },
  { net: 'cnn', of: 'wasm', over: 'PyTorch, 1 thread', limit: 1.3 },
  { net: 'cnn-same', of: 'wasm', over: 'PyTorch, 1 thread', limit: 1.3 },
  { net: 'mlp', of: 'wasm as shipped', over: 'wasm', least: 3 },
  { net: 'mlp', of: 'wasm', over: 'PyTorch, 1 thread', limit: 2 },
  { net: 'lstm', of: 'wasm', over: 'PyTorch, 1 thread', limit: 4 },
  // At par: what differs by a tenth differs again in the next run.
  { net: 'xor-eager', of: 'wasm', over: 'PyTorch, 1 thread', limit: 1.1 },
  { net: 'xor-eager', of: 'wasm', over: 'cpu', limit: 1.1 },
  { net: 'xor-by-hand', of: 'wasm', over: 'PyTorch, 1 thread', limit: 1.1 },
  { net: 'xor-by-hand', of: 'wasm', over: 'cpu', limit: 1.1 },
  { net: 'matmul-batched', of: 'wasm as shipped', over: 'wasm', least: 10 },
  { net: 'matmul-transposed', of: 'wasm as shipped', over: 'wasm', least: 10 },
  { net: 'cnn', of: 'native', over: 'TensorFlow', limit: 1.3 },
];

/**
 * The same nets on every engine that the machine has, side by side, and what the engine must show: see `expectations`.
 * With `--quick`, in fewer rounds.
 */
export const bench: Bench = async ({ quick }: BenchOptions) => {
  await buildEngines();
  const cold = await measureColdStart(quick ? 5 : 15);
  const engines = await startEngines(console.log);
  const timings = new Map<string, Timings>();
  try {
    for (const net of Object.keys(nets)) {
      const measured = await timeNet(net, engines, quick ? 2 : 6);
      timings.set(net, measured);
      console.log(table(net, measured));
    }
    const leaks = [];
    for (const net of ['cnn', 'mlp', 'lstm', 'xor-eager']) leaks.push({ net, ...(await measureLeak(net, engines.get('wasm')!)) });
    return [
      ...[...timings].flatMap(([net, measured]) => figuresOf(net, measured)),
      ...expectations.flatMap((expectation) => ratio(expectation, timings.get(expectation.net)!)),
      { name: 'first-product', title: 'Spawn to a first product read back, over a bare node', value: median(cold.product) - median(cold.bare), unit: 'ms', limit: 30 },
      ...leaks.flatMap(({ net, tensors, heapBytes }): Figure[] => [
        { name: `leak-${net}-tensors`, title: `Tensors left by 400 steps of ${net}`, value: tensors, unit: '', limit: 0 },
        { name: `leak-${net}-heap`, title: `Heap grown by 400 steps of ${net}`, value: heapBytes / 1e6, unit: 'MB', limit: 0 },
      ]),
    ];
  } finally {
    await Promise.all([...engines.values()].map((engine) => engine.stop()));
  }
};

function figuresOf(net: string, measured: Timings): Figure[] {
  return [...measured].flatMap(([engine, timing]) =>
    'error' in timing ? [] : [{ name: `${net}-${slug(engine)}`, title: `${net}, ${engine}: a step`, value: timing.median, unit: 'ms' }],
  );
}

/** The ratio that is expected of two engines; nothing where one of them is not here or cannot run the net. */
function ratio({ net, of, over, limit, least }: Expectation, measured: Timings): Figure[] {
  const [above, below] = [measured.get(of), measured.get(over)];
  if (above === undefined || below === undefined || 'error' in above || 'error' in below) return [];
  return [
    {
      name: `${net}-${slug(of)}-over-${slug(over)}`,
      title: `${net}: ${of} over ${over} (minima ${(above.min / below.min).toFixed(2)})`,
      value: above.median / below.median,
      unit: '×',
      ...(limit === undefined ? {} : { limit }),
      ...(least === undefined ? {} : { least }),
    },
  ];
}

/** An engine's name within a figure's. */
function slug(engine: EngineName): string {
  return engine.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

/** A net's row for each engine: median, minimum, and how many times our wasm's they are. */
function table(net: string, measured: Timings): string {
  const ours = measured.get('wasm');
  const row = (engine: string, timing: Timing | { readonly error: string }): string => {
    if ('error' in timing) return `  ${engine.padEnd(20)} ${timing.error.split('\n')[0]!.slice(0, 90)}`;
    const times = ours === undefined || 'error' in ours ? '' : `${(timing.median / ours.median).toFixed(2)}× (${(timing.min / ours.min).toFixed(2)}×)`;
    return `  ${engine.padEnd(20)} ${timing.median.toFixed(3).padStart(10)} ms (${timing.min.toFixed(3)})`.padEnd(52) + times;
  };
  return [`${net}: a step, median (minimum), times our wasm's`, ...[...measured].map(([engine, timing]) => row(engine, timing))].join('\n');
}
