import type { BoundaryProbe } from '../../../protocol/probe';

export type Point = readonly [number, number];
export type Domain = BoundaryProbe['domain'];
export type Line = NonNullable<BoundaryProbe['line']>;

/** A point of the data, its class, and whether the unit tells it right. */
export interface JudgedPoint {
  readonly x: number;
  readonly y: number;
  readonly label: 0 | 1;
  readonly right: boolean;
}

/** The weighted sum at a point; positive on the side of class 1. */
export function lineValue({ weights: [w1, w2], bias }: Line, x: number, y: number): number {
  return w1 * x + w2 * y + bias;
}

/** The grid's value at a point of the plane, between the four nearest samples, which stand at the cells' centres. */
export function gridValue({ size, values }: NonNullable<BoundaryProbe['grid']>, [left, right, bottom, top]: Domain, x: number, y: number): number {
  const place = (at: number, from: number, to: number): number => Math.max(0, Math.min(size - 1, ((at - from) / (to - from)) * size - 0.5));
  const [column, row] = [place(x, left, right), place(y, bottom, top)];
  const [c, r] = [Math.min(size - 2, Math.floor(column)), Math.min(size - 2, Math.floor(row))];
  const at = (dr: number, dc: number): number => values[(r + dr) * size + c + dc] ?? NaN;
  const across = (dr: number): number => at(dr, 0) + (at(dr, 1) - at(dr, 0)) * (column - c);
  return across(0) + (across(1) - across(0)) * (row - r);
}

/**
 * How far the unit is on the side of class 1 at a point: above 0 it says 1, and on the line itself 0, as the course's
 * step does. NaN for a frame with neither line nor grid.
 */
export function decisionAt(frame: BoundaryProbe, x: number, y: number): number {
  if (frame.line !== undefined) return lineValue(frame.line, x, y);
  if (frame.grid !== undefined) return gridValue(frame.grid, frame.domain, x, y) - 0.5;
  return NaN;
}

export function judgePoints(frame: BoundaryProbe): JudgedPoint[] {
  const { points } = frame;
  if (points === undefined) return [];
  return Array.from(points.labels, (raw, i) => {
    const [x, y] = [points.coordinates[2 * i] ?? NaN, points.coordinates[2 * i + 1] ?? NaN];
    const label = raw > 0.5 ? 1 : 0;
    const output = frame.outputs?.[i];
    const decision = output === undefined ? decisionAt(frame, x, y) : output - 0.5;
    return { x, y, label, right: !Number.isNaN(decision) && decision > 0 === (label === 1) };
  });
}

/** The part of the domain on the side of class 1, as a polygon: the rectangle, cut by the line. */
export function positiveSide(line: Line, [left, right, bottom, top]: Domain): Point[] {
  const corners: readonly Point[] = [[left, bottom], [right, bottom], [right, top], [left, top]];
  const kept: Point[] = [];
  for (const [i, [x, y]] of corners.entries()) {
    const [nextX, nextY] = corners[(i + 1) % 4]!;
    const [value, next] = [lineValue(line, x, y), lineValue(line, nextX, nextY)];
    if (value >= 0) kept.push([x, y]);
    if (value >= 0 !== next >= 0) {
      const along = value / (value - next);
      kept.push([x + (nextX - x) * along, y + (nextY - y) * along]);
    }
  }
  return kept;
}

/** The two ends of the line inside the domain; undefined where it does not cross it. */
export function crossing({ weights: [w1, w2], bias }: Line, [left, right, bottom, top]: Domain): readonly [Point, Point] | undefined {
  const slack = 1e-9 * (right - left + top - bottom);
  const ends: Point[] = [];
  const add = (x: number, y: number): void => {
    const inside = x >= left - slack && x <= right + slack && y >= bottom - slack && y <= top + slack;
    if (inside && !ends.some(([a, b]) => Math.hypot(a - x, b - y) < slack)) ends.push([x, y]);
  };
  if (w2 !== 0) for (const x of [left, right]) add(x, -(w1 * x + bias) / w2);
  if (w1 !== 0) for (const y of [bottom, top]) add(-(w2 * y + bias) / w1, y);
  return ends.length >= 2 ? [ends[0]!, ends[1]!] : undefined;
}

/** Where a grid's values pass 0.5, as separate segments: one or two for every square of four samples. */
export function contour({ size, values }: NonNullable<BoundaryProbe['grid']>, [left, right, bottom, top]: Domain): (readonly [Point, Point])[] {
  const segments: (readonly [Point, Point])[] = [];
  const place = (column: number, row: number): Point => [
    left + ((right - left) * (column + 0.5)) / size,
    bottom + ((top - bottom) * (row + 0.5)) / size,
  ];
  for (let row = 0; row < size - 1; row++) {
    for (let column = 0; column < size - 1; column++) {
      const around: readonly Point[] = [[column, row], [column + 1, row], [column + 1, row + 1], [column, row + 1]];
      const cuts: Point[] = [];
      for (const [i, [c, r]] of around.entries()) {
        const [nextC, nextR] = around[(i + 1) % 4]!;
        const [a, b] = [values[r * size + c]! - 0.5, values[nextR * size + nextC]! - 0.5];
        if (a >= 0 === b >= 0) continue;
        const along = a / (a - b);
        cuts.push(place(c + (nextC - c) * along, r + (nextR - r) * along));
      }
      for (let i = 0; i + 1 < cuts.length; i += 2) segments.push([cuts[i]!, cuts[i + 1]!]);
    }
  }
  return segments;
}

/** The domain widened to the canvas's proportions, so that a unit is as long across as it is up. */
export function fitDomain([left, right, bottom, top]: Domain, width: number, height: number): Domain {
  const scale = Math.max((right - left) / width, (top - bottom) / height);
  const [halfWidth, halfHeight] = [(scale * width) / 2, (scale * height) / 2];
  const [x, y] = [(left + right) / 2, (bottom + top) / 2];
  return [x - halfWidth, x + halfWidth, y - halfHeight, y + halfHeight];
}
