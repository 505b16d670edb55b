import type { Localized } from '../../../protocol/localized';
import type { TensorSummary } from '../../../protocol/tensor';
import { formatCount, formatNumber } from '../../lib/format-number';
import { useText } from '../../lib/language';

const words = {
  label: { en: 'Statistics', es: 'Estadísticas' },
  min: { en: 'min', es: 'mín' },
  mean: { en: 'mean', es: 'media' },
  deviation: { en: 'std', es: 'desv' },
  max: { en: 'max', es: 'máx' },
  zeros: { en: 'zeros', es: 'ceros' },
  infinities: { en: 'infinite', es: 'infinitos' },
} satisfies Record<string, Localized>;

/** What the whole tensor comes to, NaN and infinities counted apart. */
export function Statistics({ summary }: { readonly summary: TensorSummary }) {
  const text = useText();
  const entries: readonly (readonly [string, string])[] = [
    [text(words.min), formatNumber(summary.min)],
    [text(words.mean), formatNumber(summary.mean)],
    [text(words.deviation), formatNumber(summary.standardDeviation)],
    [text(words.max), formatNumber(summary.max)],
    ...(summary.zeros > 0 ? [[text(words.zeros), formatCount(summary.zeros)] as const] : []),
    ...(summary.nans > 0 ? [['NaN', formatCount(summary.nans)] as const] : []),
    ...(summary.infinities > 0 ? [[text(words.infinities), formatCount(summary.infinities)] as const] : []),
  ];
  return (
    <dl class="statistics" aria-label={text(words.label)}>
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd class="number">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
