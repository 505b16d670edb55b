import type { Language } from '../protocol/localized';

const THIN_SPACE = '\u2009';
const MINUS = '\u2212';

/**
 * A number as a person would write it: four significant digits, a true minus sign, thin spaces between thousands,
 * `1.2e−7` beyond 10⁻⁴ … 10⁶. Values out of code keep the point; prose in Spanish takes the decimal comma.
 */
export function numberText(
  value: number,
  { digits = 4, language = 'en' }: { digits?: number; language?: Language } = {},
): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value < 0 ? `${MINUS}∞` : '∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text = size < 1e-4 || size >= 1e6 ? exponential(size, digits) : grouped(size, digits);
  const signed = value < 0 ? MINUS + text : text;
  return language === 'es' ? signed.replace('.', ',') : signed;
}

function exponential(size: number, digits: number): string {
  const [mantissa = '', exponent = ''] = size.toExponential(digits - 1).split('e');
  return `${Number(mantissa)}e${exponent.replace('+', '').replace('-', MINUS)}`;
}

function grouped(size: number, digits: number): string {
  // Whole numbers below a million are shown whole: 1 234 567 would lie as 1 235 000.
  const rounded = Number.isInteger(size) ? size : Number(size.toPrecision(digits));
  const [whole = '', fraction] = String(rounded).split('.');
  const spaced = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE) : whole;
  return fraction === undefined ? spaced : `${spaced}.${fraction}`;
}

/** A time: `83 ms`, `1.2 s`. */
export function durationText(milliseconds: number, language: Language = 'en'): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = numberText(Math.round(milliseconds / 100) / 10, { language });
  return `${seconds} s`;
}

/** A shape as in code: `[64, 28, 28, 1]`. */
export function shapeText(shape: readonly number[]): string {
  return `[${shape.join(', ')}]`;
}
