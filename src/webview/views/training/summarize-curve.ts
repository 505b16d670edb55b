import type { Localized } from '../../../protocol/localized';
import { formatCount, formatProse } from '../../lib/format-number';
import type { SeriesData } from '../../lib/trace-data';

/** A curve in one sentence, for who does not see it. */
export function summarizeCurve({ name, every, values }: SeriesData): Localized {
  const last = values.at(-1);
  if (last === undefined) return { en: `${name}: no values.`, es: `${name}: sin valores.` };
  const [first, count] = [values[0]!, formatCount(values.length)];
  let lowest: number | undefined;
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i]) && (lowest === undefined || values[i]! < values[lowest]!)) lowest = i;
  }
  const write = (language: 'en' | 'es'): string => {
    const number = (value: number): string => formatProse(value, language);
    if (language === 'en') {
      const bottom = lowest === undefined ? '' : `, lowest ${number(values[lowest]!)} at step ${formatCount(1 + lowest * every)}`;
      return `${name}: ${count} values, from ${number(first)} to ${number(last)}${bottom}.`;
    }
    const bottom = lowest === undefined ? '' : `, mínimo ${number(values[lowest]!)} en el paso ${formatCount(1 + lowest * every)}`;
    return `${name}: ${count} valores, de ${number(first)} a ${number(last)}${bottom}.`;
  };
  return { en: write('en'), es: write('es') };
}
