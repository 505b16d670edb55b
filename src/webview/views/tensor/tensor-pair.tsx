import { useContext, useMemo, useState } from 'preact/hooks';
import type { Localized } from '../../../protocol/localized';
import type { StoredTensor } from '../../../protocol/probe';
import { ColorBar } from '../../lib/color-bar';
import { cividis, diverging, rangeFor, type ColorMap, type Range } from '../../lib/color-map';
import { Message } from '../../lib/controls';
import { formatNumber, formatProse, formatShape } from '../../lib/format-number';
import { useLanguage, useText } from '../../lib/language';
import { StatusContext } from '../../lib/status';
import { useTheme } from '../../lib/theme';
import type { ViewProps } from '../../lib/view-kind';
import { subtract } from './difference';
import type { Cell } from './draw-heatmap';
import { Heatmap } from './heatmap';
import { firstLayout, planeOf, windowOf, type Layout, type Plane } from './lay-out';
import { PlaneControls } from './plane-controls';
import { PlaneTable } from './plane-table';
import { Gone, readingText } from './single-tensor';
import { useSlice } from './use-slice';

const words = {
  expected: { en: 'Expected', es: 'Esperado' },
  actual: { en: 'Yours', es: 'El tuyo' },
  difference: { en: 'Difference', es: 'Diferencia' },
  same: { en: 'They agree in every element shown.', es: 'Coinciden en todos los elementos mostrados.' },
} satisfies Record<string, Localized>;

const shapesText = (expected: string, actual: string): Localized => ({
  en: `Yours has shape ${actual}; ${expected} was expected. Elements of different shapes have no difference.`,
  es: `El tuyo tiene forma ${actual}; se esperaba ${expected}. Entre formas distintas no hay diferencia.`,
});

export interface TensorPairProps {
  readonly expected: StoredTensor;
  readonly actual: StoredTensor;
  readonly slice: ViewProps['slice'];
  readonly asTable: boolean;
  readonly again: (() => void) | undefined;
}

/** What was expected, what came, and how far apart they are, on one cursor; the first two on one scale. */
export function TensorPair({ expected, actual, slice, asTable, again }: TensorPairProps) {
  const text = useText();
  const language = useLanguage();
  const theme = useTheme();
  const setStatus = useContext(StatusContext);
  const [chosen, setLayout] = useState<Layout>();
  const layout = chosen !== undefined && formatShape(chosen.shape) === formatShape(expected.shape) ? chosen : firstLayout(expected.shape);
  const comparable = formatShape(expected.shape) === formatShape(actual.shape);
  const window = windowOf(layout);
  const left = useSlice(slice, expected, window);
  const right = useSlice(slice, actual, comparable ? window : windowOf(firstLayout(actual.shape)));
  const [cursor, setCursor] = useState<Cell>();
  const difference = useMemo(
    () => (comparable && left.state === 'there' && right.state === 'there' && left.data.length === right.data.length ? subtract(right.data, left.data) : undefined),
    [left, right, comparable],
  );

  if (!comparable) return <Message>{text(shapesText(formatShape(expected.shape), formatShape(actual.shape)))}</Message>;
  if (left.state === 'gone' || right.state === 'gone') return <Gone again={again} />;
  if (left.state === 'waiting' || right.state === 'waiting' || difference === undefined) return <p class="waiting">{text(readingText)}</p>;

  const signed = Math.min(expected.summary.min, actual.summary.min) < 0;
  const map = signed ? diverging(theme.backgroundRgb, theme.dark) : cividis;
  const range = rangeFor(map.kind, Math.min(expected.summary.min, actual.summary.min), Math.max(expected.summary.max, actual.summary.max));
  const apart = diverging(theme.backgroundRgb, theme.dark);
  const furthest = difference.values.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0);
  const planes = [left.data, right.data, difference.values].map((data) => planeOf(layout, left.window, data)) as [Plane, Plane, Plane];
  const worst = difference.worst === undefined ? undefined : cellOf(planes[2], layout, difference.worst);
  const index = (cell: Cell): string => `[${planes[0].indexOf(cell.row, cell.column).join(', ')}]`;

  const onCursor = (cell: Cell | undefined): void => {
    setCursor(cell);
    const values = cell && planes.map((plane) => formatNumber(plane.at(cell.row, cell.column) ?? NaN));
    setStatus(cell && values && `${index(cell)} · ${[words.expected, words.actual, words.difference].map((name, i) => `${text(name)} ${values[i]}`).join(' · ')}`);
  };
  const named = (cell: Cell): Localized => {
    const [want, got, off] = planes.map((plane) => plane.at(cell.row, cell.column) ?? NaN) as [number, number, number];
    const write = (value: number): string => formatProse(value, language);
    const by: Localized = Number.isFinite(off)
      ? { en: `, ${write(Math.abs(off))} too ${off > 0 ? 'high' : 'low'}`, es: `, ${write(Math.abs(off))} de ${off > 0 ? 'más' : 'menos'}` }
      : { en: '', es: '' };
    return {
      en: `Furthest apart at ${index(cell)}: ${write(want)} was expected and ${write(got)} came${by.en}.`,
      es: `La mayor distancia está en ${index(cell)}: se esperaba ${write(want)} y salió ${write(got)}${by.es}.`,
    };
  };
  const panels: readonly (readonly [Localized, Plane, ColorMap, Range])[] = [
    [words.expected, planes[0], map, range],
    [words.actual, planes[1], map, range],
    [words.difference, planes[2], apart, rangeFor('diverging', 0, furthest)],
  ];

  return (
    <>
      <PlaneControls layout={layout} onChange={setLayout} />
      <p class="summary">{text(worst === undefined ? words.same : named(worst))}</p>
      <div class="panels">
        {panels.map(([title, plane, colors, scale], i) => (
          <figure key={title.en}>
            <figcaption>{text(title)}</figcaption>
            {asTable ? (
              <PlaneTable plane={plane} caption={text(title)} float32={i < 2 && expected.summary.dtype === 'float32'} />
            ) : (
              <>
                <Heatmap plane={plane} map={colors} range={scale} label={text(title)} cursor={cursor} onCursor={onCursor} ringed={i === 2 ? worst : undefined} />
                <ColorBar map={colors} range={scale} />
              </>
            )}
          </figure>
        ))}
      </div>
    </>
  );
}

/** The cell of an element, by its place in the window's data. */
function cellOf({ rows, columns }: Plane, { rowAxis, columnAxis }: Layout, place: number): Cell {
  if (rowAxis !== undefined && columnAxis !== undefined && columnAxis < rowAxis) return { row: place % rows, column: Math.floor(place / rows) };
  return { row: Math.floor(place / columns), column: place % columns };
}
