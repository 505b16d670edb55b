import { CANCELLED, HumanError } from '../../protocol/human-error';
import type { VerifyReport } from '../../protocol/grader';
import type { Localized } from '../../protocol/localized';
import { createCourseModules } from '../course-modules';
import { loadExercise, readSources } from '../load-exercise';
import { checkFiles } from './check-files';
import { checkLessons } from './check-lessons';
import { checkDistances, checkHiddenTests, checkMistakes, checkPairs, checkSwitchesOff } from './check-mistakes';
import { checkAlternates, checkReference, checkStarter } from './check-solutions';
import type { Check, VerifyContext } from './context';

/** In this order; each stands on those before it. */
export const checks: readonly Check[] = [
  checkFiles,
  checkLessons,
  checkStarter,
  checkReference,
  checkAlternates,
  checkSwitchesOff,
  checkMistakes,
  checkPairs,
  checkDistances,
  checkHiddenTests,
];

export type VerifyOptions = Omit<VerifyContext, 'graded' | 'modules' | 'known'>;

const loads: Localized = { en: 'its course code loads', es: 'su código de curso se carga' };

/** Proves that an exercise's grader is sound, or says what is wrong with it. Rejects with `cancelled` when given up. */
export async function verify(options: VerifyOptions): Promise<VerifyReport> {
  const exercise = options.exercise.id;
  let context: VerifyContext;
  try {
    context = await openContext(options);
  } catch (error) {
    return { exercise, checks: [{ name: loads, passed: false }], problems: [{ check: 'loads', message: said(error) }] };
  }

  const done: VerifyReport['checks'] = [{ name: loads, passed: true }];
  const problems: VerifyReport['problems'] = [];
  for (const check of checks) {
    const found = await runCheck(check, context);
    done.push({ name: check.name, passed: found.length === 0 });
    problems.push(...found.map((message) => ({ check: check.id, message })));
  }
  return { exercise, checks: done, problems };
}

/** Loads what the checks work with. Throws HumanError when an exercise's course code does not load. */
export async function openContext(options: VerifyOptions): Promise<VerifyContext> {
  const graded = await loadExercise(options.exercise, options.engine);
  await graded.mistakes();
  const modules = createCourseModules(await readSources(options.exercise), options.engine);
  return { ...options, graded, modules, known: { referenceTraces: new Map(), mistakeAttempts: new Map() } };
}

/** What a check found wrong. A check that cannot be carried out found that. */
export async function runCheck(check: Check, context: VerifyContext): Promise<readonly Localized[]> {
  if (context.signal.aborted) throw new HumanError(CANCELLED, { en: 'Stopped.', es: 'Detenido.' });
  try {
    return await check.run(context);
  } catch (error) {
    if (context.signal.aborted) throw error;
    return [said(error)];
  }
}

/** An author reads what went wrong, whoever's fault it is. */
function said(error: unknown): Localized {
  if (error instanceof HumanError) return error.localized;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { en: text, es: text };
}
