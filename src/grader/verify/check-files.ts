import { HIDDEN_TESTS, MISTAKES, REFERENCE, VISIBLE_TESTS } from '../load-exercise';
import type { Check } from './context';

const required = [
  'exercise.json',
  'lesson.en.md',
  'lesson.es.md',
  'starter.ts',
  REFERENCE,
  VISIBLE_TESTS,
  HIDDEN_TESTS,
  MISTAKES,
];
const optional = ['given.ts'];

/** Everything that an exercise needs is there, and nothing else. */
export const checkFiles: Check = {
  id: 'files',
  name: { en: 'its files are all there, and no others', es: 'están todos sus archivos, y ninguno más' },
  run: async ({ exercise }) => [
    ...required
      .filter((name) => !exercise.files.includes(name))
      .map((name) => ({ en: `${name} is missing.`, es: `Falta ${name}.` })),
    ...exercise.files
      .filter(
        (name) => !required.includes(name) && !optional.includes(name) && !/^alternates\/[a-z0-9-]+\.ts$/.test(name),
      )
      .map((name) => ({
        en: `${name} does not belong in an exercise.`,
        es: `${name} no forma parte de un ejercicio.`,
      })),
    ...(exercise.files.some((name) => name.startsWith('alternates/'))
      ? []
      : [
          {
            en: 'There is no alternate: the same, written differently.',
            es: 'No hay ninguna alternativa: lo mismo, escrito de otra forma.',
          },
        ]),
  ],
};
