import type { Exercise } from '../catalogue/course';
import type { Mistakes, Suite } from './course-api';
import { createCourseModules } from './course-modules';
import { brokenSuite, listTests, type CourseTest } from './course-test';
import type { GradedExercise } from './graded-exercise';
import type { Exports } from './local-solution';
import { mentionsTensors, type Engine } from './lazy-engine';

export const VISIBLE_TESTS = 'visible.test.ts';
export const HIDDEN_TESTS = 'hidden.test.ts';
export const REFERENCE = 'solution.ts';
export const MISTAKES = 'mistakes.ts';

/**
 * Loads an exercise's tests, and on demand its reference and mistakes; the engine is started where tensors are
 * spoken of. Throws HumanError (`course-broken`) when its course code is not in order: nothing can be graded then.
 */
export async function loadExercise(exercise: Exercise, engine: Engine): Promise<GradedExercise> {
  const sources = await readSources(exercise);
  if (mentionsTensors(sources.values())) await engine.start();
  const modules = createCourseModules(sources, engine);

  const tests: CourseTest[] = [];
  for (const [file, hidden] of [
    [VISIBLE_TESTS, false],
    [HIDDEN_TESTS, true],
  ] as const) {
    if (!sources.has(file)) continue;
    const suite = (await modules.load(file))['default'] as Suite<never> | undefined;
    if (suite?.kind !== 'suite')
      throw brokenSuite(file, 'its default export is no suite', 'su exportación por defecto no es una suite');
    tests.push(...listTests(suite, file, hidden));
  }
  checkOrder(tests);

  const { manifest } = exercise;
  let mistakes: Promise<Mistakes<Exports> | undefined> | undefined;
  return {
    id: exercise.id,
    title: manifest.title,
    version: await exercise.version(),
    entry: manifest.entry,
    seed: manifest.seed,
    limits: manifest.limits,
    heavy: manifest.heavy === true,
    tests,
    reference: async () => (sources.has(REFERENCE) ? modules.load(REFERENCE) : undefined),
    usesReference: [VISIBLE_TESTS, HIDDEN_TESTS].some((file) => /\breference\b/.test(sources.get(file) ?? '')),
    mistakes: () => (mistakes ??= loadMistakes()),
  };

  async function loadMistakes(): Promise<Mistakes<Exports> | undefined> {
    if (!sources.has(MISTAKES)) return undefined;
    const loaded = (await modules.load(MISTAKES))['default'] as Mistakes<Exports> | undefined;
    if (loaded?.kind === 'mistakes') return loaded;
    throw brokenSuite(
      MISTAKES,
      'its default export is no list of mistakes',
      'su exportación por defecto no es una lista de errores',
    );
  }
}

/** Every TypeScript file of the exercise, by name. */
export async function readSources(exercise: Exercise): Promise<ReadonlyMap<string, string>> {
  const names = exercise.files.filter((name) => name.endsWith('.ts'));
  const texts = await Promise.all(names.map((name) => exercise.read(name)));
  return new Map(names.map((name, i) => [name, texts[i] ?? '']));
}

function checkOrder(tests: readonly CourseTest[]): void {
  tests.forEach(({ id, after }, i) => {
    const file = tests[i]!.hidden ? HIDDEN_TESTS : VISIBLE_TESTS;
    if (tests.findIndex((other) => other.id === id) !== i)
      throw brokenSuite(file, `two tests have the id "${id}"`, `dos pruebas tienen el id «${id}»`);
    if (after === undefined) return;
    const first = tests.findIndex((other) => other.id === after);
    if (first < 0 || first >= i) {
      throw brokenSuite(
        file,
        `"${id}" waits for "${after}", which does not come before it`,
        `«${id}» espera a «${after}», que no va antes`,
      );
    }
  });
}
