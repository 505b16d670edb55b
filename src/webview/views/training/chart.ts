import uPlot from 'uplot';
import { formatNumber } from '../../lib/format-number';
import { DASHES, type Theme } from '../../lib/theme';
import type { Aligned, Curve } from './align-curves';

export interface ChartOptions {
  readonly width: number;
  readonly height: number;
  readonly log: boolean;
  readonly theme: Theme;
  readonly stepLabel: string;
  /** Whether names and last values stand at the lines' ends; where there is no room, they stand below. */
  readonly endLabels: boolean;
  /** Hears which of the aligned steps the cursor is on; undefined when it left. */
  readonly onCursor: (index: number | undefined) => void;
}

const LABEL_CHARACTERS = 16;
const STEPS = [1, 2, 5];
const integerIncrements = Array.from({ length: 30 }, (_, i) => STEPS[i % 3]! * 10 ** Math.floor(i / 3));

/** uPlot draws a gap for null and knows neither NaN nor the infinities, nor what is not positive on a logarithmic axis. */
export function chartData({ steps, values }: Aligned, log: boolean): uPlot.AlignedData {
  const drawable = (value: number | undefined): number | null | undefined =>
    value === undefined || (Number.isFinite(value) && (!log || value > 0)) ? value : null;
  return [[...steps], ...values.map((column) => column.map(drawable))];
}

/** Builds the chart into an element. Whoever built it gives it data, moves its cursor and destroys it. */
export function createChart(into: HTMLElement, curves: readonly Curve[], data: uPlot.AlignedData, options: ChartOptions): uPlot {
  const { theme, width, height, log } = options;
  const small = Math.round(theme.fontSize * 0.85);
  const [words, numbers] = [`${small}px ${theme.font}`, `${small}px ${theme.mono}`];
  const grid: uPlot.Axis.Grid = { stroke: withAlpha(theme, 0.08), width: 1 };
  const axis: uPlot.Axis = { stroke: theme.muted, font: numbers, grid, ticks: { show: false }, gap: 6 };
  const color = ({ style }: Curve): string => theme.series[style % theme.series.length]!;
  const whole = curves.every(({ values }) => values.every((value) => Number.isInteger(value) || !Number.isFinite(value)));

  return new uPlot(
    {
      width,
      height,
      padding: [10, options.endLabels ? labelWidth(curves, theme) : 10, 0, 4],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 7, width: 2 } },
      scales: {
        x: { time: false, range: (_, min, max) => (min === max ? [min - 0.5, max + 0.5] : [min, max]) },
        y: log ? { distr: 3 } : { range: (_, min, max) => pad(min, max) },
      },
      axes: [
        {
          ...axis,
          incrs: integerIncrements,
          space: 44,
          size: 22,
          values: (_, ticks) => ticks.map((tick) => formatNumber(tick)),
          label: options.stepLabel,
          labelFont: words,
          labelSize: small + 6,
          labelGap: 0,
        },
        {
          ...axis,
          ...(whole && !log && { incrs: integerIncrements }),
          space: 26,
          size: (_, ticks) => Math.max(0, ...(ticks ?? []).map((tick) => tick.length)) * small * 0.62 + 12,
          values: (_, ticks) => ticks.map((tick) => (tick === null ? '' : formatNumber(tick))),
        },
      ],
      series: [
        {},
        ...curves.map(
          (curve): uPlot.Series => ({
            stroke: color(curve),
            width: curve.faint ? 1 : 1.75,
            alpha: curve.faint ? 0.35 : 1,
            dash: [...DASHES[curve.style % DASHES.length]!],
            spanGaps: curve.every > 1,
            points: { show: false },
          }),
        ),
      ],
      hooks: {
        setCursor: [({ cursor }) => options.onCursor(cursor.idx ?? undefined)],
        draw: [(chart) => annotate(chart, curves, options, numbers, color)],
      },
    },
    data,
    into,
  );
}

/** What the labels at the lines' ends take of the width, in CSS pixels. */
export function labelWidth(curves: readonly Curve[], { fontSize }: Theme): number {
  const longest = Math.max(0, ...curves.filter(({ faint }) => !faint).map((curve) => labelOf(curve).length));
  return longest * Math.round(fontSize * 0.85) * 0.62 + 22;
}

export function labelOf({ name, values }: Curve): string {
  const short = name.length > LABEL_CHARACTERS ? `${name.slice(0, LABEL_CHARACTERS - 1)}…` : name;
  return `${short} ${formatNumber(values.at(-1) ?? NaN)}`;
}

/** Room above and below, but none below zero for what is never negative. */
function pad(min: number | null, max: number | null): [number, number] {
  if (min === null || max === null) return [0, 1];
  const room = (max - min) * 0.08 || Math.abs(max) * 0.5 || 1;
  return [min >= 0 ? Math.max(0, min - room) : min - room, max + room];
}

/** Markers on the lines, and each line's name and last value at its end. In device pixels, as uPlot's canvas is. */
function annotate(chart: uPlot, curves: readonly Curve[], { theme, endLabels }: ChartOptions, font: string, color: (curve: Curve) => string): void {
  const { ctx: context } = chart;
  const ratio = devicePixelRatio;
  const steps = chart.data[0];
  const size = 3 * ratio;
  const ends: { readonly curve: Curve; y: number }[] = [];
  context.save();
  for (const [i, curve] of curves.entries()) {
    if (curve.faint) continue;
    const column = chart.data[i + 1]!;
    const known = [...column.keys()].filter((at) => column[at] != null);
    if (known.length === 0) continue;
    const place = (at: number): readonly [number, number] => [chart.valToPos(steps[at]!, 'x', true), chart.valToPos(column[at]!, 'y', true)];
    context.fillStyle = color(curve);
    context.strokeStyle = color(curve);
    context.lineWidth = 1.5 * ratio;
    const apart = Math.max(1, Math.ceil((known.length * 22 * ratio) / chart.bbox.width));
    for (let at = 0; at < known.length; at += apart) drawMarker(context, curve.style, ...place(known[at]!), size);
    const [x, y] = place(known.at(-1)!);
    drawMarker(context, curve.style, x, y, size);
    ends.push({ curve, y });
  }
  if (!endLabels) return context.restore();
  ends.sort((a, b) => a.y - b.y);
  const line = theme.fontSize * ratio * 1.15;
  for (const [i, end] of ends.entries()) if (i > 0) end.y = Math.max(end.y, ends[i - 1]!.y + line);
  const overflow = Math.max(0, (ends.at(-1)?.y ?? 0) - (chart.bbox.top + chart.bbox.height));
  context.font = font.replace(/^[\d.]+/, (size_) => String(Number(size_) * ratio));
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  const x = chart.bbox.left + chart.bbox.width + 8 * ratio;
  for (const { curve, y } of ends) {
    context.fillStyle = context.strokeStyle = color(curve);
    drawMarker(context, curve.style, x + size, y - overflow, size);
    context.fillStyle = theme.foreground;
    context.fillText(labelOf(curve), x + size * 2 + 4 * ratio, y - overflow);
  }
  context.restore();
}

type Draw = (context: CanvasRenderingContext2D, x: number, y: number, size: number) => void;
const polygon = (...corners: readonly (readonly [number, number])[]): Draw => (context, x, y, size) => {
  context.beginPath();
  for (const [dx, dy] of corners) context.lineTo(x + dx * size, y + dy * size);
  context.closePath();
  context.fill();
};
const strokes = (...lines: readonly (readonly [number, number, number, number])[]): Draw => (context, x, y, size) => {
  context.beginPath();
  for (const [x1, y1, x2, y2] of lines) {
    context.moveTo(x + x1 * size, y + y1 * size);
    context.lineTo(x + x2 * size, y + y2 * size);
  }
  context.stroke();
};
/** The markers as characters, for text beside the chart. */
export const MARKER_CHARACTERS = ['●', '■', '▲', '◆', '+', '×'] as const;
/** Circle, square, triangle, diamond, plus, cross: in the order of the series. */
const markers: readonly Draw[] = [
  (context, x, y, size) => {
    context.beginPath();
    context.arc(x, y, size, 0, 2 * Math.PI);
    context.fill();
  },
  polygon([-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]),
  polygon([0, -1.2], [1.1, 0.9], [-1.1, 0.9]),
  polygon([0, -1.3], [1.3, 0], [0, 1.3], [-1.3, 0]),
  strokes([-1.2, 0, 1.2, 0], [0, -1.2, 0, 1.2]),
  strokes([-1, -1, 1, 1], [-1, 1, 1, -1]),
];

function drawMarker(context: CanvasRenderingContext2D, style: number, x: number, y: number, size: number): void {
  context.setLineDash([]);
  markers[style % markers.length]!(context, x, y, size);
}

/** The foreground, thinned. */
function withAlpha({ foreground }: Theme, share: number): string {
  return `color-mix(in srgb, ${foreground} ${share * 100}%, transparent)`;
}
