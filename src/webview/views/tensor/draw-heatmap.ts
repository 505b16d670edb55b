import { colorAt, inkOn, type ColorMap, type Range } from '../../lib/color-map';
import { formatNumber } from '../../lib/format-number';
import type { Theme } from '../../lib/theme';
import type { Plane } from './lay-out';

/** Where a heatmap's cells stand on its canvas, in CSS pixels. */
export interface Cells {
  readonly left: number;
  readonly top: number;
  /** The side of a cell; below 1 where the plane has more cells than the canvas has pixels. */
  readonly side: number;
  readonly width: number;
  readonly height: number;
}

export interface Cell {
  readonly row: number;
  readonly column: number;
}

const LARGEST_CELL = 56;
const MAX_HEIGHT = 360;
const MAGENTA = '#ff00ff';

/** Fits square cells with whole-pixel edges into a width; cells shrink below a pixel only when they must. */
export function fitCells({ rows, columns }: Pick<Plane, 'rows' | 'columns'>, width: number, fontSize: number): Cells {
  const [left, top] = [Math.round(Math.max(2, String(rows).length) * fontSize * 0.6 + 6), Math.round(fontSize * 1.2)];
  const room = Math.min((width - left) / Math.max(1, columns), MAX_HEIGHT / Math.max(1, rows));
  const side = room >= 1 ? Math.min(LARGEST_CELL, Math.floor(room)) : Math.max(0.05, room);
  return { left, top, side, width: left + Math.ceil(side * columns) + 1, height: top + Math.ceil(side * rows) + 1 };
}

export function cellAt({ left, top, side }: Cells, { rows, columns }: Plane, x: number, y: number): Cell | undefined {
  const [row, column] = [Math.floor((y - top) / side), Math.floor((x - left) / side)];
  return row >= 0 && column >= 0 && row < rows && column < columns ? { row, column } : undefined;
}

export interface HeatmapDrawing {
  readonly plane: Plane;
  readonly cells: Cells;
  readonly map: ColorMap;
  readonly range: Range;
  readonly theme: Theme;
  readonly cursor: Cell | undefined;
  /** The cell that an expectation failed at worst. */
  readonly ringed: Cell | undefined;
}

export function drawHeatmap(context: CanvasRenderingContext2D, drawing: HeatmapDrawing): void {
  const { plane, cells, theme, cursor, ringed } = drawing;
  context.clearRect(0, 0, cells.width, cells.height);
  drawCells(context, drawing);
  drawIndices(context, drawing);
  if (cells.side >= 5) drawOddities(context, drawing);
  if (cells.side >= 30) drawValues(context, drawing);
  if (theme.kind === 'high-contrast') {
    context.strokeStyle = theme.border;
    context.strokeRect(cells.left + 0.5, cells.top + 0.5, cells.side * plane.columns, cells.side * plane.rows);
  }
  if (ringed !== undefined) ring(context, cells, ringed, theme.foreground, theme.background);
  if (cursor !== undefined) ring(context, cells, cursor, theme.focus, theme.background);
}

function drawCells(context: CanvasRenderingContext2D, { plane, cells, map, range }: HeatmapDrawing): void {
  const { rows, columns } = plane;
  if (rows === 0 || columns === 0) return;
  const image = new ImageData(columns, rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const value = plane.at(row, column);
      if (value === undefined) continue;
      const color = Number.isNaN(value) ? [255, 0, 255] : colorAt(map, value, range);
      image.data.set([...color, 255], 4 * (row * columns + column));
    }
  }
  const canvas = new OffscreenCanvas(columns, rows);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(canvas, cells.left, cells.top, cells.side * columns, cells.side * rows);
}

/** NaN is hatched, and an infinity carries its sign: neither is taken for an end of the scale. */
function drawOddities(context: CanvasRenderingContext2D, { plane, cells, map, range }: HeatmapDrawing): void {
  const { left, top, side } = cells;
  for (let row = 0; row < plane.rows; row++) {
    for (let column = 0; column < plane.columns; column++) {
      const value = plane.at(row, column);
      if (value === undefined || Number.isFinite(value)) continue;
      const [x, y] = [left + column * side, top + row * side];
      if (Number.isNaN(value)) {
        context.save();
        context.beginPath();
        context.rect(x, y, side, side);
        context.clip();
        context.fillStyle = '#fff';
        context.fillRect(x, y, side, side);
        context.strokeStyle = MAGENTA;
        context.lineWidth = 2;
        context.beginPath();
        for (let offset = -side; offset < side; offset += 5) {
          context.moveTo(x + offset, y + side);
          context.lineTo(x + offset + side, y);
        }
        context.stroke();
        context.restore();
      } else if (side >= 10) {
        context.fillStyle = inkOn(colorAt(map, value, range));
        context.font = `${Math.min(14, side * 0.6)}px sans-serif`;
        context.textAlign = 'center';
        context.textBaseline = 'middle';
        context.fillText(value > 0 ? '+∞' : '−∞', x + side / 2, y + side / 2);
      }
    }
  }
}

function drawValues(context: CanvasRenderingContext2D, { plane, cells, map, range, theme }: HeatmapDrawing): void {
  const { left, top, side } = cells;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const small = theme.fontSize * 0.85;
  for (let row = 0; row < plane.rows; row++) {
    for (let column = 0; column < plane.columns; column++) {
      const value = plane.at(row, column);
      if (value === undefined || !Number.isFinite(value)) continue;
      const text = formatNumber(value);
      context.font = `${small}px ${theme.mono}`;
      const wide = context.measureText(text).width;
      // A value that does not fit is read with the cursor, not in tiny letters.
      if (wide > side - 4) {
        if ((wide * 0.8) > side - 4) continue;
        context.font = `${small * 0.8}px ${theme.mono}`;
      }
      context.fillStyle = inkOn(colorAt(map, value, range));
      context.fillText(text, left + (column + 0.5) * side, top + (row + 0.5) * side);
    }
  }
}

/** Indices along the top and the left, as many as fit. */
function drawIndices(context: CanvasRenderingContext2D, { plane, cells, theme }: HeatmapDrawing): void {
  const { left, top, side } = cells;
  if (plane.rows === 0 || plane.columns === 0) return;
  const [first, below, beside] = [plane.indexOf(0, 0), plane.indexOf(Math.min(1, plane.rows - 1), 0), plane.indexOf(0, Math.min(1, plane.columns - 1))];
  const axisOf = (other: readonly number[]): number => other.findIndex((index, axis) => index !== first[axis]);
  const [rowAxis, columnAxis] = [axisOf(below), axisOf(beside)];
  context.font = `${Math.round(theme.fontSize * 0.8)}px ${theme.mono}`;
  context.fillStyle = theme.muted;
  const apart = (pixels: number): number => {
    const least = pixels / side;
    const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
    return Math.max(1, [1, 2, 5, 10].map((step) => step * power).find((step) => step >= least) ?? 10 * power);
  };
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  if (rowAxis >= 0) {
    for (let row = 0; row < plane.rows; row += apart(theme.fontSize * 1.2)) {
      context.fillText(String(plane.indexOf(row, 0)[rowAxis]), left - 5, top + (row + 0.5) * side);
    }
  }
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  if (columnAxis >= 0) {
    for (let column = 0; column < plane.columns; column += apart(theme.fontSize * 2.4)) {
      context.fillText(String(plane.indexOf(0, column)[columnAxis]), left + (column + 0.5) * side, top - 4);
    }
  }
}

function ring(context: CanvasRenderingContext2D, { left, top, side }: Cells, { row, column }: Cell, color: string, halo: string): void {
  const size = Math.max(side, 7);
  const [x, y] = [left + (column + 0.5) * side - size / 2, top + (row + 0.5) * side - size / 2];
  for (const [style, width] of [[halo, 4], [color, 2]] as const) {
    context.strokeStyle = style;
    context.lineWidth = width;
    context.strokeRect(Math.round(x), Math.round(y), Math.round(size), Math.round(size));
  }
}
