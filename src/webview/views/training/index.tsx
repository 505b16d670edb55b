import { useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Localized } from '../../../protocol/localized';
import { IconButton, ToggleButton } from '../../lib/controls';
import { DataTable } from '../../lib/data-table';
import { formatCount, formatExact, formatNumber } from '../../lib/format-number';
import { useText } from '../../lib/language';
import { StatusContext } from '../../lib/status';
import { useTheme } from '../../lib/theme';
import { useWidth } from '../../lib/use-width';
import type { ViewKind, ViewProps } from '../../lib/view-kind';
import { alignCurves, curvesOf, type Curve } from './align-curves';
import { chartData, createChart, labelOf, labelWidth, MARKER_CHARACTERS } from './chart';
import { summarizeCurve } from './summarize-curve';

const words = {
  title: { en: 'Training', es: 'Entrenamiento' },
  step: { en: 'step', es: 'paso' },
  log: { en: 'Log', es: 'Log' },
  compare: { en: 'Compare', es: 'Comparar' },
  table: { en: 'Show as table', es: 'Mostrar como tabla' },
  chart: { en: 'Curves. Move along them with the arrow keys.', es: 'Curvas. Recórrelas con las flechas.' },
} satisfies Record<string, Localized>;

const thinned = (every: number): Localized => ({
  en: `A long run: one of every ${formatCount(every)} values is drawn.`,
  es: `Ejecución larga: se dibuja uno de cada ${formatCount(every)} valores.`,
});

function Training({ trace, traces, live, titleOf }: ViewProps) {
  const text = useText();
  const [log, setLog] = useState(false);
  const [compare, setCompare] = useState(false);
  const [asTable, setAsTable] = useState(false);
  const comparable = traces.some((other) => other.key !== trace.key && other.series.some(({ name }) => trace.series.some((own) => own.name === name)));
  const curves = useMemo(() => curvesOf(trace, compare ? traces : [], titleOf), [trace, traces, compare]);
  const positive = trace.series.some(({ values }) => values.some((value) => value > 0));
  const every = Math.max(1, ...trace.series.map((series) => series.every));

  return (
    <section class="view" aria-label={text(words.title)}>
      <header class="view-toolbar">
        <h2>{text(words.title)}</h2>
        {comparable && <ToggleButton label={text(words.compare)} pressed={compare} onClick={() => setCompare(!compare)} />}
        <ToggleButton label={text(words.log)} pressed={log && positive} disabled={!positive} onClick={() => setLog(!log)} />
        <IconButton icon="table" label={text(words.table)} pressed={asTable} onClick={() => setAsTable(!asTable)} />
      </header>
      {asTable ? <CurveTable curves={curves} /> : <Chart curves={curves} log={log && positive} />}
      {every > 1 && <p class="caption">{text(thinned(every))}</p>}
      <p class="visually-hidden" aria-live={live ? 'off' : 'polite'}>
        {trace.series.map((series) => text(summarizeCurve(series))).join(' ')}
      </p>
    </section>
  );
}

function Chart({ curves, log }: { readonly curves: readonly Curve[]; readonly log: boolean }) {
  const text = useText();
  const theme = useTheme();
  const setStatus = useContext(StatusContext);
  const [box, width] = useWidth<HTMLDivElement>();
  const chart = useRef<uPlot | undefined>(undefined);
  const readLast = useRef<number | undefined>(undefined);
  const aligned = useMemo(() => alignCurves(curves), [curves]);
  const endLabels = labelWidth(curves, theme) < width * 0.35;
  const height = Math.round(Math.max(150, Math.min(340, width * 0.6)));

  // What the cursor reads must be of the newest data, though the chart keeps the listener it was built with.
  const read = useRef<(index: number | undefined) => void>(() => {});
  read.current = (index) => {
    // uPlot says it again with every new value; the status line is another view's by then.
    if (index === undefined && readLast.current === undefined) return;
    readLast.current = index;
    const step = index === undefined ? undefined : aligned.steps[index];
    if (index === undefined || step === undefined) return setStatus(undefined);
    const readings = curves.flatMap((curve, i) => {
      const value = aligned.values[i]![index];
      return value === undefined || curve.faint ? [] : [`${curve.name} ${formatNumber(value)}`];
    });
    setStatus([`${text(words.step)} ${formatCount(step)}`, ...readings].join(' · '));
  };

  const look = curves.map(({ name, style, faint, every }) => [name, style, faint, every]);
  const lastValues = curves.map(({ values }) => formatNumber(values.at(-1) ?? NaN).length);
  const key = JSON.stringify([look, lastValues, log, width, endLabels, text(words.step)]);
  useEffect(() => {
    if (box.current === null || width < 80) return;
    const made = createChart(box.current, curves, chartData(aligned, log), {
      width,
      height,
      log,
      theme,
      endLabels,
      stepLabel: text(words.step),
      onCursor: (index) => read.current(index),
    });
    chart.current = made;
    return () => {
      made.destroy();
      chart.current = undefined;
    };
    // Built anew only when it would look different; new values alone go in by setData.
  }, [key, theme]);
  useEffect(() => chart.current?.setData(chartData(aligned, log)), [aligned]);

  const move = (event: KeyboardEvent): void => {
    const made = chart.current;
    if (made === undefined) return;
    const last = aligned.steps.length - 1;
    const at = made.cursor.idx ?? (event.key === 'ArrowLeft' ? last + 1 : -1);
    const stride = event.shiftKey ? 10 : 1;
    const targets: Record<string, number> = { ArrowLeft: at - stride, ArrowRight: at + stride, Home: 0, End: last };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const index = Math.max(0, Math.min(last, target));
    made.setCursor({ left: made.valToPos(aligned.steps[index]!, 'x'), top: 0 });
  };

  return (
    <>
      <div ref={box} class="chart" tabIndex={0} role="img" aria-label={text(words.chart)} style={{ minHeight: `${height}px` }} onKeyDown={move} />
      {!endLabels && (
        <ul class="legend number">
          {curves
            .filter(({ faint }) => !faint)
            .map((curve) => (
              <li key={curve.name}>
                <span style={{ color: theme.series[curve.style % theme.series.length]! }}>{MARKER_CHARACTERS[curve.style % MARKER_CHARACTERS.length]}</span> {labelOf(curve)}
              </li>
            ))}
        </ul>
      )}
    </>
  );
}

function CurveTable({ curves }: { readonly curves: readonly Curve[] }) {
  const text = useText();
  const { steps, values } = useMemo(() => alignCurves(curves), [curves]);
  const heading = ({ name, faint, traceTitle }: Curve): string => (faint ? `${name} (${traceTitle})` : name);
  return (
    <DataTable
      caption={text(words.title)}
      headings={[text(words.step), ...curves.map(heading)]}
      rows={steps.length}
      row={(i) => [formatCount(steps[i]!), ...values.map((column) => (column[i] === undefined ? '' : formatExact(column[i], false)))]}
    />
  );
}

export const view: ViewKind = {
  kind: 'training',
  title: words.title,
  accepts: ({ series }) => series.length > 0,
  View: Training,
};
