import { lessonProblems } from '../../catalogue/lessons';
import type { Check } from './context';

/** Both lessons say the same: the same headings, code blocks and formulas. */
export const checkLessons: Check = {
  id: 'lessons',
  name: { en: 'both lessons have the same structure', es: 'ambas lecciones tienen la misma estructura' },
  run: async ({ exercise }) => {
    const [en, es] = await Promise.all([exercise.read('lesson.en.md'), exercise.read('lesson.es.md')]);
    // Where one is missing, the check of the files says so.
    return en === undefined || es === undefined ? [] : lessonProblems(en, es);
  },
};
