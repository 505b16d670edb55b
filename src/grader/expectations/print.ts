import type { WireValue } from '../../protocol/value';
import { shapeText } from '../../report/number-text';
import { itemsOf } from './numeric';

/** Past this, a printed value is cut: an editor's diff is not the place for ten thousand numbers. */
const MAX_PRINTED = 8_000;
const MAX_LINE = 100;

/**
 * A value as code, for an editor's diff: six significant digits, so that what differs beyond the tolerance looks
 * different, and one row to a line.
 */
export function printValue(value: WireValue): string {
  const text = print(value, '');
  return text.length <= MAX_PRINTED ? text : `${text.slice(0, MAX_PRINTED)}\n…`;
}

function print(value: WireValue, indent: string): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return printNumber(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'boolean') return String(value);
  switch (value.t) {
    case 'undefined':
      return 'undefined';
    case 'bigint':
      return `${value.digits}n`;
    case 'numbers':
    case 'array':
    case 'typed':
      return bracket('[', itemsOf(value), ']', indent, (item, inner) => print(item, inner));
    case 'object':
      return bracket(
        '{',
        value.entries,
        '}',
        indent,
        ([key, item], inner) => `${printKey(key)}: ${print(item, inner)}`,
      );
    case 'tensor': {
      const { shape, dtype, data } = value.tensor;
      const grid: WireValue = shape.length === 0 ? data[0]! : { t: 'numbers', shape, data: Float64Array.from(data) };
      return `tensor ${shapeText(shape)} ${dtype}\n${indent}${print(grid, indent)}`;
    }
    case 'callback':
      return '(function)';
    case 'unsendable':
      return `(${value.what})`;
    case 'handle':
      return `(${value.kind} ${value.name})`;
  }
}

function printNumber(value: number): string {
  return Object.is(value, -0) ? '0' : String(Number.isFinite(value) ? Number(value.toPrecision(6)) : value);
}

function printKey(key: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? key : JSON.stringify(key);
}

/** Items in brackets: on one line when they are short, else one to a line. Stops when enough is printed. */
function bracket<T>(
  open: string,
  items: readonly T[],
  close: string,
  indent: string,
  write: (item: T, indent: string) => string,
): string {
  const inner = `${indent}  `;
  const texts: string[] = [];
  let length = 0;
  for (const item of items) {
    if (length > MAX_PRINTED) {
      texts.push('…');
      break;
    }
    const text = write(item, inner);
    length += text.length + 2;
    texts.push(text);
  }
  const space = open === '{' && texts.length > 0 ? ' ' : '';
  const line = `${open}${space}${texts.join(', ')}${space}${close}`;
  if (line.length <= MAX_LINE && !line.includes('\n') && !texts.some((text) => text.startsWith('['))) return line;
  // Rows of a matrix go one to a line even when they are short; a long row of plain numbers stays one wrapped line.
  if (texts.every((text) => !/[[{\n]/.test(text)) && open === '[')
    return `${open}\n${wrap(texts, inner)}\n${indent}${close}`;
  return `${open}\n${texts.map((text) => inner + text).join(',\n')}\n${indent}${close}`;
}

function wrap(texts: readonly string[], indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const text of texts) {
    if (line.length + text.length + 2 > MAX_LINE && line !== '') {
      lines.push(indent + line.trimEnd());
      line = '';
    }
    line += `${text}, `;
  }
  lines.push(indent + line.replace(/, $/, ''));
  return lines.join('\n');
}
