import type { Localized } from '../protocol/localized';
import type { TestDescription } from '../protocol/grader';
import { HumanError } from '../protocol/human-error';
import type { Suite, TestTools } from './course-api';

/** One test of an exercise, not yet run. */
export interface CourseTest extends TestDescription {
  /** Milliseconds; the exercise's limit when undefined. */
  readonly limit: number | undefined;
  /** Id of the test that must pass first. */
  readonly after: string | undefined;
  readonly body: (tools: TestTools<never>) => void | Promise<void>;
}

/** The id of a test: its English title in kebab-case. */
export function testId(title: string): string {
  return title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** Lists the tests of a suite without running any. Throws HumanError for a suite that is not in order. */
export function listTests(suite: Suite<never>, file: string, hidden: boolean): CourseTest[] {
  const tests: CourseTest[] = [];
  suite.define({
    test: (title, options, body) => {
      if (!isLocalized(title))
        throw brokenSuite(
          file,
          `test ${tests.length + 1} has no title in both languages`,
          `la prueba ${tests.length + 1} no tiene título en ambos idiomas`,
        );
      const id = testId(title.en);
      if (!(options?.points >= 0))
        throw brokenSuite(file, `"${title.en}" has no points`, `«${title.es}» no tiene puntos`);
      if (id === '' || tests.some((test) => test.id === id)) {
        throw brokenSuite(file, `two tests have the id "${id}"`, `dos pruebas tienen el id «${id}»`);
      }
      tests.push({
        id,
        title,
        points: options.points,
        hidden,
        limit: options.limit,
        after: options.after === undefined ? undefined : testId(options.after),
        body: body as CourseTest['body'],
      });
    },
  });
  return tests;
}

function isLocalized(title: unknown): title is Localized {
  const { en, es } = (title ?? {}) as Partial<Localized>;
  return typeof en === 'string' && typeof es === 'string' && en !== '' && es !== '';
}

export function brokenSuite(file: string, en: string, es: string): HumanError {
  return new HumanError(
    'course-broken',
    { en: `${file} is not in order: ${en}.`, es: `${file} no está en orden: ${es}.` },
    {
      en: 'This is a fault of the course, not of your code. Tell whoever wrote it.',
      es: 'Es un fallo del curso, no de tu código. Avisa a quien lo escribió.',
    },
  );
}
