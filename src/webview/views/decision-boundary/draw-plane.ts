import type { BoundaryProbe } from '../../../protocol/probe';
import { diverging, colorAt } from '../../lib/color-map';
import { formatNumber } from '../../lib/format-number';
import type { Theme } from '../../lib/theme';
import { contour, crossing, positiveSide, type Domain, type JudgedPoint, type Line, type Point } from './plane';

export interface PlaneDrawing {
  readonly width: number;
  readonly height: number;
  /** What the canvas shows, already fitted to its proportions. */
  readonly domain: Domain;
  readonly frame: BoundaryProbe;
  readonly points: readonly JudgedPoint[];
  /** Lines that the run comes back to, drawn faintly. */
  readonly visited: readonly Line[];
  readonly theme: Theme;
  /** "class 1", "class 0": written on the two sides. */
  readonly classNames: readonly [string, string];
  /** The point under the cursor. */
  readonly selected: number | undefined;
}

/** Shares of the two hues in the shading: enough to see, little enough to read text on. */
const SHADE = 0.16;

/** Draws the plane: the two sides, the lines visited, the boundary, the axes, the points by class. */
export function drawPlane(context: CanvasRenderingContext2D, drawing: PlaneDrawing, ratio: number): void {
  const { width, height, domain, frame, visited, theme } = drawing;
  const [left, right, bottom, top] = domain;
  const at = ([x, y]: Point): readonly [number, number] => [((x - left) / (right - left)) * width, ((top - y) / (top - bottom)) * height];
  const [blue, orange] = [theme.series[0]!, theme.series[1] ?? theme.series[0]!];

  context.clearRect(0, 0, width, height);
  if (frame.grid !== undefined) shadeGrid(context, frame, at, theme, ratio);
  else if (frame.line !== undefined && isLine(frame.line)) shadeSides(context, frame.line, drawing, at, blue, orange, ratio);

  drawGrid(context, drawing, at);
  context.strokeStyle = theme.foreground;
  context.lineCap = 'round';
  for (const line of visited) {
    context.globalAlpha = 0.35;
    context.lineWidth = 1;
    context.setLineDash([5, 4]);
    strokeSegments(context, [crossing(line, domain)], at);
  }
  context.globalAlpha = 1;
  context.setLineDash([]);
  context.lineWidth = 2;
  if (frame.grid !== undefined) strokeSegments(context, contour(frame.grid, frame.domain), at);
  else if (frame.line !== undefined) strokeSegments(context, [crossing(frame.line, domain)], at);
  if (frame.line !== undefined && isLine(frame.line)) nameSides(context, frame.line, drawing, at);
  for (const [i, point] of drawing.points.entries()) drawPoint(context, point, at([point.x, point.y]), theme, i === drawing.selected);
}

/** Weights that are all 0 decide the same everywhere, and weights that are no numbers decide nothing. */
export function isLine({ weights, bias }: Line): boolean {
  return [...weights, bias].every(Number.isFinite) && weights.some((weight) => weight !== 0);
}

type Place = (point: Point) => readonly [number, number];

function tracePolygon(context: CanvasRenderingContext2D, corners: readonly Point[], at: Place): void {
  context.beginPath();
  for (const corner of corners) context.lineTo(...at(corner));
  context.closePath();
}

function shadeSides(context: CanvasRenderingContext2D, line: Line, { domain, theme }: PlaneDrawing, at: Place, blue: string, orange: string, ratio: number): void {
  const opposite: Line = { weights: [-line.weights[0], -line.weights[1]], bias: -line.bias };
  if (theme.kind === 'high-contrast') {
    tracePolygon(context, positiveSide(line, domain), at);
    context.fillStyle = hatching(context, theme.foreground, ratio);
    context.fill();
    return;
  }
  context.globalAlpha = SHADE;
  for (const [side, color] of [[opposite, blue], [line, orange]] as const) {
    tracePolygon(context, positiveSide(side, domain), at);
    context.fillStyle = color;
    context.fill();
  }
  context.globalAlpha = 1;
}

function hatching(context: CanvasRenderingContext2D, color: string, ratio: number): CanvasPattern | string {
  const tile = new OffscreenCanvas(10 * ratio, 10 * ratio);
  const draw = tile.getContext('2d');
  if (draw === null) return 'transparent';
  draw.scale(ratio, ratio);
  draw.globalAlpha = 0.3;
  draw.strokeStyle = color;
  for (const offset of [-10, 0, 10]) {
    draw.moveTo(offset, 10);
    draw.lineTo(offset + 10, 0);
  }
  draw.stroke();
  const pattern = context.createPattern(tile, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(1 / ratio));
  return pattern ?? 'transparent';
}

/** A function's outputs as whole-pixel squares; blue where it is nearer to 0, orange where nearer to 1. */
function shadeGrid(context: CanvasRenderingContext2D, { grid, domain }: BoundaryProbe, at: Place, theme: Theme, ratio: number): void {
  if (grid === undefined) return;
  const { size, values } = grid;
  const [left, right, bottom, top] = domain;
  const edges = (row: number, column: number): readonly [number, number] =>
    at([left + ((right - left) * column) / size, bottom + ((top - bottom) * row) / size]).map(Math.round) as [number, number];
  if (theme.kind === 'high-contrast') {
    context.fillStyle = hatching(context, theme.foreground, ratio);
    for (const [i, value] of values.entries()) {
      if (!(value > 0.5)) continue;
      const [row, column] = [Math.floor(i / size), i % size];
      const [[x1, y2], [x2, y1]] = [edges(row, column), edges(row + 1, column + 1)];
      context.fillRect(x1, y1, x2 - x1, y2 - y1);
    }
    return;
  }
  const map = diverging(theme.backgroundRgb, theme.dark);
  const image = new ImageData(size, size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const value = values[row * size + column]!;
      // A part of the map's reach keeps the points and the text readable.
      const color = Number.isFinite(value) ? colorAt(map, Math.max(-0.5, Math.min(0.5, value - 0.5)) * 0.4, { low: -1, high: 1 }) : [255, 0, 255];
      image.data.set([...color, 255], 4 * ((size - 1 - row) * size + column));
    }
  }
  const canvas = new OffscreenCanvas(size, size);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  const [[x1, y2], [x2, y1]] = [edges(0, 0), edges(size, size)];
  context.imageSmoothingEnabled = false;
  context.drawImage(canvas, x1, y1, x2 - x1, y2 - y1);
}

function strokeSegments(context: CanvasRenderingContext2D, segments: readonly ((readonly [Point, Point]) | undefined)[], at: Place): void {
  context.beginPath();
  for (const segment of segments) {
    if (segment === undefined) continue;
    context.moveTo(...at(segment[0]));
    context.lineTo(...at(segment[1]));
  }
  context.stroke();
}

/** Ticks at 1, 2 or 5 times a power of ten, about one every sixty pixels. */
function tickStep(span: number, pixels: number): number {
  const rough = (span * 60) / pixels;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5].find((step) => step * power >= rough) ?? 10);
}

function drawGrid(context: CanvasRenderingContext2D, { width, height, domain, theme }: PlaneDrawing, at: Place): void {
  const [left, right, bottom, top] = domain;
  const step = tickStep(right - left, width);
  const small = Math.round(theme.fontSize * 0.85);
  context.font = `${small}px ${theme.mono}`;
  context.lineWidth = 1;
  context.fillStyle = theme.muted;
  context.strokeStyle = theme.foreground;
  const crisp = (place: number): number => Math.round(place) + 0.5;
  for (let i = Math.ceil(left / step); i * step <= right; i++) {
    const [x] = at([i * step, 0]);
    context.globalAlpha = 0.08;
    context.strokeRect(crisp(x), 0, 0, height);
    context.globalAlpha = 1;
    context.textAlign = 'center';
    context.textBaseline = 'alphabetic';
    if (x > 24 && x < width - 40) context.fillText(formatNumber(i * step), x, height - 4);
  }
  for (let i = Math.ceil(bottom / step); i * step <= top; i++) {
    const [, y] = at([0, i * step]);
    context.globalAlpha = 0.08;
    context.strokeRect(0, crisp(y), width, 0);
    context.globalAlpha = 1;
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    if (y > 24 && y < height - 20) context.fillText(formatNumber(i * step), 4, y);
  }
  context.textAlign = 'right';
  context.textBaseline = 'alphabetic';
  context.fillText('x₁', width - 4, height - 4);
  context.textAlign = 'left';
  context.textBaseline = 'top';
  context.fillText('x₂', 4, 4);
}

/** Writes on either side of the line what the unit says there. */
function nameSides(context: CanvasRenderingContext2D, line: Line, { domain, theme, width, height, classNames, points }: PlaneDrawing, at: Place): void {
  const ends = crossing(line, domain);
  if (ends === undefined) return;
  const length = Math.hypot(...line.weights);
  const small = Math.round(theme.fontSize * 0.85);
  context.font = `${small}px ${theme.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = theme.foreground;
  // Where along the line there is most room: away from the points and from the edges.
  const places = [0.15, 0.25, 0.35, 0.5, 0.65, 0.75, 0.85].map((along) =>
    at([ends[0][0] + (ends[1][0] - ends[0][0]) * along, ends[0][1] + (ends[1][1] - ends[0][1]) * along]),
  );
  const room = ([px, py]: readonly [number, number]): number =>
    Math.min(px, width - px, py, height - py, ...points.map((point) => Math.hypot(at([point.x, point.y])[0] - px, at([point.x, point.y])[1] - py)));
  const [x, y] = places.reduce((best, place) => (room(place) > room(best) ? place : best));
  const normal = [line.weights[0] / length, -line.weights[1] / length] as const;
  for (const [name, side] of [[classNames[1], 1], [classNames[0], -1]] as const) {
    const half = context.measureText(name).width / 2;
    const away = 12 + Math.abs(normal[0]) * half;
    const [tx, ty] = [x + side * normal[0] * away, y + side * normal[1] * away];
    if (tx - half > 0 && tx + half < width && ty > 8 && ty < height - 8) context.fillText(name, tx, ty);
  }
}

/** A circle for class 0, a square for class 1; a ring around what the unit gets wrong. */
function drawPoint(context: CanvasRenderingContext2D, { label, right }: JudgedPoint, [x, y]: readonly [number, number], theme: Theme, selected: boolean): void {
  const radius = 6;
  context.beginPath();
  if (label === 1) context.rect(Math.round(x) - radius, Math.round(y) - radius, 2 * radius, 2 * radius);
  else context.arc(x, y, radius + 0.5, 0, 2 * Math.PI);
  context.fillStyle = theme.kind === 'high-contrast' && label === 0 ? theme.background : (theme.series[label] ?? theme.series[0]!);
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = theme.kind === 'high-contrast' ? theme.foreground : theme.background;
  context.stroke();
  context.strokeStyle = theme.foreground;
  if (!right) {
    context.lineWidth = 1.5;
    context.beginPath();
    context.arc(x, y, radius + 6, 0, 2 * Math.PI);
    context.stroke();
  }
  if (selected) {
    context.strokeStyle = theme.focus;
    context.lineWidth = 2;
    context.beginPath();
    context.arc(x, y, radius + 9, 0, 2 * Math.PI);
    context.stroke();
  }
}
