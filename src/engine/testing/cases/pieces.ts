import type { Draw } from '../draw';

/** What numbers seldom are, and sometimes turn out to be. */
export const oddities: readonly number[] = [NaN, Infinity, -Infinity, 0, -0, 1, -1, 0.5, -0.5, 1.5, -1.5, 2.5, 1e-30, -1e-30, 1e30, -1e30, 88, -104];

export const pair = (draw: Draw, max: number): [number, number] => [draw.int(1, max), draw.int(1, max)];
export const triple = (draw: Draw, max: number): [number, number, number] => [
  draw.int(1, max),
  draw.int(1, max),
  draw.int(1, max),
];

/** An image batch, [batch, height, width, channels]. */
export function images(
  draw: Draw,
  { atLeast = 1, channels = 9 }: { readonly atLeast?: number; readonly channels?: number } = {},
): [number, number, number, number] {
  return [draw.int(1, 3), draw.int(atLeast, 9), draw.int(atLeast, 9), draw.int(1, channels)];
}

/** Two shapes that broadcast against each other: some extents are 1 in one of them, some leading ones are missing. */
export function broadcastable(draw: Draw): [number[], number[]] {
  const whole = draw.shape(draw.int(1, 4));
  const part = whole.map((extent) => (draw.coin() ? 1 : extent)).slice(draw.int(0, whole.length - 1));
  const other = draw.coin()
    ? whole
    : whole.map((extent, i) => (part[i - whole.length + part.length] === extent && draw.coin() ? 1 : extent));
  return draw.coin() ? [other, part] : [part, other];
}

/** One axis of a tensor of this rank, counted from either end. */
export function axis(draw: Draw, rank: number): number {
  return draw.int(-rank, rank - 1);
}

/** Some axes of a tensor of this rank, no two the same, in any order; undefined is all of them. */
export function axes(draw: Draw, rank: number): number[] | undefined {
  if (draw.int(0, 3) === 0) return undefined;
  return shuffled(draw, rank)
    .slice(0, draw.int(1, rank))
    .map((at) => (draw.coin() ? at - rank : at));
}

/** The numbers below n in random order. */
export function shuffled(draw: Draw, n: number): number[] {
  const from = Array.from({ length: n }, (_, i) => i);
  return Array.from({ length: n }, () => from.splice(draw.int(0, from.length - 1), 1)[0]!);
}
