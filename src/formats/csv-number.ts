/** What ends the whole part of a number: 1.5 or 1,5. */
export type Decimal = '.' | ',';

/** The decimals that a text is a number with: a bit for each, so that the texts of a column combine with `&`. */
export const POINT = 1;
export const COMMA = 2;
const EITHER = POINT | COMMA;

const missing: ReadonlySet<string> = new Set([
  '',
  'na',
  'n/a',
  '#n/a',
  'nan',
  'null',
  'none',
  '?',
  '-',
  '--',
  's/d',
  'n/d',
]);
const [ZERO, NINE, MINUS] = [48, 57, 45];
const infinite = /^[+-]?inf(inity)?$/i;
const exponent = String.raw`(?:[eE][+-]?\d+)?$`;
/** Groups of three digits do not begin with a zero, so 0.125 is no number of thousands. */
const withPoint = new RegExp(
  String.raw`^[+-]?(?:(?:\d+|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+)(?:\.\d*)?|\.\d+)${exponent}`,
);
const withComma = new RegExp(
  String.raw`^[+-]?(?:(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+)(?:,\d*)?|,\d+)${exponent}`,
);

/** Whether a cell stands for a value that is not there: empty, NA, N/A, null, ?, -, s/d and the like. */
export function isMissing(text: string): boolean {
  if (text.length > 4) return false;
  const first = text.charCodeAt(0);
  return !(first >= ZERO && first <= NINE) && missing.has(text.toLowerCase());
}

/** Whether a text is digits alone, after a minus at most. Most cells are, so no regular expression is asked. */
function isWhole(text: string): boolean {
  let at = text.charCodeAt(0) === MINUS ? 1 : 0;
  if (at === text.length) return false;
  for (; at < text.length; at++) {
    const digit = text.charCodeAt(at);
    if (digit < ZERO || digit > NINE) return false;
  }
  return true;
}

/** The decimals that a text, trimmed and not missing, is a number with; 0 where it is no number at all. */
export function decimalsOf(text: string): number {
  if (isWhole(text) || infinite.test(text)) return EITHER;
  return (withPoint.test(text) ? POINT : 0) | (withComma.test(text) ? COMMA : 0);
}

/** The number that a text is with that decimal; NaN for a missing one. */
export function parseNumber(text: string, decimal: Decimal): number {
  if (isWhole(text)) return Number(text);
  if (isMissing(text)) return NaN;
  if (infinite.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (decimal === '.') return Number(text.replace(/[, \u00a0\u202f]/g, ''));
  return Number(text.replace(/[. \u00a0\u202f]/g, '').replace(',', '.'));
}
