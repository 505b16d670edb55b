import { verbatim } from '../protocol/localized';
import { decimalsOf, isMissing } from './csv-number';
import { readRecords, separators, splitRecords, type CsvPlace, type CsvRecord, type Separator } from './csv-records';
import { readExactly, type NamedSource } from './source';
import { unreadable, unsupported } from './unreadable';

/** What the separator is guessed from. */
const SAMPLE = 64 * 1024;
const SAMPLE_RECORDS = 200;

/** How a table is written. */
export interface Dialect {
  readonly separator: Separator;
  /** Whether the first row names the columns. */
  readonly header: boolean;
  /** Where the first row begins. */
  readonly start: CsvPlace;
  readonly first: CsvRecord;
}

/** What is known beforehand of a table, and need not be guessed. */
export type DialectOptions = Partial<Pick<Dialect, 'separator' | 'header'>>;

/**
 * Finds out how a table is written, from its beginning. The separator is the first of tab, semicolon, bar, comma and
 * white space that divides every row into the same number of fields, two at least; a semicolon comes before a comma,
 * because where commas are decimals both divide evenly. The first row is a header if nothing in it is a number.
 */
export async function detectDialect(source: NamedSource, options: DialectOptions): Promise<Dialect> {
  const size = Math.min(SAMPLE, source.size);
  const sample = await readExactly(source, 0, size, { en: 'the text', es: 'el texto' });
  checkText(source.name, sample);
  const last = size === source.size;
  const { start, declared } = skipPreamble(sample);
  const text = sample.subarray(start.offset);
  const records = (separator: Separator): readonly CsvRecord[] => {
    const complete = splitRecords(text, start, separator, last).records;
    return (complete.length > 0 ? complete : splitRecords(text, start, separator, true).records).slice(
      0,
      SAMPLE_RECORDS,
    );
  };
  const separator = options.separator ?? declared ?? guessSeparator(records);
  const first = await readFirst(source, separator, start);
  if (first === undefined) {
    throw unreadable(source.name, {
      at: { en: 'line 1', es: 'la línea 1' },
      expected: { en: 'a table', es: 'una tabla' },
      received: { en: 'nothing', es: 'nada' },
      next: {
        en: 'Check that it is the right file: it has no rows.',
        es: 'Revisa que sea el archivo correcto: no tiene filas.',
      },
    });
  }
  const header = options.header ?? !first.fields.some((field) => !isMissing(field) && decimalsOf(field) !== 0);
  return { separator, header, start, first };
}

async function readFirst(source: NamedSource, separator: Separator, start: CsvPlace): Promise<CsvRecord | undefined> {
  for await (const [first] of readRecords(source, separator, start)) return first;
  return undefined;
}

/** How many of the rows have the commonest number of fields; 0 where that is one field. */
function evenness(records: readonly CsvRecord[]): number {
  const counts = new Map<number, number>();
  for (const { fields } of records) counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1);
  const [[fields, rows]] = [...counts].sort((a, b) => b[1] - a[1]) as [[number, number]];
  return fields < 2 ? 0 : rows / records.length;
}

function guessSeparator(records: (separator: Separator) => readonly CsvRecord[]): Separator {
  let best: { readonly separator: Separator; readonly even: number } = { separator: ',', even: 0 };
  for (const separator of separators) {
    const sample = records(separator);
    const even = sample.length === 0 ? 0 : evenness(sample);
    // Texts have spaces: white space divides a table only where it divides all of it.
    if (even > best.even && (separator !== 'whitespace' || even === 1)) best = { separator, even };
  }
  return best.separator === ',' && isOneColumn(records(',')) ? ';' : best.separator;
}

/** A name of one field over rows of two: numbers with a decimal comma, which separates nothing. */
function isOneColumn([first, ...rest]: readonly CsvRecord[]): boolean {
  return first?.fields.length === 1 && rest.every(({ fields }) => fields.length === 2);
}

/** What spreadsheets put before the table: a byte order mark, and a line `sep=;`. */
function skipPreamble(sample: Uint8Array): { readonly start: CsvPlace; readonly declared: Separator | undefined } {
  const offset = sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf ? 3 : 0;
  const head = new TextDecoder('windows-1252').decode(sample.subarray(offset, offset + 7));
  const declaration = /^sep=(.)(\r\n|\n|\r)/i.exec(head);
  const declared = separators.find((separator) => separator === declaration?.[1]);
  if (declaration === null || declared === undefined) return { start: { offset, line: 1 }, declared: undefined };
  return { start: { offset: offset + declaration[0].length, line: 2 }, declared };
}

function checkText(file: string, sample: Uint8Array): void {
  const [first, second] = sample;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw unsupported(
      file,
      { en: 'its text is UTF-16', es: 'su texto está en UTF-16' },
      { en: 'Save it again as "CSV UTF-8".', es: 'Guárdalo de nuevo como "CSV UTF-8".' },
    );
  }
  const zero = sample.indexOf(0);
  if (zero < 0) return;
  throw unreadable(file, {
    at: { en: `byte ${zero}`, es: `el byte ${zero}` },
    expected: { en: 'text', es: 'texto' },
    received: verbatim('00'),
    next: {
      en: 'It is not a text file. Check that it is the right one.',
      es: 'No es un archivo de texto. Revisa que sea el correcto.',
    },
  });
}
