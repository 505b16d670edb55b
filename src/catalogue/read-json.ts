import * as z from 'zod/mini';
import { HumanError } from '../protocol/human-error';
import { localize, verbatim, type Localized } from '../protocol/localized';
import { nearest } from './nearest';

/**
 * Reads a JSON file that a person wrote. Throws a HumanError (code `manifest`) that names the file, the field,
 * what is wanted there and what stands there; with several faults, the first few.
 */
export function readJson<S extends z.ZodMiniType>(schema: S, text: string, file: string): z.output<S> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw notJson(file, text, error as SyntaxError);
  }
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.flatMap((issue) => describeIssue(issue, value, knownKeys(schema)));
  const shown = faults.slice(0, 4);
  throw new HumanError(
    'manifest',
    localize((pick) => `${file}: ${shown.map(pick).join('; ')}${faults.length > shown.length ? '; …' : ''}.`),
    {
      en: `Correct ${file.split(/[\\/]/).at(-1)} and try again.`,
      es: `Corrige ${file.split(/[\\/]/).at(-1)} y vuelve a intentarlo.`,
    },
  );
}

function notJson(file: string, text: string, error: SyntaxError): HumanError {
  // Node 20 says "at position 17", later versions "at position 17 (line 2 column 3)".
  const position = /position (\d+)/.exec(error.message)?.[1];
  const line = position === undefined ? text.split('\n').length : text.slice(0, Number(position)).split('\n').length;
  return new HumanError(
    'manifest',
    { en: `${file} is not JSON: line ${line} does not parse.`, es: `${file} no es JSON: la línea ${line} no se puede leer.` },
    {
      en: 'Look for a missing comma, a comma too many, or a quotation mark that is never closed.',
      es: 'Busca una coma que falta, una coma de más o unas comillas sin cerrar.',
    },
  );
}

function describeIssue(issue: z.core.$ZodIssue, root: unknown, known: readonly string[]): Localized[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const near = nearest(key, known);
      return localize((_, language) => {
        const field = fieldName([...issue.path, key]);
        if (language === 'es') return `${field} no existe${near === undefined ? '' : ` (¿querías decir «${near}»?)`}`;
        return `there is no field ${field}${near === undefined ? '' : ` (did you mean "${near}"?)`}`;
      });
    });
  }
  const found = issue.path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], root);
  const expected = expectation(issue);
  const field = issue.path.length === 0 ? undefined : fieldName(issue.path);
  if (found === undefined) {
    return [{ en: `${field} is missing; ${expected.en} was expected`, es: `falta ${field}; se esperaba ${expected.es}` }];
  }
  const printed = JSON.stringify(found).slice(0, 60);
  return [
    {
      en: `${field ?? 'the whole'} is ${printed}; ${expected.en} was expected`,
      es: `${field ?? 'el contenido'} es ${printed}; se esperaba ${expected.es}`,
    },
  ];
}

const kinds: Readonly<Record<string, Localized>> = {
  string: { en: 'a text', es: 'un texto' },
  number: { en: 'a number', es: 'un número' },
  int: { en: 'a whole number', es: 'un número entero' },
  array: { en: 'a list', es: 'una lista' },
  object: { en: 'an object', es: 'un objeto' },
  record: { en: 'an object', es: 'un objeto' },
};

function expectation(issue: z.core.$ZodIssue): Localized {
  switch (issue.code) {
    case 'invalid_type':
      return kinds[issue.expected] ?? verbatim(issue.expected);
    case 'too_small':
      if (issue.origin === 'string') return { en: 'a text that is not empty', es: 'un texto que no esté vacío' };
      return {
        en: `a number ${issue.inclusive === true ? 'from' : 'above'} ${issue.minimum}`,
        es: `un número ${issue.inclusive === true ? 'desde' : 'mayor que'} ${issue.minimum}`,
      };
    case 'invalid_value':
      return localize((_, language) => issue.values.map((value) => JSON.stringify(value)).join(language === 'es' ? ' o ' : ' or '));
    case 'invalid_format':
      return issue.path.at(-1) === 'entry'
        ? { en: 'a name like "perceptron.ts"', es: 'un nombre como "perceptron.ts"' }
        : { en: 'lower-case words joined by hyphens', es: 'palabras en minúscula unidas por guiones' };
    default:
      return { en: 'something else', es: 'otra cosa' };
  }
}

function knownKeys(schema: z.ZodMiniType): readonly string[] {
  return schema instanceof z.ZodMiniObject ? Object.keys(schema.shape as object) : [];
}

/** `hints[2].es` */
function fieldName(path: readonly PropertyKey[]): string {
  return path.map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index > 0 ? '.' : ''}${String(key)}`)).join('');
}
