import { languages, type Language, type Localized } from '../protocol/localized';
import type { Exercise } from './course';

export interface Lesson {
  /** Markdown. */
  readonly text: string;
  /** The language it is really in: another one than was asked for when that is missing. */
  readonly language: Language;
  /** The file's name within the exercise. */
  readonly name: string;
}

/** The lesson in a language, or in one that there is; undefined when the exercise has none. */
export async function readLesson(exercise: Exercise, language: Language): Promise<Lesson | undefined> {
  for (const candidate of [language, ...languages.filter((other) => other !== language)]) {
    const name = `lesson.${candidate}.md`;
    const text = await exercise.read(name);
    if (text !== undefined) return { text, language: candidate, name };
  }
  return undefined;
}

/**
 * What two translations of a lesson do not share but must: headings, code and formulas. Empty when they agree.
 * Comments and texts in code may be translated, and so may `\text{…}` in a formula and its decimal comma.
 */
export function lessonProblems(en: string, es: string): readonly Localized[] {
  const [english, spanish] = [outline(en), outline(es)];
  return [
    ...compareLists(english.headings, spanish.headings, { en: 'headings', es: 'títulos' }),
    ...compareLists(english.code, spanish.code, { en: 'code blocks', es: 'bloques de código' }),
    ...compareSets(english.formulas, spanish.formulas),
  ];
}

interface Outline {
  /** `##` for each heading, in order. */
  readonly headings: readonly string[];
  /** Language and code of each fenced block, in order. */
  readonly code: readonly string[];
  readonly formulas: ReadonlySet<string>;
}

const CODE_LANGUAGES = new Set(['ts', 'typescript', 'js', 'javascript', 'json']);

function outline(markdown: string): Outline {
  const headings: string[] = [];
  const code: string[] = [];
  const prose: string[] = [];
  let fence: { readonly mark: string; readonly language: string; readonly lines: string[] } | undefined;
  for (const line of markdown.split('\n')) {
    const mark = /^\s*(`{3,}|~{3,})\s*([\w-]*)/.exec(line);
    if (fence !== undefined) {
      if (mark === null || !line.trim().startsWith(fence.mark) || mark[2] !== '') fence.lines.push(line);
      else {
        code.push(`${fence.language}\n${CODE_LANGUAGES.has(fence.language) ? bareCode(fence.lines.join('\n')) : ''}`);
        fence = undefined;
      }
    } else if (mark !== null) fence = { mark: mark[1]!, language: mark[2]!.toLowerCase(), lines: [] };
    else {
      const heading = /^(#{1,6})\s/.exec(line);
      if (heading !== null) headings.push(heading[1]!);
      prose.push(line);
    }
  }
  return { headings, code, formulas: formulasOf(prose.join('\n')) };
}

/** Code without comments, texts and white space. */
function bareCode(code: string): string {
  const tokens = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\s+/g;
  return code.replace(tokens, (_, text: string | undefined) => (text === undefined ? ' ' : '""')).replaceAll(/\s+/g, ' ').trim();
}

function formulasOf(prose: string): Set<string> {
  const withoutCode = prose.replaceAll(/`[^`\n]*`/g, '');
  const formulas = withoutCode.matchAll(/(?<!\\)\$\$([\s\S]+?)(?<!\\)\$\$|(?<!\\)\$([^$\n]+?)(?<!\\)\$/g);
  return new Set(
    [...formulas].map(([, display, inline]) =>
      (display ?? inline ?? '')
        .replaceAll(/\\(text|mathrm|operatorname)\{[^}]*\}/g, '\\$1{}')
        .replaceAll(/(\d)(?:\{,\}|,)(?=\d)/g, '$1.')
        .replaceAll(/\s+/g, ''),
    ),
  );
}

function compareLists(english: readonly string[], spanish: readonly string[], what: Localized): Localized[] {
  if (english.length !== spanish.length) {
    return [
      {
        en: `The English lesson has ${english.length} ${what.en}, the Spanish one ${spanish.length}.`,
        es: `La lección en inglés tiene ${english.length} ${what.es} y la española ${spanish.length}.`,
      },
    ];
  }
  const at = english.findIndex((item, index) => item !== spanish[index]);
  if (at < 0) return [];
  return [
    {
      en: `Number ${at + 1} of the ${what.en} differs between the two lessons.`,
      es: `El número ${at + 1} de los ${what.es} no es igual en las dos lecciones.`,
    },
  ];
}

function compareSets(english: ReadonlySet<string>, spanish: ReadonlySet<string>): Localized[] {
  const onlyIn = (a: ReadonlySet<string>, b: ReadonlySet<string>): string[] => [...a].filter((formula) => !b.has(formula));
  return [
    ...onlyIn(english, spanish).map((formula) => ({
      en: `The formula $${formula}$ is in the English lesson only.`,
      es: `La fórmula $${formula}$ solo está en la lección en inglés.`,
    })),
    ...onlyIn(spanish, english).map((formula) => ({
      en: `The formula $${formula}$ is in the Spanish lesson only.`,
      es: `La fórmula $${formula}$ solo está en la lección en español.`,
    })),
  ];
}
