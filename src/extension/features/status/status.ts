import type { Language, Localized } from '../../../protocol/localized';
import type { Report } from '../../../protocol/report';

export interface StatusInput {
  readonly title: Localized;
  /** The newest verdict's; undefined before the first. */
  readonly points: { readonly earned: number; readonly possible: number } | undefined;
  readonly isRunning: boolean;
  /** What computed in the last run, and why; undefined where nothing did. */
  readonly engine?: Report['engine'] | undefined;
  readonly language: Language;
}

export interface Status {
  readonly text: string;
  readonly tooltip: string;
  /** What a screen reader says. */
  readonly spoken: string;
}

const running: Localized = { en: 'running', es: 'en ejecución' };
const passed: Localized = { en: 'passed', es: 'superado' };
const notRun: Localized = { en: 'not run yet', es: 'aún sin ejecutar' };
const points: Localized = { en: 'points', es: 'puntos' };
const outOf: Localized = { en: 'of', es: 'de' };
const click: Localized = { en: 'Click to run, see a hint or go on', es: 'Haz clic para ejecutar, ver una pista o seguir' };

/** The status-bar item as text. */
export function statusOf({ title, points: score, isRunning, engine, language }: StatusInput): Status {
  const isPassed = score !== undefined && score.earned === score.possible;
  const icon = isRunning ? 'sync~spin' : isPassed ? 'pass' : 'mortar-board';
  const counted = score === undefined ? '' : ` ${score.earned}/${score.possible}`;
  const spokenScore = score === undefined ? notRun[language] : `${score.earned} ${outOf[language]} ${score.possible} ${points[language]}`;
  const state = isRunning ? [running[language]] : [spokenScore, ...(isPassed ? [passed[language]] : [])];
  return {
    text: `$(${icon}) ${title[language]}${counted}`,
    tooltip: [`${title[language]}: ${state.join(', ')}.`, ...engineWords(engine, language), `${click[language]}.`].join(' '),
    spoken: [`Neurona, ${title[language]}`, ...state].join(', '),
  };
}

function engineWords(engine: StatusInput['engine'], language: Language): string[] {
  if (engine?.why === undefined) return [];
  const word: Localized = { en: 'Engine', es: 'Motor' };
  return [`${word[language]}: ${engine.name} ${engine.version} (${engine.why[language]}).`];
}
