import { verbatim, type Localized } from '../protocol/localized';
import { readExactly, type NamedSource } from './source';
import { unreadable } from './unreadable';

/** What stands between two fields; `whitespace` is any run of spaces and tabs. */
export const separators = ['\t', ';', '|', ',', 'whitespace'] as const;
export type Separator = (typeof separators)[number];

/** No longer record is read: a quote that is never closed would take the whole file for one. */
export const MAX_CSV_RECORD = 4 * 1024 * 1024;
/** Bytes read at once; their records are in memory at once. */
const CHUNK = 256 * 1024;

const [LINE_FEED, CARRIAGE_RETURN, QUOTE] = [10, 13, 34];

/** A place in the text: where a record begins, and its line, counted from 1. */
export interface CsvPlace {
  readonly offset: number;
  readonly line: number;
}

export interface CsvRecord extends CsvPlace {
  readonly fields: readonly string[];
}

/** The records from a place on, blank ones left out, as many at once as a read brings. */
export async function* readRecords(
  source: NamedSource,
  separator: Separator,
  from: CsvPlace,
): AsyncGenerator<readonly CsvRecord[]> {
  const what: Localized = { en: 'the text', es: 'el texto' };
  let pending: Uint8Array = new Uint8Array(0);
  let place = from;
  while (place.offset + pending.length < source.size) {
    const at = place.offset + pending.length;
    const chunk = await readExactly(source, at, Math.min(CHUNK, source.size - at), what);
    const last = at + chunk.length === source.size;
    const text = joined(pending, chunk);
    const { records, next } = splitRecords(text, place, separator, last);
    pending = text.subarray(next.offset - place.offset);
    place = next;
    if (pending.length > MAX_CSV_RECORD) throw endless(source.name, place.line);
    if (records.length > 0) yield records;
  }
}

interface SplitText {
  readonly records: readonly CsvRecord[];
  readonly next: CsvPlace;
}

/** The records of some text; unless it is the last, one that does not end in it is left for later, and `next` is its place. */
export function splitRecords(text: Uint8Array, from: CsvPlace, separator: Separator, last: boolean): SplitText {
  const records: CsvRecord[] = [];
  let start = 0;
  let { line } = from;
  while (start < text.length) {
    const found = findEnd(text, start, separator, last);
    if (found === undefined) break;
    const fields = splitFields(decode(text.subarray(start, found.end)), separator);
    if (fields.some((field) => field !== '')) records.push({ offset: from.offset + start, line, fields });
    start = found.next;
    line += found.lines;
  }
  return { records, next: { offset: from.offset + start, line } };
}

interface RecordEnd {
  /** After the last byte of the record. */
  readonly end: number;
  /** After its line break. */
  readonly next: number;
  /** Lines it takes: more than one where quotes hold line breaks. */
  readonly lines: number;
}

function findEnd(text: Uint8Array, start: number, separator: Separator, last: boolean): RecordEnd | undefined {
  const quotes = separator !== 'whitespace';
  const mark = separator.charCodeAt(0);
  let within = 'start' as 'start' | 'plain' | 'quoted' | 'closed';
  let lines = 1;
  for (let at = start; at < text.length; at++) {
    const byte = text[at]!;
    if (within === 'quoted') {
      if (byte === QUOTE) within = 'closed';
      else if (byte === LINE_FEED) lines++;
    } else if (byte === LINE_FEED) {
      return { end: at, next: at + 1, lines };
    } else if (byte === CARRIAGE_RETURN) {
      if (at + 1 === text.length && !last) return undefined;
      return { end: at, next: at + (text[at + 1] === LINE_FEED ? 2 : 1), lines };
    } else if (byte === mark && quotes) {
      within = 'start';
    } else {
      // A quote right after the closing one is a quote inside.
      within = byte === QUOTE && quotes && within !== 'plain' ? 'quoted' : 'plain';
    }
  }
  return last ? { end: text.length, next: text.length, lines } : undefined;
}

function splitFields(text: string, separator: Separator): readonly string[] {
  // NumPy's savetxt, which separates by spaces, puts a # before the names of columns.
  if (separator === 'whitespace')
    return text
      .replace(/^\s*#/, '')
      .trim()
      .split(/[ \t]+/);
  if (!text.includes('"')) return text.split(separator).map((field) => field.trim());
  const fields: string[] = [];
  for (let at = 0; at <= text.length;) {
    const { field, next } = text[at] === '"' ? quotedField(text, at, separator) : plainField(text, at, separator);
    fields.push(field.trim());
    at = next;
  }
  return fields;
}

function plainField(text: string, start: number, separator: string): { readonly field: string; readonly next: number } {
  const end = text.indexOf(separator, start);
  return end < 0
    ? { field: text.slice(start), next: text.length + 1 }
    : { field: text.slice(start, end), next: end + 1 };
}

function quotedField(
  text: string,
  start: number,
  separator: string,
): { readonly field: string; readonly next: number } {
  let field = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { field: field + text.slice(at), next: text.length + 1 };
    field += text.slice(at, quote);
    at = quote + 1;
    if (text[at] !== '"') break;
    field += '"';
    at++;
  }
  const rest = plainField(text, at, separator);
  return { field: field + rest.field, next: rest.next };
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const windows = new TextDecoder('windows-1252');

/** UTF-8, or, where it is not that, what spreadsheets on Windows write. */
function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return windows.decode(bytes);
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function endless(file: string, line: number): Error {
  return unreadable(file, {
    at: { en: `line ${line}`, es: `la línea ${line}` },
    expected: { en: `a row of at most ${MAX_CSV_RECORD} bytes`, es: `una fila de ${MAX_CSV_RECORD} bytes como máximo` },
    received: { en: 'one that does not end', es: 'una que no termina' },
    next: {
      en: 'Look for a quotation mark on that line that is opened and never closed.',
      es: 'Busca en esa línea una comilla que se abre y nunca se cierra.',
    },
  });
}

/** A row with another number of fields than the first. */
export function ragged(file: string, { line, fields }: CsvRecord, expected: number): Error {
  return unreadable(file, {
    at: { en: `line ${line}`, es: `la línea ${line}` },
    expected: {
      en: `${expected} columns, as in the rows before`,
      es: `${expected} columnas, como en las filas anteriores`,
    },
    received: verbatim(String(fields.length)),
    next: {
      en: 'Correct that line. A text that contains the separator goes in quotes.',
      es: 'Corrige esa línea. Un texto que contiene el separador va entre comillas.',
    },
  });
}
