import assert from 'node:assert/strict';
import { HumanError } from '../protocol/human-error';
import { BOUNDARY_GRID, probeSchema, type BoundaryProbe, type Probe } from '../protocol/probe';
import { createNeurona } from './create-neurona';

function recorded(trace: () => unknown = () => 0) {
  const probes: Probe[] = [];
  const neurona = createNeurona((probe) => {
    assert.ok(probeSchema.safeParse(probe).success, 'keeps the contract');
    probes.push(probe);
  }, trace);
  return { neurona, probes };
}
const fakeTensor = (shape: number[], dtype: string, data: number[]) => ({ shape, dtype, dataSync: () => Float32Array.from(data) });
const points = { points: [[0, 0], [0, 1], [1, 0], [1, 1]], labels: [0, 0, 0, 1] };

describe('createNeurona', () => {
  it('counts the steps of each series from 0, and again in the next trace', () => {
    let trace = 0;
    const { neurona, probes } = recorded(() => trace);
    neurona.track('loss', 1);
    neurona.track('error', 5);
    neurona.track('loss', NaN);
    trace = 1;
    neurona.track('loss', 3);
    assert.deepEqual(
      probes.map((probe) => probe.kind === 'scalars' && [probe.name, probe.firstStep, probe.values[0]]),
      [['loss', 0, 1], ['error', 0, 5], ['loss', 1, NaN], ['loss', 0, 3]],
    );
  });

  it('shows tensors and nested arrays, as copies', () => {
    const { neurona, probes } = recorded();
    const data = Float32Array.of(1, 2);
    neurona.show({ ...fakeTensor([2], 'float32', []), dataSync: () => data } as never, 't');
    data[0] = 9;
    neurona.show([[1, 2, 3], [4, 5, 6]], 'm');
    neurona.show(7, 's');
    neurona.show(Int32Array.of(1), 'i');
    neurona.show([], 'empty');
    assert.deepEqual(
      probes.map((probe) => probe.kind === 'tensor' && [probe.tensor.shape, probe.tensor.dtype, [...probe.tensor.data]]),
      [[[2], 'float32', [1, 2]], [[2, 3], 'float32', [1, 2, 3, 4, 5, 6]], [[], 'float32', [7]], [[1], 'int32', [1]], [[0], 'float32', []]],
    );
  });

  it('draws a linear unit as its line, over a domain with room around the points', () => {
    const { neurona, probes } = recorded();
    neurona.showBoundary({ weights: [1, -2], bias: 0.5 }, points);
    const frame = probes[0] as BoundaryProbe;
    assert.deepEqual(frame.line, { weights: [1, -2], bias: 0.5 });
    assert.deepEqual(frame.domain, [-0.25, 1.25, -0.25, 1.25]);
    assert.deepEqual([...frame.points!.labels], points.labels);
    assert.equal(frame.name, 'boundary');
  });

  it('samples a function at the centres of the cells, the lowest row first', () => {
    const { neurona, probes } = recorded();
    neurona.showBoundary(([x, y]) => x! + 10 * y!, points);
    const { grid, domain } = probes[0] as BoundaryProbe;
    const cell = (domain[1] - domain[0]) / BOUNDARY_GRID;
    const at = (row: number, column: number) => domain[0] + (column + 0.5) * cell + 10 * (domain[2] + (row + 0.5) * cell);
    assert.equal(grid!.values.length, BOUNDARY_GRID ** 2);
    const { outputs } = probes[0] as BoundaryProbe;
    assert.deepEqual([...outputs!], points.points.map(([x, y]) => x! + 10 * y!));
    for (const [row, column] of [[0, 0], [0, 5], [7, 0], [47, 47]] as const) assert.ok(Math.abs(grid!.values[row * BOUNDARY_GRID + column]! - at(row, column)) < 1e-5);
  });

  it('sends the points when they change, and once in every trace', () => {
    let trace = 0;
    const { neurona, probes } = recorded(() => trace);
    const unit = { weights: [1, 1], bias: 0 };
    neurona.showBoundary(unit, points);
    neurona.showBoundary(unit, points);
    neurona.showBoundary(unit, { ...points, labels: [0, 1, 1, 0] });
    trace = 1;
    neurona.showBoundary(unit, { ...points, labels: [0, 1, 1, 0] });
    assert.deepEqual(probes.map((probe) => probe.kind === 'boundary' && [probe.step, probe.points !== undefined]), [[0, true], [1, false], [2, true], [0, true]]);
  });

  it('shortens long names', () => {
    const { neurona, probes } = recorded();
    neurona.track('x'.repeat(500), 1);
    assert.equal(probes[0]!.name.length, 80);
  });

  const tensor = fakeTensor([], 'float32', [1]);
  for (const [what, misuse, en] of [
    ['track of a tensor', (n) => n.track('loss', tensor as never), /give a number, not a tensor: loss\.dataSync\(\)\[0\]/],
    ['track of a text', (n) => n.track('loss', '1' as never), /give a number, not string/],
    ['track without a name', (n) => n.track(undefined as never, 1), /the name must be a text/],
    ['show of rows of different lengths', (n) => n.show([[1, 2], [3]], 'm'), /different lengths, 2 and 1/],
    ['show of texts', (n) => n.show(['a'], 'm'), /nested arrays of numbers/],
    ['show of a number among lists', (n) => n.show([[1], 2], 'm'), /nested arrays of numbers/],
    ['show of a tensor of texts', (n) => n.show(fakeTensor([1], 'string', []) as never, 'm'), /a tensor of string cannot be shown/],
    ['show of seven axes', (n) => n.show([[[[[[[1]]]]]]], 'm'), /more than 6 axes/],
    ['a boundary in three dimensions', (n) => n.showBoundary({ weights: [1, 2, 3], bias: 0 }, points), /two weights and a bias/],
    ['a boundary of points in space', (n) => n.showBoundary({ weights: [1, 2], bias: 0 }, { points: [[1, 2, 3]], labels: [1] }), /pairs of finite numbers/],
    ['a boundary with a label too few', (n) => n.showBoundary({ weights: [1, 2], bias: 0 }, { points: [[1, 2]], labels: [] }), /1 points and 0 labels/],
    ['a boundary of nothing', (n) => n.showBoundary(undefined as never, undefined as never), /points, labels/],
    ['a function that returns none', (n) => n.showBoundary((() => undefined) as never, points), /it returned undefined/],
  ] as readonly (readonly [string, (neurona: ReturnType<typeof createNeurona>) => void, RegExp])[]) {
    it(`tells the learner about ${what}`, () => {
      const { neurona, probes } = recorded();
      assert.throws(
        () => misuse(neurona),
        (error: unknown) => error instanceof HumanError && en.test(error.localized.en) && error.localized.es !== error.localized.en,
      );
      assert.equal(probes.length, 0);
    });
  }
});
