import type { Draws } from './draws';

/** Red, green and blue, each from 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number];

/** A picture being painted: red, green and blue of every pixel in turn, row by row. */
export interface Painting {
  readonly size: number;
  readonly light: Float64Array;
}

/** A coat of paint, asked for at the centres of pixels. */
export interface Layer {
  /** How much of a pixel it covers, 0 to 1. */
  readonly cover: (x: number, y: number) => number;
  /** Its colour there; asked only where it covers anything. */
  readonly colour: (x: number, y: number) => Colour;
}

/** Lays a layer over what is there. */
export function paint({ size, light }: Painting, { cover, colour }: Layer): void {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const share = cover(column + 0.5, row + 0.5);
      if (share <= 0) continue;
      const [red, green, blue] = colour(column + 0.5, row + 0.5);
      const at = (row * size + column) * 3;
      light[at]! += share * (red - light[at]!);
      light[at + 1]! += share * (green - light[at + 1]!);
      light[at + 2]! += share * (blue - light[at + 2]!);
    }
  }
}

/** How much of a pixel lies inside an edge that is this far away, in pixels; negative is inside. */
export function coverage(distance: number, softness = 1): number {
  return Math.min(1, Math.max(0, 0.5 - distance / softness));
}

/** A colour of this hue (in turns), saturation and lightness, each from 0 to 1. */
export function colourOf(hue: number, saturation: number, lightness: number): Colour {
  const chroma = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number): number => {
    const sector = (offset + hue * 12) % 12;
    return lightness - chroma * Math.max(-1, Math.min(sector - 3, 9 - sector, 1));
  };
  return [channel(0), channel(8), channel(4)];
}

export function mix(a: Colour, b: Colour, share: number): Colour {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}

export function scaled([red, green, blue]: Colour, factor: number): Colour {
  return [red * factor, green * factor, blue * factor];
}

/** How far two colours are from one another to the eye, roughly: green counts most, blue least. 0 to 1. */
export function contrast(a: Colour, b: Colour): number {
  return Math.sqrt(0.3 * (a[0] - b[0]) ** 2 + 0.59 * (a[1] - b[1]) ** 2 + 0.11 * (a[2] - b[2]) ** 2);
}

/** A surface's pattern: how far towards its second colour it is at a point, 0 to 1. */
export type Pattern = (x: number, y: number) => number;

/** One of: plain, stripes, dots, checks, clouds, a slow change from one side to the other. `period` is in pixels. */
export function drawPattern(draws: Draws, kinds: readonly PatternKind[], period: number): Pattern {
  const kind = draws.pick(kinds);
  const angle = draws.between(0, 2 * Math.PI);
  const [cos, sin, phase] = [Math.cos(angle) / period, Math.sin(angle) / period, draws.uniform()];
  const along = (x: number, y: number): number => cos * x + sin * y + phase;
  const across = (x: number, y: number): number => cos * y - sin * x + phase;
  const wave = (t: number): number => coverage(Math.abs(t - Math.floor(t) - 0.5) - 0.25, 0.3);
  switch (kind) {
    case 'plain':
      return () => 0;
    case 'stripes':
      return (x, y) => wave(along(x, y));
    case 'dots':
      return (x, y) => wave(along(x, y)) * wave(across(x, y));
    case 'checks':
      return (x, y) => Math.abs(wave(along(x, y)) - wave(across(x, y)));
    case 'clouds':
      return valueNoise(draws, period * 1.6);
    case 'slope':
      return (x, y) => 0.5 + 0.5 * Math.sin(0.8 * along(x, y));
  }
}
export type PatternKind = 'plain' | 'stripes' | 'dots' | 'checks' | 'clouds' | 'slope';

/** Random heights on a grid of this many pixels, joined smoothly: 0 to 1. */
function valueNoise(draws: Draws, grid: number): Pattern {
  const side = 24;
  const heights = Float64Array.from({ length: side * side }, draws.uniform);
  const height = (column: number, row: number): number => heights[(row % side) * side + (column % side)]!;
  const ease = (t: number): number => t * t * (3 - 2 * t);
  return (x, y) => {
    const [gx, gy] = [Math.max(0, x) / grid, Math.max(0, y) / grid];
    const [column, row] = [Math.floor(gx), Math.floor(gy)];
    const [tx, ty] = [ease(gx - column), ease(gy - row)];
    const upper = height(column, row) * (1 - tx) + height(column + 1, row) * tx;
    const lower = height(column, row + 1) * (1 - tx) + height(column + 1, row + 1) * tx;
    return upper * (1 - ty) + lower * ty;
  };
}
