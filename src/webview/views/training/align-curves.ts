import type { TraceData } from '../../lib/trace-data';

/** One line of the chart. */
export interface Curve {
  readonly name: string;
  /** Which trace it is of, in words; its own trace's curves are drawn in full, the others faint. */
  readonly traceTitle: string;
  readonly faint: boolean;
  /** Its place in the order of colours, dashes and markers: the same name has the same everywhere. */
  readonly style: number;
  readonly every: number;
  readonly values: Float64Array;
}

/** The curves of a trace, and behind them those of others that have the same name. */
export function curvesOf(trace: TraceData, others: readonly TraceData[], titleOf: (trace: TraceData) => string): Curve[] {
  const own = trace.series.map((series, style): Curve => ({ ...series, style, faint: false, traceTitle: titleOf(trace) }));
  const behind = others
    .filter(({ key }) => key !== trace.key)
    .flatMap((other) =>
      other.series.flatMap((series): Curve[] => {
        const style = trace.series.findIndex(({ name }) => name === series.name);
        return style < 0 ? [] : [{ ...series, style, faint: true, traceTitle: titleOf(other) }];
      }),
    );
  return [...behind, ...own];
}

export interface Aligned {
  /** The steps at which any curve has a value, ascending; the first value of a curve is step 1. */
  readonly steps: readonly number[];
  /** For every curve its value at each of the steps; undefined where it has none. */
  readonly values: readonly (readonly (number | undefined)[])[];
}

/** Lays curves of different lengths and strides over one axis of steps. */
export function alignCurves(curves: readonly Curve[]): Aligned {
  const strides = [...new Set(curves.map(({ every }) => every))];
  const end = Math.max(0, ...curves.map(({ every, values }) => (values.length - 1) * every));
  const every = Math.min(...strides, Infinity);
  // Strides are powers of two, so the smallest divides the others.
  const steps = curves.length === 0 ? [] : Array.from({ length: Math.floor(end / every) + 1 }, (_, i) => 1 + i * every);
  return {
    steps,
    values: curves.map((curve) => steps.map((step) => ((step - 1) % curve.every === 0 ? curve.values[(step - 1) / curve.every] : undefined))),
  };
}
