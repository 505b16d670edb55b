import type { ColorMap, Range } from './color-map';
import { formatNumber } from './format-number';

const STOPS = 16;

/** A map's colours and the numbers at its ends and middle. */
export function ColorBar({ map, range }: { readonly map: ColorMap; readonly range: Range }) {
  const stops = Array.from({ length: STOPS + 1 }, (_, i) => {
    const at = 3 * Math.round((i / STOPS) * 255);
    return `rgb(${map.table[at]} ${map.table[at + 1]} ${map.table[at + 2]})`;
  });
  const middle = (range.low + range.high) / 2;
  return (
    <div class="color-bar">
      <div class="color-bar-ramp" style={{ background: `linear-gradient(to right, ${stops.join(',')})` }} />
      <div class="color-bar-numbers number">
        {[range.low, middle, range.high].map((value, i) => (
          <span key={i}>{formatNumber(value)}</span>
        ))}
      </div>
    </div>
  );
}
