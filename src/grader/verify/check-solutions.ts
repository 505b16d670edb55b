import type { Localized } from '../../protocol/localized';
import type { Report } from '../../protocol/report';
import { grade } from '../grade';
import { REFERENCE } from '../load-exercise';
import { createPauseGate } from '../pause-gate';
import { failing, reasonOf, runAll, seedsOf, type Check, type VerifyContext } from './context';

/** The reference passes everything on every seed, here and in a real process. */
export const checkReference: Check = {
  id: 'solution',
  name: { en: 'the solution passes on five seeds', es: 'la solución supera las pruebas con cinco semillas' },
  run: async (context) => [...(await passesEverywhere(REFERENCE, context)), ...(await passesForReal(context))],
};

/** Code that is right passes, however it is written. */
export const checkAlternates: Check = {
  id: 'alternates',
  name: { en: 'every alternate passes on five seeds', es: 'cada alternativa supera las pruebas con cinco semillas' },
  run: async (context) => {
    const problems: Localized[] = [];
    for (const name of context.exercise.files.filter((file) => file.startsWith('alternates/'))) {
      problems.push(...(await passesEverywhere(name, context)));
    }
    return problems;
  },
};

/** The starter compiles, and somebody who hands it in has not passed. */
export const checkStarter: Check = {
  id: 'starter',
  name: { en: 'the starter loads and fails', es: 'el punto de partida se carga y no supera las pruebas' },
  run: async (context) => {
    const report = await gradeFile('starter.ts', context);
    if (report === undefined) return [];
    const broken = report.tests.find(({ verdict }) => verdict === 'not-gradable');
    if (broken !== undefined) return [inTest('starter.ts', broken.title, broken.failure?.what ?? broken.title)];
    if (report.engine.name === 'none')
      return [inTest('starter.ts', report.tests[0]!.title, report.tests[0]!.failure!.what)];
    if (report.verdict === 'pass')
      return [
        {
          en: 'starter.ts passes: there is nothing to do.',
          es: 'starter.ts supera las pruebas: no queda nada que hacer.',
        },
      ];
    return [];
  },
};

async function passesEverywhere(file: string, context: VerifyContext): Promise<Localized[]> {
  const { tests, seed } = context.graded;
  for (const each of seedsOf(seed)) {
    const attempts = await runAll(context, () => context.modules.load(file), each);
    const failed = failing(tests, attempts);
    if (failed.length === 0) continue;
    return failed.map((test) => {
      const why = reasonOf(attempts[tests.indexOf(test)]);
      return {
        en: `${file} fails "${test.title.en}" with seed ${each}: ${why.en}`,
        es: `${file} no supera «${test.title.es}» con la semilla ${each}: ${why.es}`,
      };
    });
  }
  return [];
}

async function passesForReal(context: VerifyContext): Promise<Localized[]> {
  const report = await gradeFile(REFERENCE, context);
  return (report?.tests ?? [])
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ title, failure }) => inTest(`${REFERENCE} (in a process of its own)`, title, failure?.what ?? title));
}

/** Grades a file of the exercise as a learner's. Undefined when there is no such file: another check says so. */
async function gradeFile(
  name: string,
  { exercise, graded, engine, guard, pool, version, signal }: VerifyContext,
): Promise<Report | undefined> {
  const text = await exercise.read(name);
  if (text === undefined) return undefined;
  return grade({
    exercise: graded,
    files: [{ path: graded.entry, text }],
    seed: graded.seed,
    hidden: true,
    only: undefined,
    instrument: false,
    pool,
    engine,
    guard,
    gate: createPauseGate(),
    probes: { add: () => {}, flush: () => {} },
    graderVersion: version,
    onStarted: () => {},
    onFinished: () => {},
    onOutput: () => {},
    signal,
  });
}

function inTest(file: string, title: Localized, why: Localized): Localized {
  return { en: `${file}, "${title.en}": ${why.en}`, es: `${file}, «${title.es}»: ${why.es}` };
}
