import type { Language, Localized } from '../../../protocol/localized';
import type { OverviewExercise, OverviewUnit } from '../../lib/overview';

/** One row of the course tree, as plain data. */
export interface Row {
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  readonly color: string | undefined;
  /** Paragraphs. */
  readonly tooltip: readonly string[];
  /** What a screen reader says in place of label, description and icon. */
  readonly spoken: string;
  readonly contextValue: string;
}

type State = OverviewExercise['state'];

const icons: Readonly<Record<State, { readonly icon: string; readonly color: string | undefined }>> = {
  passed: { icon: 'pass', color: 'testing.iconPassed' },
  next: { icon: 'arrow-circle-right', color: 'charts.blue' },
  started: { icon: 'circle-filled', color: 'descriptionForeground' },
  'not-started': { icon: 'circle-outline', color: 'testing.iconUnset' },
};

const stateWords: Readonly<Record<State, Localized>> = {
  passed: { en: 'passed', es: 'superado' },
  next: { en: 'next', es: 'siguiente' },
  started: { en: 'started', es: 'empezado' },
  'not-started': { en: 'not started', es: 'sin empezar' },
};
const earlierVersion: Localized = { en: 'earlier version', es: 'versión anterior' };
const earlierVersionTold: Localized = {
  en: 'The exercise has changed since this verdict. Your work is as you left it; run it again to see it judged anew.',
  es: 'El ejercicio ha cambiado desde este veredicto. Tu trabajo sigue como lo dejaste; ejecútalo otra vez para ver el nuevo.',
};
const pointsWord: Localized = { en: 'points', es: 'puntos' };
const outOf: Localized = { en: 'of', es: 'de' };
const exercisesPassed: Localized = { en: 'exercises passed', es: 'ejercicios superados' };

export function exerciseRow(exercise: OverviewExercise, language: Language): Row {
  const { state, progress, earlierVersion: isEarlier } = exercise;
  const { title, summary, minutes } = exercise.manifest;
  const points = progress?.best;
  const described = [
    ...(points === undefined ? [] : [`${points.earned}/${points.possible}`]),
    ...(state === 'next' ? [stateWords.next[language]] : []),
    ...(isEarlier ? [earlierVersion[language]] : []),
  ];
  const spoken = [
    title[language],
    stateWords[state][language],
    ...(points === undefined ? [] : [`${points.earned} ${outOf[language]} ${points.possible} ${pointsWord[language]}`]),
    ...(isEarlier ? [earlierVersion[language]] : []),
  ];
  return {
    label: title[language],
    description: described.join(' · '),
    ...icons[state],
    tooltip: [summary[language], `${minutes} min`, ...(isEarlier ? [earlierVersionTold[language]] : [])],
    spoken: spoken.join(', '),
    contextValue: `exercise.${state}`,
  };
}

export function unitRow({ title, exercises, passed }: OverviewUnit, language: Language): Row {
  return {
    label: title[language],
    description: `${passed}/${exercises.length}`,
    icon: '',
    color: undefined,
    tooltip: [`${passed} ${outOf[language]} ${exercises.length} ${exercisesPassed[language]}`],
    spoken: `${title[language]}, ${passed} ${outOf[language]} ${exercises.length} ${exercisesPassed[language]}`,
    contextValue: 'unit',
  };
}
