import type { Language, Localized } from '../../../protocol/localized';
import type { Overview, OverviewExercise } from '../../lib/overview';

/** One line of the exercise picker, as plain data. */
export type ExercisePick =
  | { readonly kind: 'separator'; readonly label: string }
  | {
      readonly kind: 'exercise';
      readonly exercise: string;
      readonly label: string;
      readonly description: string;
      readonly detail: string;
      /** Where the picker starts. */
      readonly isNext: boolean;
    };

const icons: Readonly<Record<OverviewExercise['state'], string>> = {
  passed: 'pass',
  next: 'arrow-circle-right',
  started: 'circle-filled',
  'not-started': 'circle-outline',
};

const words: Readonly<Record<OverviewExercise['state'], Localized>> = {
  passed: { en: 'passed', es: 'superado' },
  next: { en: 'next', es: 'siguiente' },
  started: { en: 'started', es: 'empezado' },
  'not-started': { en: '', es: '' },
};

/** The exercises of a course by unit, in its order, with what is done and what is next. */
export function exercisePicks(overview: Overview, language: Language): readonly ExercisePick[] {
  return overview.units.flatMap(({ title, exercises }): ExercisePick[] => [
    { kind: 'separator', label: title[language] },
    ...exercises.map(({ id, manifest, state, progress }): ExercisePick => {
      const points = progress?.best;
      const described = [
        words[state][language],
        ...(points === undefined ? [] : [`${points.earned}/${points.possible}`]),
        `${manifest.minutes} min`,
      ];
      return {
        kind: 'exercise',
        exercise: id,
        label: `$(${icons[state]}) ${manifest.title[language]}`,
        description: described.filter((word) => word !== '').join(' · '),
        detail: manifest.summary[language],
        isNext: id === overview.next?.id,
      };
    }),
  ]);
}
