import type { Localized } from '../../../protocol/localized';
import { Select, Slider } from '../../lib/controls';
import { useText } from '../../lib/language';
import { chooseAxis, moveAlong, slidingAxes, type Layout } from './lay-out';

const words = {
  rows: { en: 'Axis down', es: 'Eje vertical' },
  columns: { en: 'Axis across', es: 'Eje horizontal' },
} satisfies Record<string, Localized>;
const axisText = (axis: number): Localized => ({ en: `axis ${axis}`, es: `eje ${axis}` });

/** Which axes are drawn, and a slider for each that is not. */
export function PlaneControls({ layout, onChange }: { readonly layout: Layout; readonly onChange: (layout: Layout) => void }) {
  const text = useText();
  const { shape, rowAxis, columnAxis, origin } = layout;
  const axes = shape.map((extent, axis) => ({ value: String(axis), text: `${text(axisText(axis))} (${extent})` }));
  return (
    <div class="plane-controls">
      {shape.length > 2 && (
        <div class="row">
          <span aria-hidden="true">↓</span>
          <Select label={text(words.rows)} value={String(rowAxis)} options={axes} onChange={(axis) => onChange(chooseAxis(layout, 'rowAxis', Number(axis)))} />
          <span aria-hidden="true">→</span>
          <Select label={text(words.columns)} value={String(columnAxis)} options={axes} onChange={(axis) => onChange(chooseAxis(layout, 'columnAxis', Number(axis)))} />
        </div>
      )}
      {slidingAxes(layout).map(({ axis, max }) => (
        <Slider
          key={axis}
          label={text(axisText(axis))}
          value={origin[axis]!}
          max={max}
          text={`${origin[axis]!} / ${shape[axis]! - 1}`}
          onChange={(index) => onChange(moveAlong(layout, axis, index))}
        />
      ))}
    </div>
  );
}
