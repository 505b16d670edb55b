import type { Localized } from '../../protocol/localized';
import type { ViewRun } from '../../protocol/view';

/** A run's state in a word or two. */
export const stateText: Record<ViewRun['state'], Localized> = {
  running: { en: 'Running', es: 'En marcha' },
  paused: { en: 'Paused', es: 'En pausa' },
  finished: { en: 'Finished', es: 'Terminada' },
  cancelled: { en: 'Stopped', es: 'Detenida' },
  failed: { en: 'Could not be graded', es: 'No se pudo evaluar' },
};

/** What the run came to, for the status line: "4 of 5 tests passed". */
export function describeRun({ state, tests }: Pick<ViewRun, 'state' | 'tests'>): Localized {
  const judged = tests.filter(({ verdict }) => verdict !== undefined);
  const passed = judged.filter(({ verdict }) => verdict === 'pass').length;
  if (judged.length === 0) return stateText[state];
  const counted: Localized = {
    en: `${passed} of ${judged.length} ${judged.length === 1 ? 'test' : 'tests'} passed`,
    es: `${passed} de ${judged.length} ${judged.length === 1 ? 'prueba superada' : 'pruebas superadas'}`,
  };
  if (state === 'finished') return counted;
  return { en: `${stateText[state].en} · ${counted.en}`, es: `${stateText[state].es} · ${counted.es}` };
}
