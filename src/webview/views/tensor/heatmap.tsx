import { useState } from 'preact/hooks';
import { Canvas } from '../../lib/canvas';
import type { ColorMap, Range } from '../../lib/color-map';
import { useTheme } from '../../lib/theme';
import { useWidth } from '../../lib/use-width';
import { cellAt, drawHeatmap, fitCells, type Cell } from './draw-heatmap';
import type { Plane } from './lay-out';

export interface HeatmapProps {
  readonly plane: Plane;
  readonly map: ColorMap;
  readonly range: Range;
  readonly label: string;
  readonly cursor: Cell | undefined;
  readonly ringed?: Cell | undefined;
  readonly onCursor: (cell: Cell | undefined) => void;
}

/** A plane of values in colours, with a cell cursor for mouse and keyboard. */
export function Heatmap({ plane, map, range, label, cursor, ringed, onCursor }: HeatmapProps) {
  const theme = useTheme();
  const [box, width] = useWidth<HTMLDivElement>();
  // The mouse's cursor goes when the mouse goes; the keyboard's stays where it was put.
  const [byKeyboard, setByKeyboard] = useState(false);
  const cells = fitCells(plane, width, theme.fontSize);

  const hover = (event: MouseEvent): void => {
    const { left, top } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    setByKeyboard(false);
    onCursor(cellAt(cells, plane, event.clientX - left, event.clientY - top));
  };
  const move = (event: KeyboardEvent): void => {
    const moves: Record<string, readonly [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    if (event.key === 'Escape') return onCursor(undefined);
    const by = moves[event.key];
    if (by === undefined || plane.rows === 0 || plane.columns === 0) return;
    event.preventDefault();
    setByKeyboard(true);
    const stride = event.shiftKey ? 10 : 1;
    const clamp = (index: number, count: number): number => Math.max(0, Math.min(count - 1, index));
    const next = cursor && { row: clamp(cursor.row + by[0] * stride, plane.rows), column: clamp(cursor.column + by[1] * stride, plane.columns) };
    onCursor(next ?? { row: 0, column: 0 });
  };

  return (
    <div ref={box} class="heatmap" tabIndex={0} role="img" aria-label={label} onKeyDown={move} onBlur={() => onCursor(undefined)}>
      <Canvas
        width={cells.width}
        height={cells.height}
        onMouseMove={hover}
        onMouseLeave={() => !byKeyboard && onCursor(undefined)}
        draw={(context) => drawHeatmap(context, { plane, cells, map, range, theme, cursor, ringed })}
      />
    </div>
  );
}
