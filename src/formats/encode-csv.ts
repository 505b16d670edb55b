import { HumanError } from '../protocol/human-error';
import type { Decimal } from './csv-number';
import { shapeText, sizeOf } from './shape';
import { UNREADABLE } from './unreadable';
import type { WritableTensor } from './encode-npy';

export interface CsvFormat {
  /** Names of the columns, written as the first row; as many as the last axis has. */
  readonly columns?: readonly string[];
  readonly separator?: ',' | ';' | '\t';
  /** A comma, for spreadsheets in Spanish; the separator must then be another. */
  readonly decimal?: Decimal;
}

/**
 * A tensor of at most two axes as a table: [rows, columns]; [n] is n rows of one column; a scalar one row of one.
 * Numbers have as many digits as it takes to read them back exactly, NaN is an empty cell. Throws for more axes.
 */
export function encodeCsv(tensor: WritableTensor, { columns, separator = ',', decimal = '.' }: CsvFormat = {}): string {
  const { shape, dtype, data } = tensor;
  const width = shape.length === 2 ? shape[1]! : 1;
  const misfit =
    shape.length > 2 || sizeOf(shape) !== data.length || (columns !== undefined && columns.length !== width);
  if (misfit || separator === decimal) throw notATable(shape);
  const cell = (value: number): string => {
    if (Number.isNaN(value)) return '';
    const text = dtype === 'float32' ? shortestSingle(value) : String(value);
    return decimal === ',' ? text.replace('.', ',') : text;
  };
  const lines = columns === undefined ? [] : [columns.map((name) => quotedName(name, separator)).join(separator)];
  const rows = shape.length === 0 ? 1 : shape[0]!;
  for (let row = 0; row < rows; row++) {
    const cells = Array.from(data.subarray(row * width, (row + 1) * width), cell);
    // A row of one empty cell would be a blank line, which is no row.
    lines.push(width === 1 && cells[0] === '' ? 'NaN' : cells.join(separator));
  }
  return lines.map((line) => `${line}\n`).join('');
}

/** The shortest decimal that a float32 comes back from. Nine digits always do (Steele and White, 1990). */
function shortestSingle(value: number): string {
  if (!Number.isFinite(value) || Number.isInteger(value)) return String(value);
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}

/** A name that is text in a spreadsheet, too, and never a formula. */
function quotedName(name: string, separator: string): string {
  const text = /^[=+\-@\t\r]/.test(name) ? `'${name}` : name;
  return text.includes(separator) || /["\r\n]/.test(text) || text !== text.trim()
    ? `"${text.replaceAll('"', '""')}"`
    : text;
}

function notATable(shape: readonly number[]): HumanError {
  return new HumanError(
    UNREADABLE,
    {
      en: `A tensor of shape ${shapeText(shape)} does not fit in a table with these columns and separators.`,
      es: `Un tensor de forma ${shapeText(shape)} no cabe en una tabla con estas columnas y estos separadores.`,
    },
    {
      en: 'Take a slice of at most two axes, or save it as .npy.',
      es: 'Toma una parte de dos ejes como máximo, o guárdalo como .npy.',
    },
  );
}
