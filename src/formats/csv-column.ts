import type { HumanError } from '../protocol/human-error';
import type { Localized } from '../protocol/localized';
import { COMMA, decimalsOf, isMissing, POINT, type Decimal } from './csv-number';
import { quoted, unreadable, unsupported } from './unreadable';

/** A column of more different texts than that holds names, not classes. */
export const MAX_CATEGORIES = 256;
/** Nor is a text of more characters a class. */
const MAX_CATEGORY_LENGTH = 128;
/** Characters of the classes of all columns of a table; columns that come to have classes after that are refused. */
const MAX_CLASS_TEXT = 4 * 1024 * 1024;

/** What the columns of a table share. */
export interface TextBudget {
  left: number;
}
export const startBudget = (): TextBudget => ({ left: MAX_CLASS_TEXT });

/** A cell that decided something about its column. */
interface Cell {
  readonly line: number;
  readonly text: string;
}

/** What the cells of a column have in common, gathered row by row. */
export interface ColumnCensus {
  readonly name: string;
  number: Cell | undefined;
  text: Cell | undefined;
  /** The decimals that all of its numbers are numbers with, as bits. */
  decimals: number;
  /** The first number that has another decimal than the ones before. */
  clash: Cell | undefined;
  /** Whether a comma stands in a number that is one with either decimal, such as 1,234. */
  comma: boolean;
  /** Its different texts; undefined once they are too many. */
  texts: Set<string> | undefined;
}

/** What a column is: numbers, classes by their codes, nothing at all, or something that is no tensor. */
export type Column =
  | { readonly kind: 'numbers'; readonly name: string; readonly decimal: Decimal }
  | { readonly kind: 'classes'; readonly name: string; readonly categories: readonly string[] }
  | { readonly kind: 'empty'; readonly name: string }
  | { readonly kind: 'refused'; readonly name: string; readonly error: HumanError };

export function startCensus(name: string): ColumnCensus {
  return {
    name,
    number: undefined,
    text: undefined,
    decimals: POINT | COMMA,
    clash: undefined,
    comma: false,
    texts: new Set(),
  };
}

export function countCell(census: ColumnCensus, text: string, line: number, budget: TextBudget): void {
  if (isMissing(text)) return;
  const decimals = decimalsOf(text);
  if (decimals === 0) {
    census.text ??= { line, text };
    addText(census, text, budget);
    return;
  }
  census.number ??= { line, text };
  const common = census.decimals & decimals;
  if (common === 0) census.clash ??= { line, text };
  else census.decimals = common;
  census.comma ||= text.includes(',');
}

function addText(census: ColumnCensus, text: string, budget: TextBudget): void {
  if (census.texts === undefined || census.texts.has(text)) return;
  if (census.texts.size === MAX_CATEGORIES || text.length > Math.min(MAX_CATEGORY_LENGTH, budget.left)) {
    census.texts = undefined;
    return;
  }
  census.texts.add(text);
  budget.left -= text.length;
}

/**
 * The decimal of the whole table, where some column tells: one whose numbers are numbers with a comma alone and no
 * column with a point alone, or the other way round. Undefined where no column tells, or they disagree.
 */
export function tableDecimal(columns: readonly ColumnCensus[]): Decimal | undefined {
  const only = (decimal: number): boolean =>
    columns.some((census) => census.number !== undefined && census.decimals === decimal);
  if (only(COMMA) === only(POINT)) return undefined;
  return only(COMMA) ? ',' : '.';
}

/** What a column turned out to be. `fallback` is the table's decimal; without one, a comma is a decimal unless it separates. */
export function concludeCensus(
  file: string,
  census: ColumnCensus,
  fallback: Decimal | undefined,
  commaSeparates: boolean,
): Column {
  const { name, number, text, clash, decimals } = census;
  if (number !== undefined && text !== undefined)
    return { kind: 'refused', name, error: mixed(file, name, number, text) };
  if (number !== undefined) {
    if (clash !== undefined) return { kind: 'refused', name, error: clashing(file, name, number, clash) };
    if (decimals === POINT || decimals === COMMA)
      return { kind: 'numbers', name, decimal: decimals === COMMA ? ',' : '.' };
    return { kind: 'numbers', name, decimal: fallback ?? (census.comma && !commaSeparates ? ',' : '.') };
  }
  if (text === undefined) return { kind: 'empty', name };
  if (census.texts === undefined) return { kind: 'refused', name, error: freeText(file, name, text) };
  return { kind: 'classes', name, categories: [...census.texts].sort() };
}

const columnPlace = (name: string, line: number): Localized => ({
  en: `line ${line}, column ${quoted(name)}`,
  es: `la línea ${line}, columna ${quoted(name)}`,
});

function mixed(file: string, name: string, number: Cell, text: Cell): HumanError {
  return unreadable(file, {
    at: columnPlace(name, text.line),
    expected: {
      en: `a number, as on line ${number.line} (${quoted(number.text)})`,
      es: `un número, como en la línea ${number.line} (${quoted(number.text)})`,
    },
    received: { en: `the text ${quoted(text.text)}`, es: `el texto ${quoted(text.text)}` },
    next: {
      en: 'Write a number there, or leave the cell empty if the value is missing.',
      es: 'Escribe ahí un número, o deja la celda vacía si falta el dato.',
    },
  });
}

function clashing(file: string, name: string, number: Cell, clash: Cell): HumanError {
  return unreadable(file, {
    at: columnPlace(name, clash.line),
    expected: {
      en: `the decimal separator of the rows before (${quoted(number.text)}, line ${number.line})`,
      es: `el separador decimal de las filas anteriores (${quoted(number.text)}, línea ${number.line})`,
    },
    received: { en: quoted(clash.text), es: quoted(clash.text) },
    next: {
      en: 'Write all numbers of the column with the same decimal separator, comma or point.',
      es: 'Escribe todos los números de la columna con el mismo separador decimal, coma o punto.',
    },
  });
}

function freeText(file: string, name: string, text: Cell): HumanError {
  return unsupported(
    file,
    {
      en: `column ${quoted(name)} holds texts (${quoted(text.text)}, …), too many or too long to be classes`,
      es: `la columna ${quoted(name)} contiene textos (${quoted(text.text)}, …), demasiados o demasiado largos para ser clases`,
    },
    {
      en: 'Leave it out, or write a number for each of its values.',
      es: 'Déjala fuera, o escribe un número por cada uno de sus valores.',
    },
  );
}
