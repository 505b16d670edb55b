import type { Language } from '../protocol/localized';

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A number of bytes for a person: "274 MB", "1.2 GB" ("1,2 GB" in Spanish). Units of a thousand, as disks are sold. */
export function byteText(bytes: number, language: Language): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit === 0 || value >= 9.95 ? 0 : 1;
  const text = value.toFixed(digits).replace(/\.0$/, '');
  return `${language === 'es' ? text.replace('.', ',') : text} ${units[unit]}`;
}
