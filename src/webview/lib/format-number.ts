import type { Language } from '../../protocol/localized';

const MINUS = '\u2212';
/** A thin space that does not break the line. */
const THIN = '\u202f';

/** A number as a view writes it: four significant digits, true minus, thin spaces; powers beyond 10⁻⁴…10⁶. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  const sign = value < 0 ? MINUS : '';
  const size = Math.abs(value);
  if (size === Infinity) return `${sign}∞`;
  if (size === 0) return '0';
  if (size < 1e-4 || size >= 1e6) return sign + scientific(size);
  const decimals = Math.max(0, 3 - Math.floor(Math.log10(size)));
  return sign + group(trim(size.toFixed(decimals)));
}

/** Every digit that tells this number from its neighbours: for hover and copy. `float32` leaves out what it cannot hold. */
export function formatExact(value: number, float32: boolean): string {
  if (!Number.isFinite(value)) return formatNumber(value);
  return (float32 ? shortestFloat32(value) : String(value)).replace(/^-/, MINUS).replace('e-', `e${MINUS}`);
}

/** The same number inside a sentence: Spanish prose takes a decimal comma. */
export function formatProse(value: number, language: Language): string {
  const text = formatNumber(value);
  return language === 'es' ? text.replace('.', ',') : text;
}

/** Numbers of one column, so that their points stand one below the other: as many decimals as the widest needs. */
export function formatColumn(values: readonly number[]): string[] {
  const written = values.map(formatNumber);
  const plain = (text: string): boolean => /^[\u2212\d.\u202f]+$/.test(text);
  const decimals = Math.max(0, ...written.filter(plain).map((text) => text.split('.')[1]?.length ?? 0));
  return values.map((value, i) => {
    const text = written[i]!;
    if (!plain(text)) return text;
    return (value < 0 ? MINUS : '') + group(Math.abs(value).toFixed(decimals));
  });
}

/** A shape as in code. */
export function formatShape(shape: readonly number[]): string {
  return `[${shape.join(', ')}]`;
}

/** A whole number with its thousands apart. */
export function formatCount(value: number): string {
  return group(String(value));
}

function scientific(size: number): string {
  const [mantissa, exponent] = size.toExponential(3).split('e') as [string, string];
  return `${trim(mantissa)}e${exponent.replace('+', '').replace('-', MINUS)}`;
}

function trim(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function group(text: string): string {
  const [whole, decimals] = text.split('.') as [string, string | undefined];
  // Four digits stand together, as in a year.
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, THIN) : whole;
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}

function shortestFloat32(value: number): string {
  for (let digits = 1; digits < 9; digits++) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return String(Number(text));
  }
  return String(Number(value.toPrecision(9)));
}
