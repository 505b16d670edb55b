import { localize, verbatim, type Localized } from '../../protocol/localized';
import { numberText, shapeText } from '../../report/number-text';
import type { Origin } from '../trace';
import type { Break, Path } from './ladder';
import type { Kind } from './numeric';
import { printValue } from './print';

const kindNames: Readonly<Record<Kind, Localized>> = {
  null: verbatim('null'),
  undefined: verbatim('undefined'),
  boolean: { en: 'a boolean', es: 'un booleano' },
  number: { en: 'a number', es: 'un número' },
  string: { en: 'a string', es: 'una cadena' },
  bigint: { en: 'a bigint', es: 'un bigint' },
  array: { en: 'an array', es: 'un arreglo' },
  tensor: { en: 'a tensor', es: 'un tensor' },
  object: { en: 'an object', es: 'un objeto' },
  function: { en: 'a function', es: 'una función' },
  class: { en: 'a class', es: 'una clase' },
  instance: { en: 'an instance of a class', es: 'una instancia de una clase' },
  model: { en: 'a model', es: 'un modelo' },
  unsendable: { en: 'something that cannot leave your code', es: 'algo que no puede salir de tu código' },
};

export function kindName(kind: Kind): Localized {
  return kindNames[kind];
}

/** What an expectation looked at, as the beginning of a sentence: "What `forward` returned". */
export function subjectOf(origin: Origin | undefined, what: Localized | undefined, path: Path): Localized {
  const whole = what ?? wholeOf(origin);
  if (path.length === 0) return whole;
  const place = pathText(path);
  return { en: `\`${place}\` in ${lowerFirst(whole.en)}`, es: `\`${place}\` en ${lowerFirst(whole.es)}` };
}

function wholeOf(origin: Origin | undefined): Localized {
  if (origin === undefined) return { en: 'the value', es: 'el valor' };
  if (origin.kind === 'get') return verbatim(`\`${origin.name}\``);
  return { en: `what \`${origin.name}\` returned`, es: `lo que devolvió \`${origin.name}\`` };
}

function pathText(path: Path): string {
  return path.map((part, i) => (typeof part === 'number' ? `[${part}]` : i === 0 ? part : `.${part}`)).join('');
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Says in words which rung broke, and what to try where that is certain. */
export function describeBreak(
  broken: Break,
  origin: Origin | undefined,
  what: Localized | undefined,
): { what: Localized; next?: Localized } {
  const subject = subjectOf(origin, what, broken.path);
  // What an author named may be plural, "the weights after the update": a colon agrees with everything.
  const authored = what !== undefined && broken.path.length === 0;
  const join = (noun: string, predicate: string, verb: RegExp): string =>
    upperFirst(authored ? `${noun}: ${predicate.replace(verb, '')}` : `${noun} ${predicate}`);
  const says = (en: string, es: string): Localized => ({
    en: join(subject.en, en, /^(?:is|has) /),
    es: join(subject.es, es, /^(?:es|vale|tiene) /),
  });
  switch (broken.rung) {
    case 'exists':
      return { what: says(`has no \`${broken.key}\`.`, `no tiene \`${broken.key}\`.`) };
    case 'kind':
      return describeKind(broken, says);
    case 'rank':
      return {
        what: says(
          `has rank ${broken.actual.length}, shape ${shapeText(broken.actual)}; rank ${broken.expected.length}, shape ${shapeText(broken.expected)}, was expected.`,
          `tiene rango ${broken.actual.length}, forma ${shapeText(broken.actual)}; se esperaba rango ${broken.expected.length}, forma ${shapeText(broken.expected)}.`,
        ),
      };
    case 'shape':
      return {
        what: says(
          `has shape ${shapeText(broken.actual)}; ${shapeText(broken.expected)} was expected.`,
          `tiene forma ${shapeText(broken.actual)}; se esperaba ${shapeText(broken.expected)}.`,
        ),
        ...(isReversed(broken.expected, broken.actual) && {
          next: { en: 'Did a transpose go on the wrong side?', es: '¿Quedó una transposición del lado equivocado?' },
        }),
      };
    case 'dtype':
      return {
        what: says(
          `has dtype ${broken.actual}; ${broken.expected} was expected.`,
          `tiene dtype ${broken.actual}; se esperaba ${broken.expected}.`,
        ),
      };
    case 'finite':
      return { what: describeFinite(broken, says) };
    case 'value':
      return { what: describeValue(broken, says) };
  }
}

type Says = (en: string, es: string) => Localized;

function describeKind(broken: Break & { rung: 'kind' }, says: Says): { what: Localized; next?: Localized } {
  if (broken.expected === 'undefined') {
    return {
      what: says(
        `is ${kindName(broken.actual).en}; nothing was expected there.`,
        `es ${kindName(broken.actual).es}; ahí no se esperaba nada.`,
      ),
    };
  }
  const got = broken.sendable === undefined ? kindName(broken.actual) : verbatim(broken.sendable);
  const [wanted, es] = [kindName(broken.expected).en, kindName(broken.expected).es];
  return {
    what: says(`is ${got.en}; ${wanted} was expected.`, `es ${got.es}; se esperaba ${es}.`),
    ...(broken.actual === 'undefined' &&
      broken.path.length === 0 && { next: { en: 'Is a `return` missing?', es: '¿Falta un `return`?' } }),
  };
}

function describeFinite({ index, actual, count, size }: Break & { rung: 'finite' }, says: Says): Localized {
  const value = numberText(actual);
  if (size === 1 && index.length === 0) {
    return says(`is ${value}; a finite number was expected.`, `es ${value}; se esperaba un número finito.`);
  }
  return says(
    `is ${value} at ${shapeText(index)}; ${count} of its ${size} elements ${count === 1 ? 'is' : 'are'} not finite and should be.`,
    `vale ${value} en ${shapeText(index)}; ${count} de sus ${size} elementos no ${count === 1 ? 'es finito y debería serlo' : 'son finitos y deberían serlo'}.`,
  );
}

function describeValue({ index, expected, actual, count, size }: Break & { rung: 'value' }, says: Says): Localized {
  const text = (value: Break & { rung: 'value' } extends { expected: infer V } ? V : never): string =>
    typeof value === 'number' ? numberText(value) : printValue(value);
  let [wanted, got] = [text(expected), text(actual)];
  if (wanted === got && typeof expected === 'number' && typeof actual === 'number') {
    // They differ beyond the four digits that are usually enough.
    [wanted, got] = [numberText(expected, { digits: 9 }), numberText(actual, { digits: 9 })];
  }
  if (index.length === 0) return says(`is ${got}; ${wanted} was expected.`, `es ${got}; se esperaba ${wanted}.`);
  const place = shapeText(index);
  return says(
    `is ${got} at ${place}; ${wanted} was expected there. ${count} of ${size} elements ${count === 1 ? 'differs' : 'differ'}.`,
    `vale ${got} en ${place}; ahí se esperaba ${wanted}. ${count === 1 ? 'Difiere 1' : `Difieren ${count}`} de ${size} elementos.`,
  );
}

function isReversed(expected: readonly number[], actual: readonly number[]): boolean {
  return (
    expected.length > 1 &&
    expected.length === actual.length &&
    expected.every((length, axis) => length === actual.at(-1 - axis))
  );
}

/** An export that a test needs and the file lacks. */
export function missingExport(name: string): { what: Localized; next: Localized } {
  return {
    what: { en: `\`${name}\` is not exported.`, es: `\`${name}\` no está exportado.` },
    next: {
      en: `Declare it with \`export\`, under exactly that name.`,
      es: `Decláralo con \`export\`, con exactamente ese nombre.`,
    },
  };
}

/** An export of another kind than the test needs. */
export function wrongExport(name: string, actual: Kind | undefined, expected: Kind): { what: Localized } {
  return {
    what: localize((pick, language) => {
      const got = actual === undefined ? (language === 'en' ? 'a plain value' : 'un valor') : pick(kindName(actual));
      return language === 'en'
        ? `\`${name}\` is ${got}; ${pick(kindName(expected))} was expected.`
        : `\`${name}\` es ${got}; se esperaba ${pick(kindName(expected))}.`;
    }),
  };
}

/** Said when a call got fewer arguments than the learner's function declares parameters. */
export function tooManyParameters(name: string, declared: number, given: number): Localized {
  return {
    en: `\`${name}\` declares ${declared} parameters and is called with ${given}: the last ${declared - given === 1 ? 'one is' : `${declared - given} are`} undefined.`,
    es: `\`${name}\` declara ${declared} parámetros y se llama con ${given}: ${declared - given === 1 ? 'el último queda' : `los últimos ${declared - given} quedan`} undefined.`,
  };
}
