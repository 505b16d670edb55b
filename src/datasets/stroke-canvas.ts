/** A point `[x, y]`; y grows downwards. */
export type Point = readonly [x: number, y: number];

/** Ink on black paper, from 0 to 1, row by row. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly ink: Float64Array;
}

export function createCanvas(width: number, height: number): Canvas {
  return { width, height, ink: new Float64Array(width * height) };
}

/**
 * Draws a line through points given in pixels, with a round pen whose radius goes from `from` to `to` along the way.
 * Its edge is as soft as a pixel is wide, which is what makes it smooth; where lines cross, the darker ink counts.
 */
export function drawStroke(canvas: Canvas, points: readonly Point[], from: number, to: number): void {
  const last = points.length - 1;
  for (let i = 0; i < last; i++) {
    const radius = from + ((to - from) * (i + 0.5)) / last;
    drawSegment(canvas, points[i]!, points[i + 1]!, radius);
  }
}

function drawSegment({ width, height, ink }: Canvas, [x0, y0]: Point, [x1, y1]: Point, radius: number): void {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const squared = dx * dx + dy * dy;
  const reach = radius + 1;
  const [left, right] = [Math.max(0, Math.floor(Math.min(x0, x1) - reach)), Math.min(width - 1, Math.ceil(Math.max(x0, x1) + reach))];
  const [top, bottom] = [Math.max(0, Math.floor(Math.min(y0, y1) - reach)), Math.min(height - 1, Math.ceil(Math.max(y0, y1) + reach))];
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      // A pixel is asked at its centre.
      const [px, py] = [column + 0.5 - x0, row + 0.5 - y0];
      const along = squared === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / squared));
      const [ex, ey] = [px - along * dx, py - along * dy];
      const covered = radius + 0.5 - Math.sqrt(ex * ex + ey * ey);
      const at = row * width + column;
      if (covered > ink[at]!) ink[at] = Math.min(1, covered);
    }
  }
}

/**
 * A smooth curve through all of the points (a uniform Catmull–Rom spline), as so many points between each two of them.
 * Two points stay a straight line.
 */
export function smooth(through: readonly Point[], steps = 8): Point[] {
  const at = (i: number): Point => through[Math.min(through.length - 1, Math.max(0, i))]!;
  const curve: Point[] = [at(0)];
  for (let i = 0; i + 1 < through.length; i++) {
    const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    for (let step = 1; step <= steps; step++) {
      const t = step / steps;
      curve.push([spline(a[0], b[0], c[0], d[0], t), spline(a[1], b[1], c[1], d[1], t)]);
    }
  }
  return curve;
}

function spline(a: number, b: number, c: number, d: number, t: number): number {
  return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
}
