import { useContext, useMemo, useState } from 'preact/hooks';
import type { Localized } from '../../../protocol/localized';
import type { BoundaryProbe } from '../../../protocol/probe';
import { Canvas } from '../../lib/canvas';
import { IconButton, Select, Slider } from '../../lib/controls';
import { DataTable } from '../../lib/data-table';
import { formatExact, formatNumber } from '../../lib/format-number';
import { useText } from '../../lib/language';
import { StatusContext } from '../../lib/status';
import { useTheme } from '../../lib/theme';
import { useWidth } from '../../lib/use-width';
import type { ViewKind, ViewProps } from '../../lib/view-kind';
import { describeCycle, describeFrame, describeWeights } from './describe-frame';
import { drawPlane } from './draw-plane';
import { findCycle } from './find-cycle';
import { fitDomain, judgePoints, type JudgedPoint, type Line } from './plane';
import { usePlayback } from './use-playback';

const words = {
  title: { en: 'Decision boundary', es: 'Frontera de decisión' },
  unit: { en: 'Unit', es: 'Unidad' },
  step: { en: 'Step', es: 'Paso' },
  play: { en: 'Play', es: 'Reproducir' },
  pause: { en: 'Pause', es: 'Pausar' },
  table: { en: 'Show as table', es: 'Mostrar como tabla' },
  bias: { en: 'bias', es: 'sesgo' },
  right: { en: 'right', es: 'bien' },
  plane: { en: 'The plane and its points. Move over the points with the arrow keys.', es: 'El plano y sus puntos. Recorre los puntos con las flechas.' },
  zero: { en: 'says 0', es: 'dice 0' },
  one: { en: 'says 1', es: 'dice 1' },
  legend: { en: 'circles: class 0 · squares: class 1 · ringed: wrong', es: 'círculos: clase 0 · cuadrados: clase 1 · con anillo: mal' },
} satisfies Record<string, Localized>;

function DecisionBoundary({ trace, live }: ViewProps) {
  const text = useText();
  const [chosen, setChosen] = useState<string>();
  const [asTable, setAsTable] = useState(false);
  const { name, frames } = trace.boundaries.find((unit) => unit.name === chosen) ?? trace.boundaries[0]!;
  const playback = usePlayback(`${trace.key} ${name}`, frames.length, live);
  const [frame, last] = [frames[playback.frame]!, frames.at(-1)!];
  const points = useMemo(() => judgePoints(frame), [frame]);
  const cycle = useMemo(() => findCycle(frames), [frames]);
  const visited = useMemo(() => {
    if (cycle === undefined || cycle.period < 2) return [];
    return frames.slice(cycle.start, cycle.start + cycle.period).flatMap(({ line }) => (line === undefined ? [] : [line]));
  }, [frames, cycle]);
  const cycling = cycle && describeCycle(cycle, frames, judgePoints(last));
  const weights = describeWeights(frame);
  const summary = text(describeFrame(frame, last, points));

  return (
    <section class="view" aria-label={text(words.title)}>
      <header class="view-toolbar">
        <h2>{text(words.title)}</h2>
        {trace.boundaries.length > 1 && (
          <Select label={text(words.unit)} value={name} options={trace.boundaries.map((unit) => ({ value: unit.name, text: unit.name }))} onChange={setChosen} />
        )}
        <IconButton icon="table" label={text(words.table)} pressed={asTable} onClick={() => setAsTable(!asTable)} />
      </header>
      {asTable ? <FrameTable frames={frames} /> : <Plane frame={frame} points={points} visited={visited} />}
      {frame.points !== undefined && <p class="caption">{text(words.legend)}</p>}
      {frames.length > 1 && (
        <div class="playback">
          <IconButton icon={playback.playing ? 'pause' : 'play'} label={text(playback.playing ? words.pause : words.play)} onClick={playback.toggle} />
          <Slider
            hideLabel
            label={text(words.step)}
            value={playback.frame}
            max={frames.length - 1}
            text={`${frame.step + 1} / ${last.step + 1}`}
            onChange={playback.seek}
          />
        </div>
      )}
      <p class="summary" aria-live={playback.playing || live ? 'off' : 'polite'}>
        {summary}
      </p>
      {weights !== undefined && <p class="caption number">{text(weights)}</p>}
      {cycling !== undefined && !live && <p class="summary">{text(cycling)}</p>}
    </section>
  );
}

interface PlaneProps {
  readonly frame: BoundaryProbe;
  readonly points: readonly JudgedPoint[];
  readonly visited: readonly Line[];
}

function Plane({ frame, points, visited }: PlaneProps) {
  const text = useText();
  const theme = useTheme();
  const setStatus = useContext(StatusContext);
  const [box, room] = useWidth<HTMLDivElement>();
  const [selected, setSelected] = useState<number>();
  // In a low panel the slider below stays in sight.
  const height = Math.round(Math.max(160, Math.min(400, room * 0.8, window.innerHeight * 0.55)));
  const [left, right, bottom, top] = frame.domain;
  // A line goes on beyond its data; of a function nothing is known there.
  const proportion = ((right - left) / (top - bottom)) * (frame.grid === undefined ? 1.3 : 1);
  const width = Math.max(1, Math.min(room, Math.round(height * proportion)));
  const domain = fitDomain(frame.domain, width, height);

  const select = (index: number | undefined): void => {
    setSelected(index);
    const point = index === undefined ? undefined : points[index];
    setStatus(point && text(describePoint(point, frame)));
  };
  const hover = (event: MouseEvent): void => {
    const { left, top } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const distance = (point: JudgedPoint): number =>
      Math.hypot(
        ((point.x - domain[0]) / (domain[1] - domain[0])) * width - (event.clientX - left),
        ((domain[3] - point.y) / (domain[3] - domain[2])) * height - (event.clientY - top),
      );
    const nearest = points.reduce<number | undefined>((best, point, i) => (best === undefined || distance(point) < distance(points[best]!) ? i : best), undefined);
    select(nearest !== undefined && distance(points[nearest]!) < 24 ? nearest : undefined);
  };
  const move = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') return select(undefined);
    if (by === undefined || points.length === 0) return;
    event.preventDefault();
    select(((selected ?? (by > 0 ? -1 : points.length)) + by + points.length) % points.length);
  };

  return (
    <div ref={box} class="plane" tabIndex={0} role="img" aria-label={text(words.plane)} onKeyDown={move} onBlur={() => select(undefined)}>
      <Canvas
        width={width}
        height={height}
        onMouseMove={hover}
        onMouseLeave={() => select(undefined)}
        draw={(context, ratio) =>
          drawPlane(context, { width, height, domain, frame, points, visited, theme, selected, classNames: [text(words.zero), text(words.one)] }, ratio)
        }
      />
    </div>
  );
}

function describePoint({ x, y, label, right }: JudgedPoint, { line }: BoundaryProbe): Localized {
  const place = `(${formatNumber(x)}, ${formatNumber(y)})`;
  const sum = line === undefined ? '' : ` · w·x + b = ${formatNumber(line.weights[0] * x + line.weights[1] * y + line.bias)}`;
  return {
    en: `${place} · class ${label}, ${right ? 'right' : 'wrong'}${sum}`,
    es: `${place} · clase ${label}, ${right ? 'bien' : 'mal'}${sum}`,
  };
}

function FrameTable({ frames }: { readonly frames: readonly BoundaryProbe[] }) {
  const text = useText();
  const linear = frames.every(({ line }) => line !== undefined);
  const row = (i: number): string[] => {
    const frame = frames[i]!;
    const points = judgePoints(frame);
    const right = `${points.filter((point) => point.right).length} / ${points.length}`;
    const line = frame.line === undefined ? [] : [...frame.line.weights, frame.line.bias].map((value) => formatExact(value, false));
    return [String(frame.step + 1), right, ...(linear ? line : [])];
  };
  return (
    <DataTable
      caption={text(words.title)}
      headings={[text(words.step), text(words.right), ...(linear ? ['w₁', 'w₂', text(words.bias)] : [])]}
      rows={frames.length}
      row={row}
    />
  );
}

export const view: ViewKind = {
  kind: 'decision-boundary',
  title: words.title,
  accepts: ({ boundaries }) => boundaries.length > 0,
  View: DecisionBoundary,
};
