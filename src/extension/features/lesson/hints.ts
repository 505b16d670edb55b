import type { Exercise } from '../../../catalogue/course';
import type { Language, Localized } from '../../../protocol/localized';

const heading: Localized = { en: 'Hints', es: 'Pistas' };
const hint: Localized = { en: 'Hint', es: 'Pista' };
const outOf: Localized = { en: 'of', es: 'de' };
const more: Localized = {
  en: 'Ask again for the next hint.',
  es: 'Vuelve a pedir una pista para ver la siguiente.',
};
const last: Localized = {
  en: 'These are all the hints there are.',
  es: 'No hay más pistas.',
};

/** The hints shown so far as markdown, the newest first, so that it is seen without scrolling. */
export function hintsMarkdown({ manifest }: Pick<Exercise, 'manifest'>, shown: number, language: Language): string {
  const { hints, title } = manifest;
  const sections = hints
    .slice(0, shown)
    .map((each, index) => `## ${hint[language]} ${index + 1} ${outOf[language]} ${hints.length}\n\n${each[language]}`)
    .reverse();
  const footer = shown < hints.length ? more : last;
  return [`# ${heading[language]}: ${title[language]}`, ...sections, '---', `*${footer[language]}*`, ''].join('\n\n');
}
