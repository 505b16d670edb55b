import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { BoundaryProbe } from '../../../protocol/probe';
import { contour, crossing, fitDomain, gridValue, judgePoints, lineValue, positiveSide, type Domain, type Line } from './plane';

const domain: Domain = [-1, 2, -1, 2];
const number = fc.double({ min: -3, max: 3, noNaN: true });
const lines = fc.tuple(number, number, number).map(([w1, w2, bias]): Line => ({ weights: [w1, w2], bias }));
const area = (polygon: readonly (readonly [number, number])[]): number =>
  Math.abs(polygon.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = polygon[(i + 1) % polygon.length]!;
    return sum + x * nextY - nextX * y;
  }, 0)) / 2;

describe('the plane', () => {
  it('judges points by the side they are on; the line itself belongs to class 0', () => {
    const frame: BoundaryProbe = {
      kind: 'boundary', name: 'p', step: 0, domain,
      line: { weights: [1, 1], bias: -1 },
      points: { coordinates: Float32Array.of(0, 0, 0, 1, 1, 1, 2, 2), labels: Float32Array.of(0, 1, 1, 0) },
    };
    assert.deepEqual(judgePoints(frame).map(({ right }) => right), [true, false, true, false]);
    assert.ok(judgePoints({ ...frame, line: { weights: [NaN, 1], bias: 0 } }).every(({ right }) => !right));
  });

  it('cuts the rectangle into two sides that make it up', () => {
    fc.assert(
      fc.property(lines, (line) => {
        const opposite: Line = { weights: [-line.weights[0], -line.weights[1]], bias: -line.bias };
        const nothing = line.weights.every((w) => w === 0) && line.bias === 0;
        const whole = area(positiveSide(line, domain)) + area(positiveSide(opposite, domain));
        assert.ok(Math.abs(whole - (nothing ? 18 : 9)) < 1e-6, `${whole}`);
      }),
    );
  });

  it('ends the line on the edges of the domain', () => {
    fc.assert(
      fc.property(lines, (line) => {
        const scale = Math.max(...line.weights.map(Math.abs));
        fc.pre(scale > 1e-3);
        for (const [x, y] of crossing(line, domain) ?? []) {
          assert.ok(Math.abs(lineValue(line, x, y)) < 1e-6);
          assert.ok(x > -1.001 && x < 2.001 && y > -1.001 && y < 2.001);
        }
      }),
    );
    assert.equal(crossing({ weights: [0, 0], bias: 1 }, domain), undefined);
    assert.equal(crossing({ weights: [1, 0], bias: -9 }, domain), undefined);
  });

  it('reads a grid between its samples, and finds where it passes one half', () => {
    const size = 7;
    // Values grow with x alone: 0.5 lies at x = 0.5.
    const values = Float32Array.from({ length: size * size }, (_, i) => ((i % size) + 0.5) / size);
    assert.ok(Math.abs(gridValue({ size, values }, domain, 0.8, 0.1) - 0.6) < 1e-6);
    const segments = contour({ size, values }, domain);
    assert.equal(segments.length, size - 1);
    for (const ends of segments) for (const [x] of ends) assert.ok(Math.abs(x - 0.5) < 1e-6);
  });

  it('believes what a function says at the points over what lies between the samples', () => {
    const grid = { size: 2, values: Float32Array.of(0, 0, 0, 0) };
    const points = { coordinates: Float32Array.of(1, 1), labels: Float32Array.of(1) };
    const frame: BoundaryProbe = { kind: 'boundary', name: 'f', step: 0, domain, grid, points };
    assert.equal(judgePoints(frame)[0]!.right, false);
    assert.equal(judgePoints({ ...frame, outputs: Float32Array.of(1) })[0]!.right, true);
  });

  it('widens the domain to the canvas without stretching it', () => {
    const [left, right, bottom, top] = fitDomain([0, 1, 0, 1], 300, 100);
    assert.deepEqual([left, right, bottom, top], [-1, 2, 0, 1]);
  });
});
