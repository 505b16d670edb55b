import { verbatim } from '../protocol/localized';
import {
  concludeCensus,
  countCell,
  startBudget,
  startCensus,
  tableDecimal,
  type Column,
  type ColumnCensus,
} from './csv-column';
import { detectDialect, type Dialect, type DialectOptions } from './csv-dialect';
import { isMissing, parseNumber, type Decimal } from './csv-number';
import { ragged, readRecords, type CsvPlace, type CsvRecord } from './csv-records';
import type { Decoded } from './decode-elements';
import type { Slice } from './shape';
import { named, type NamedSource, type Source } from './source';
import { createTensorFile, stem, type StoredTensor, type TensorFile } from './tensor-file';
import { truncated, unreadable } from './unreadable';

/** No wider table is read. */
export const MAX_CSV_COLUMNS = 65_536;
/** Rows whose place is remembered, so that a slice need not be searched from the top. */
const MAX_MARKS = 65_536;

export interface CsvOptions extends DialectOptions {
  /** What ends the whole part of the numbers, where it is known and need not be found out. */
  readonly decimal?: Decimal;
}

/**
 * A table as text: comma, semicolon, tab, bar or white space between fields, with or without a header, quoted or not,
 * decimals after a point or a comma, as Spanish spreadsheets have them. It is read once from front to back, in little
 * memory, to count its rows and learn what its columns are:
 * - the columns of numbers are one tensor of float64, [rows, columns], named after the file; missing values are NaN;
 * - each column of up to 256 different texts is a tensor of int32, [rows], named after the column: the place of
 *   its text among `categories`, which are sorted, so that two files with the same classes agree; -1 where it is missing;
 * - columns that mix numbers and texts, or hold free text, are refused, each by itself, with the line that decided it.
 *
 * Throws HumanError where rows have different numbers of fields, or what is there is not text.
 */
export async function openCsv(given: Source, name: string, options: CsvOptions = {}): Promise<TensorFile> {
  const source = named(given, name);
  const dialect = await detectDialect(source, options);
  const { rows, census, marks } = await countRows(source, dialect);
  const decimal = options.decimal ?? tableDecimal(census);
  const columns = census.map((column) => concludeCensus(name, column, decimal, dialect.separator === ','));
  const table: Table = { source, dialect, rows, width: census.length, marks };

  const numbers = [...columns.entries()].filter(isOfNumbers(columns, dialect.header));
  const tensors: StoredTensor[] = [];
  if (numbers.length > 0) tensors.push(numbersTensor(table, freeName(stem(name), columns), numbers));
  for (const [index, column] of columns.entries())
    if (column.kind === 'classes') tensors.push(classesTensor(table, index, column));
  return createTensorFile(name, {
    format: 'csv',
    tensors,
    refused: columns.filter((column) => column.kind === 'refused'),
  });
}

interface Table {
  readonly source: NamedSource;
  readonly dialect: Dialect;
  readonly rows: number;
  readonly width: number;
  readonly marks: Marks;
}

type NumbersColumn = readonly [index: number, column: Column];

/** A named column without a value is one of missing numbers; one without a name is what a separator too many leaves. */
function isOfNumbers(columns: readonly Column[], header: boolean) {
  const anything = columns.some(({ kind }) => kind !== 'empty');
  return ([index, { kind, name }]: NumbersColumn): boolean =>
    kind === 'numbers' || (kind === 'empty' && anything && header && name !== unnamed(index));
}

const unnamed = (index: number): string => `column${index + 1}`;

/** The names of the columns: those of the header, told apart where they repeat. */
function columnNames({ header, first }: Dialect): readonly string[] {
  const taken = new Set<string>();
  const repeats = new Map<string, number>();
  return first.fields.map((field, index) => {
    const text = header ? (index === 0 ? field.replace(/^#\s*/, '') : field) : '';
    const base = text === '' ? unnamed(index) : text;
    let name = base;
    while (taken.has(name)) {
      const repeat = (repeats.get(base) ?? 1) + 1;
      repeats.set(base, repeat);
      name = `${base}_${repeat}`;
    }
    taken.add(name);
    return name;
  });
}

/** The name of the tensor of numbers must not be that of a column. */
function freeName(name: string, columns: readonly Column[]): string {
  return columns.some((column) => column.name === name) ? `${name}.numbers` : name;
}

interface Census {
  readonly rows: number;
  readonly census: readonly ColumnCensus[];
  readonly marks: Marks;
}

async function countRows(source: NamedSource, dialect: Dialect): Promise<Census> {
  const { first } = dialect;
  if (first.fields.length > MAX_CSV_COLUMNS) {
    throw unreadable(source.name, {
      at: { en: `line ${first.line}`, es: `la línea ${first.line}` },
      expected: { en: `at most ${MAX_CSV_COLUMNS} columns`, es: `${MAX_CSV_COLUMNS} columnas como máximo` },
      received: verbatim(String(first.fields.length)),
    });
  }
  const census = columnNames(dialect).map(startCensus);
  const budget = startBudget();
  const marks = createMarks();
  let rows = 0;
  for await (const records of dataRecords(source, dialect, dialect.start)) {
    for (const record of records) {
      checkWidth(source.name, record, census.length);
      for (let i = 0; i < census.length; i++) countCell(census[i]!, record.fields[i]!, record.line, budget);
      marks.add(rows, record);
      rows++;
    }
  }
  if (rows === 0) {
    throw unreadable(source.name, {
      at: { en: `line ${first.line}`, es: `la línea ${first.line}` },
      expected: { en: 'rows under the names of the columns', es: 'filas debajo de los nombres de las columnas' },
      received: { en: 'none', es: 'ninguna' },
      next: {
        en: 'Check that it is the right file: the table is empty.',
        es: 'Revisa que sea el archivo correcto: la tabla está vacía.',
      },
    });
  }
  return { rows, census, marks };
}

/** The rows from a place on, the header left out. */
async function* dataRecords(
  source: NamedSource,
  { separator, header, first }: Dialect,
  from: CsvPlace,
): AsyncGenerator<readonly CsvRecord[]> {
  for await (const records of readRecords(source, separator, from)) {
    yield header && records[0]!.offset === first.offset ? records.slice(1) : records;
  }
}

function checkWidth(file: string, record: CsvRecord, width: number): void {
  if (record.fields.length !== width) throw ragged(file, record, width);
}

function numbersTensor(table: Table, name: string, columns: readonly NumbersColumn[]): StoredTensor {
  return {
    entry: {
      name,
      dtype: 'float64',
      shape: [table.rows, columns.length],
      columns: columns.map(([, column]) => column.name),
    },
    async load({ start, shape }: Slice): Promise<Decoded> {
      const [from, rows] = [start[0]!, shape[0]!];
      const chosen = columns.slice(start[1]!, start[1]! + shape[1]!);
      const data = new Float64Array(rows * chosen.length);
      let at = 0;
      if (data.length === 0) return { data, rounded: 0 };
      for await (const fields of readRows(table, from, rows)) {
        for (const [index, column] of chosen)
          data[at++] = parseNumber(fields[index]!, column.kind === 'numbers' ? column.decimal : '.');
      }
      return { data, rounded: 0 };
    },
  };
}

function classesTensor(
  table: Table,
  index: number,
  { name, categories }: Extract<Column, { kind: 'classes' }>,
): StoredTensor {
  const codes = new Map(categories.map((text, code) => [text, code]));
  return {
    entry: { name, dtype: 'int32', shape: [table.rows], categories },
    async load({ start, shape }: Slice): Promise<Decoded> {
      const data = new Int32Array(shape[0]!);
      let at = 0;
      for await (const fields of readRows(table, start[0]!, data.length)) {
        const text = fields[index]!;
        data[at++] = isMissing(text) ? -1 : (codes.get(text) ?? -1);
      }
      return { data, rounded: 0 };
    },
  };
}

/** The fields of so many rows from a row on. Throws where they are no longer there. */
async function* readRows(
  { source, dialect, width, marks }: Table,
  from: number,
  count: number,
): AsyncGenerator<readonly string[]> {
  if (count === 0) return;
  const mark = marks.before(from);
  let row = mark.row;
  for await (const records of dataRecords(source, dialect, mark.place)) {
    for (const record of records) {
      if (row++ < from) continue;
      checkWidth(source.name, record, width);
      yield record.fields;
      if (row === from + count) return;
    }
  }
  throw truncated(source.name, { en: `row ${row}`, es: `la fila ${row}` }, source.size + 1, source.size);
}

/** The places of some of the rows, evenly spread. */
interface Marks {
  add(row: number, place: CsvPlace): void;
  /** The last marked row that is not after that one. Some row must have been marked. */
  before(row: number): { readonly row: number; readonly place: CsvPlace };
}

function createMarks(): Marks {
  let places: CsvPlace[] = [];
  let every = 1;
  return {
    add(row, { offset, line }) {
      if (row % every !== 0) return;
      places.push({ offset, line });
      if (places.length < MAX_MARKS) return;
      places = places.filter((_, i) => i % 2 === 0);
      every *= 2;
    },
    before(row) {
      const index = Math.min(Math.floor(row / every), places.length - 1);
      return { row: index * every, place: places[index]! };
    },
  };
}
