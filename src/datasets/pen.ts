import type { Draws } from './draws';
import { createCanvas, drawStroke, smooth, type Canvas, type Point } from './stroke-canvas';

/** How much one drawing may differ from the next. Every span is symmetric about what is drawn without it. */
export interface PenStyle {
  /** How far the drawing moves, in pixels, along either axis. */
  readonly shift: number;
  /** How far it turns, in degrees, to either side. */
  readonly rotation: number;
  /** How far it leans: x moves by this part of y. */
  readonly slant: number;
  /** Its size as a part of the paper's, from and to. */
  readonly scale: readonly [from: number, to: number];
  /** How much wider or narrower than it was written: 0.1 for 10 % at most. */
  readonly stretch: number;
  /** The pen's width in pixels, from and to. */
  readonly thickness: readonly [from: number, to: number];
  /** How unsteady the hand is: how far a point may stray, as a part of the drawing's size. */
  readonly wobble: number;
}

/**
 * Draws strokes, given as the points that the pen goes through in a square of 100 by 100, on a square of `size` by
 * `size` pixels, as one hand would once: moved, turned, leant and stretched as a whole, unsteady in every point.
 */
export function drawByHand(draws: Draws, strokes: readonly (readonly number[])[], size: number, style: PenStyle): Canvas {
  const within = (span: number): number => draws.between(-span, span);
  const angle = (within(style.rotation) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const slant = within(style.slant);
  const scale = draws.between(...style.scale) * size;
  const [width, height] = [scale * (1 + within(style.stretch)), scale * (1 + within(style.stretch / 2))];
  const [moveX, moveY] = [size / 2 + within(style.shift), size / 2 + within(style.shift)];
  const radius = draws.between(...style.thickness) / 2;
  const warp = unsteadyHand(draws, style.wobble * 100);

  const place = ([px, py]: Point): Point => {
    const y = (py / 100 - 0.5) * height;
    const x = (px / 100 - 0.5) * width - slant * y;
    return [moveX + cos * x - sin * y, moveY + sin * x + cos * y];
  };
  const canvas = createCanvas(size, size);
  for (const stroke of strokes) {
    const points = Array.from({ length: stroke.length / 2 }, (_, i): Point => [stroke[2 * i]!, stroke[2 * i + 1]!]);
    // The pen is pressed harder at one end than at the other.
    const press = draws.between(-0.18, 0.18) * radius;
    drawStroke(canvas, smooth(points).map((point) => place(warp(point))), radius - press, radius + press);
  }
  return canvas;
}

/**
 * Bends the square of 100 by 100 as if it were rubber, by two slow waves along each axis: curves stay smooth, and strokes
 * that touch go on touching.
 */
function unsteadyHand(draws: Draws, reach: number): (point: Point) => Point {
  const waves = Array.from({ length: 4 }, () => {
    const [direction, phase] = [draws.between(0, 2 * Math.PI), draws.between(0, 2 * Math.PI)];
    const frequency = draws.between(0.4, 1.3) * (2 * Math.PI / 100);
    const height = draws.between(0.25, 0.5) * reach;
    const [fx, fy] = [frequency * Math.cos(direction), frequency * Math.sin(direction)];
    return (x: number, y: number): number => height * Math.sin(fx * x + fy * y + phase);
  });
  const [a, b, c, d] = waves as [Wave, Wave, Wave, Wave];
  return ([x, y]) => [x + a(x, y) + b(x, y), y + c(x, y) + d(x, y)];
}

type Wave = (x: number, y: number) => number;

/** Ink as bytes, 0 black to 255 white, with noise of this deviation (1 is the whole range). */
export function develop(draws: Draws, { ink }: Canvas, noise: number, target: Uint8Array, at: number): void {
  for (let i = 0; i < ink.length; i++) {
    const value = noise === 0 ? ink[i]! : ink[i]! + noise * draws.normal();
    target[at + i] = Math.round(255 * Math.min(1, Math.max(0, value)));
  }
}
