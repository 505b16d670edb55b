import { useContext, useState } from 'preact/hooks';
import type { Localized } from '../../../protocol/localized';
import type { StoredTensor } from '../../../protocol/probe';
import { ColorBar } from '../../lib/color-bar';
import { cividis, diverging, rangeFor } from '../../lib/color-map';
import { Message } from '../../lib/controls';
import { formatExact, formatNumber, formatShape } from '../../lib/format-number';
import { useText } from '../../lib/language';
import { StatusContext } from '../../lib/status';
import { useTheme } from '../../lib/theme';
import type { ViewProps } from '../../lib/view-kind';
import type { Cell } from './draw-heatmap';
import { Heatmap } from './heatmap';
import { firstLayout, planeOf, windowOf, type Layout } from './lay-out';
import { PlaneControls } from './plane-controls';
import { PlaneTable } from './plane-table';
import { Statistics } from './statistics';
import { useSlice } from './use-slice';

const goneText: Localized = {
  en: 'These values were not kept: the run showed more than there is room for.',
  es: 'Estos valores no se conservaron: la ejecución mostró más de lo que cabe.',
};
export const readingText: Localized = { en: 'Reading the values…', es: 'Leyendo los valores…' };
const againText: Localized = { en: 'Run Again', es: 'Volver a ejecutar' };
const emptyText: Localized = { en: 'This tensor has no elements.', es: 'Este tensor no tiene elementos.' };

export interface SingleTensorProps {
  readonly tensor: StoredTensor;
  readonly slice: ViewProps['slice'];
  readonly asTable: boolean;
  /** Runs again, where values are gone. */
  readonly again: (() => void) | undefined;
}

export function Gone({ again }: Pick<SingleTensorProps, 'again'>) {
  const text = useText();
  return <Message action={again && { label: text(againText), onClick: again }}>{text(goneText)}</Message>;
}

/** One tensor: its plane in colours or in numbers, and what it comes to. */
export function SingleTensor({ tensor, slice, asTable, again }: SingleTensorProps) {
  const text = useText();
  const theme = useTheme();
  const setStatus = useContext(StatusContext);
  const { shape, summary, name } = tensor;
  const [chosen, setLayout] = useState<Layout>();
  // Another tensor of the same shape keeps the slice that was chosen.
  const layout = chosen !== undefined && formatShape(chosen.shape) === formatShape(shape) ? chosen : firstLayout(shape);
  const sliced = useSlice(slice, tensor, windowOf(layout));
  const [cursor, setCursor] = useState<Cell>();

  const picture = () => {
    if (shape.includes(0)) return <Message>{text(emptyText)}</Message>;
    if (sliced.state === 'gone') return <Gone again={again} />;
    if (sliced.state === 'waiting') return <p class="waiting">{sliced.late && text(readingText)}</p>;
    const float32 = summary.dtype === 'float32';
    if (shape.length === 0) return <p class="scalar number">{formatNumber(sliced.data[0] ?? NaN)}</p>;
    const plane = planeOf(layout, sliced.window, sliced.data);
    if (asTable) return <PlaneTable plane={plane} caption={name} float32={float32} />;
    const map = summary.min < 0 ? diverging(theme.backgroundRgb, theme.dark) : cividis;
    const range = rangeFor(map.kind, summary.min, summary.max);
    const onCursor = (cell: Cell | undefined): void => {
      setCursor(cell);
      const value = cell && plane.at(cell.row, cell.column);
      setStatus(cell === undefined || value === undefined ? undefined : `${name}[${plane.indexOf(cell.row, cell.column).join(', ')}] = ${formatExact(value, float32)}`);
    };
    return (
      <>
        <Heatmap plane={plane} map={map} range={range} label={`${name} ${formatShape(shape)}`} cursor={cursor} onCursor={onCursor} />
        <ColorBar map={map} range={range} />
      </>
    );
  };

  return (
    <>
      <PlaneControls layout={layout} onChange={setLayout} />
      {picture()}
      <Statistics summary={summary} />
    </>
  );
}
