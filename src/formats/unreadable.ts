import { HumanError } from '../protocol/human-error';
import { verbatim, type Localized } from '../protocol/localized';

/** The code of every error about a tensor file. */
export const UNREADABLE = 'tensor-file';

/** No longer name or text out of a file is quoted in a message. */
const MAX_QUOTED = 60;

export interface Fault {
  /** Which byte, line or field: "byte 4, the number of axes". */
  readonly at: Localized;
  readonly expected: Localized;
  readonly received: Localized;
  readonly next?: Localized;
}

const again: Localized = {
  en: 'Copy or download the file again, or export it again with the program that made it.',
  es: 'Vuelve a copiar o descargar el archivo, o expórtalo otra vez con el programa que lo creó.',
};

/** A file that is not what its format asks for: which file, where, what was expected, what is there, what to do. */
export function unreadable(file: string, { at, expected, received, next = again }: Fault): HumanError {
  const name = fileText(file);
  return new HumanError(
    UNREADABLE,
    {
      en: `${name} cannot be read. At ${at.en}: expected ${expected.en}, received ${received.en}.`,
      es: `No se puede leer ${name}. Problema en ${at.es}. Se esperaba: ${expected.es}. Hay: ${received.es}.`,
    },
    next,
  );
}

/** A file that ends before what it announces. */
export function truncated(file: string, what: Localized, end: number, size: number): HumanError {
  return unreadable(file, {
    at: what,
    expected: { en: `a file of at least ${end} bytes`, es: `un archivo de al menos ${end} bytes` },
    received: { en: `one of ${size} bytes`, es: `uno de ${size} bytes` },
    next: {
      en: 'The file seems cut short: copy or download it again.',
      es: 'Parece que el archivo está incompleto: vuelve a copiarlo o descargarlo.',
    },
  });
}

/** Something well-formed that Neurona does not read: what it is, and what to do instead. */
export function unsupported(file: string, what: Localized, next: Localized): HumanError {
  const name = fileText(file);
  return new HumanError(
    UNREADABLE,
    { en: `${name} cannot be read: ${what.en}.`, es: `No se puede leer ${name}: ${what.es}.` },
    next,
  );
}

/** A file's name as it may stand in a message: the end of it, where it is long. */
export function fileText(file: string): string {
  return printable(file.length > MAX_QUOTED ? `…${file.slice(1 - MAX_QUOTED)}` : file);
}

/** Text out of a file as it may stand in a message: short, on one line, without anything invisible. */
export function printable(text: string): string {
  const short = text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text;
  return short.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '�');
}

/** The same, in quotes. */
export function quoted(text: string): string {
  return `"${printable(text)}"`;
}

/** A value out of a header as it may stand in a message. */
export function shown(value: unknown): Localized {
  if (value === undefined) return { en: 'nothing', es: 'nada' };
  if (typeof value === 'string') return verbatim(quoted(value));
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return verbatim(String(value));
  if (Array.isArray(value) && value.every((item) => typeof item === 'number')) {
    return verbatim(printable(`[${value.slice(0, MAX_QUOTED).join(', ')}]`));
  }
  return Array.isArray(value) ? { en: 'a list', es: 'una lista' } : { en: 'an object', es: 'un objeto' };
}
