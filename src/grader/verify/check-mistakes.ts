import type { Localized } from '../../protocol/localized';
import type { Outcome } from '../../protocol/solution';
import type { Attempt } from '../attempt-test';
import type { Mistakes } from '../course-api';
import { testId } from '../course-test';
import { TOLERANCE } from '../expectations/ladder';
import type { Exports } from '../local-solution';
import { buildWith, formName, formsOf, pairsOf, type MistakeForm } from '../mistake-forms';
import { agree, recognise, type Recognition } from '../recognise';
import { replay, type Visit } from '../replay';
import { DidNotEnd, withoutGuard } from '../time-guard';
import type { TestTrace } from '../trace';
import { failing, runAll, seedsOf, titles, type Check, type VerifyContext } from './context';

const FEWEST_MISTAKES = 4;
/** Two mistakes closer than so many tolerances could be taken for each other. */
const SAFE_DISTANCE = 5;

/** With every switch off, `mistakes.ts` is the solution. */
export const checkSwitchesOff: Check = {
  id: 'mistakes-off',
  name: {
    en: 'with every switch off, the mistakes equal the solution',
    es: 'con todo apagado, los errores equivalen a la solución',
  },
  run: (context) =>
    withMistakes(context, async (mistakes) => {
      for (const seed of seedsOf(context.graded.seed)) {
        for (const trace of await referenceTraces(context, seed)) {
          const at = await firstDifference(trace, mistakes, [], context);
          if (at === undefined) continue;
          const { name } = trace.calls[at]!.origin;
          return [
            {
              en: `Seed ${seed}, test ${trace.test}, call ${at + 1}: \`${name}\` returns something else than in solution.ts.`,
              es: `Semilla ${seed}, prueba ${trace.test}, llamada ${at + 1}: \`${name}\` devuelve otra cosa que en solution.ts.`,
            },
          ];
        }
      }
      return [];
    }),
};

/** Each form of each mistake fails what it says, and is recognised by name. */
export const checkMistakes: Check = {
  id: 'mistakes',
  name: {
    en: 'each mistake fails the tests it names and is recognised',
    es: 'cada error falla en las pruebas que nombra y se reconoce',
  },
  run: (context) =>
    withMistakes(context, async (mistakes) => {
      const problems: Localized[] = [];
      if (mistakes.list.length < FEWEST_MISTAKES) {
        problems.push({
          en: `There are fewer than ${FEWEST_MISTAKES} mistakes.`,
          es: `Hay menos de ${FEWEST_MISTAKES} errores.`,
        });
      }
      for (const form of formsOf(mistakes)) problems.push(...(await checkForm(form, mistakes, context)));
      return problems;
    }),
};

/** Two mistakes at once are named both, or one where the other shows nowhere, or not at all. Never anything else. */
export const checkPairs: Check = {
  id: 'pairs',
  name: {
    en: 'no pair of mistakes is taken for something else',
    es: 'ninguna pareja de errores se confunde con otra cosa',
  },
  run: (context) =>
    withMistakes(context, async (mistakes) => {
      const problems: Localized[] = [];
      for (const pair of pairsOf(formsOf(mistakes))) {
        const attempts = await runMistakes(pair, mistakes, context);
        const found = await recogniseAttempts(attempts, mistakes, context);
        if (found.outcome !== 'named') continue;
        const made = pair.map(({ mistake }) => mistake.id);
        if (found.ids.every((id) => made.includes(id))) continue;
        const [both, said] = [pair.map(formName).join(' + '), found.ids.join(' + ')];
        problems.push({ en: `${both} together are taken for ${said}.`, es: `${both} juntos se toman por ${said}.` });
      }
      return problems;
    }),
};

/** On the inputs of the frozen seed, no two mistakes look alike. */
export const checkDistances: Check = {
  id: 'distances',
  name: {
    en: 'no two mistakes are closer than five tolerances',
    es: 'no hay dos errores a menos de cinco tolerancias',
  },
  run: (context) =>
    withMistakes(context, async (mistakes) => {
      const traces = await referenceTraces(context, context.graded.seed);
      const forms = formsOf(mistakes);
      const outcomes = new Map(
        await Promise.all(forms.map(async (form) => [form, await replayAll(traces, mistakes, form, context)] as const)),
      );
      return pairsOf(forms)
        .filter(([first, second]) => {
          const [one, other] = [outcomes.get(first)!, outcomes.get(second)!];
          return one.every((outcome, i) => agree(outcome, other[i]!, SAFE_DISTANCE * TOLERANCE));
        })
        .map(([first, second]) => ({
          en: `${formName(first)} and ${formName(second)} return the same on these inputs: nobody could tell one from the other.`,
          es: `${formName(first)} y ${formName(second)} devuelven lo mismo con estas entradas: nadie podría distinguirlos.`,
        }));
    }),
};

/** A hidden test that no mistake trips proves nothing. */
export const checkHiddenTests: Check = {
  id: 'hidden-tests',
  name: { en: 'every hidden test is tripped by some mistake', es: 'algún error hace fallar cada prueba oculta' },
  run: (context) =>
    withMistakes(context, async (mistakes) => {
      const tripped = new Set<string>();
      for (const form of formsOf(mistakes)) {
        for (const { id } of failing(context.graded.tests, await attemptForm(form, mistakes, context))) tripped.add(id);
      }
      return context.graded.tests
        .filter(({ id, hidden }) => hidden && !tripped.has(id))
        .map(({ title }) => ({ en: `No mistake fails "${title.en}".`, es: `Ningún error falla en «${title.es}».` }));
    }),
};

async function withMistakes(
  context: VerifyContext,
  check: (mistakes: Mistakes<Exports>) => Promise<readonly Localized[]>,
): Promise<readonly Localized[]> {
  const mistakes = await context.graded.mistakes();
  return mistakes === undefined ? [] : check(mistakes);
}

async function checkForm(form: MistakeForm, mistakes: Mistakes<Exports>, context: VerifyContext): Promise<Localized[]> {
  const { tests } = context.graded;
  const name = formName(form);
  const problems: Localized[] = [];
  const attempts = await attemptForm(form, mistakes, context);

  const failed = failing(tests, attempts);
  const named = form.fails.map(testId);
  const unknown = form.fails.filter((title) => !tests.some(({ id }) => id === testId(title)));
  if (unknown.length > 0)
    problems.push({
      en: `${name} names tests that do not exist: ${unknown.join(', ')}.`,
      es: `${name} nombra pruebas que no existen: ${unknown.join(', ')}.`,
    });
  const unexpected = titles(failed.filter(({ id }) => !named.includes(id)));
  const missing = titles(tests.filter((test) => named.includes(test.id) && !failed.includes(test)));
  if (unexpected.en !== '–')
    problems.push({ en: `${name} also fails ${unexpected.en}.`, es: `${name} también falla en ${unexpected.es}.` });
  if (missing.en !== '–')
    problems.push({ en: `${name} does not fail ${missing.en}.`, es: `${name} no falla en ${missing.es}.` });
  if (failed.length === 0) return problems;

  const found = await recogniseAttempts(attempts, mistakes, context);
  if (found.outcome === 'named' && found.ids.length === 1 && found.ids[0] === form.mistake.id) return problems;
  const said = found.outcome === 'none' ? '–' : found.ids.join(', ');
  return [
    ...problems,
    { en: `${name} is not recognised; what fits: ${said}.`, es: `${name} no se reconoce; lo que encaja: ${said}.` },
  ];
}

/** What comes of all tests with one form of one mistake. */
function attemptForm(
  form: MistakeForm,
  mistakes: Mistakes<Exports>,
  context: VerifyContext,
): Promise<readonly Attempt[]> {
  const { mistakeAttempts } = context.known;
  const known = mistakeAttempts.get(formName(form)) ?? runMistakes([form], mistakes, context);
  mistakeAttempts.set(formName(form), known);
  return known;
}

/**
 * Runs all tests with these mistakes made. Entering the time guard at each of hundreds of calls would take most of
 * the time, so code that ends on the reference's inputs, under one guard for each test, goes without.
 */
async function runMistakes(
  forms: readonly MistakeForm[],
  mistakes: Mistakes<Exports>,
  context: VerifyContext,
): Promise<Attempt[]> {
  const guard = (await ends(forms, mistakes, context)) ? withoutGuard(context.guard) : context.guard;
  return runAll({ ...context, guard }, () => buildWith(mistakes, forms), context.graded.seed);
}

async function ends(
  forms: readonly MistakeForm[],
  mistakes: Mistakes<Exports>,
  context: VerifyContext,
): Promise<boolean> {
  const { engine, guard, graded } = context;
  try {
    for (const trace of await referenceTraces(context, graded.seed)) {
      await guard.drive(replay(trace, { exports: buildWith(mistakes, forms), engine }, () => true));
    }
    return true;
  } catch (error) {
    if (error instanceof DidNotEnd) return false;
    throw error;
  }
}

/** Recognises what was recorded, as grading does: from the tests that ran. */
function recogniseAttempts(
  attempts: readonly Attempt[],
  mistakes: Mistakes<Exports>,
  { engine, guard }: VerifyContext,
): Promise<Recognition> {
  const traces = attempts.filter(({ verdict }) => verdict !== 'skipped').map(({ trace }) => trace);
  return recognise({ mistakes, traces, engine, guard });
}

function referenceTraces(context: VerifyContext, seed: number): Promise<readonly TestTrace[]> {
  const known = context.known.referenceTraces.get(seed) ?? traceReference(context, seed);
  context.known.referenceTraces.set(seed, known);
  return known;
}

async function traceReference(context: VerifyContext, seed: number): Promise<TestTrace[]> {
  const attempts = await runAll(context, async () => (await context.graded.reference()) ?? {}, seed);
  return attempts.map(({ trace }) => trace);
}

async function replayAll(
  traces: readonly TestTrace[],
  mistakes: Mistakes<Exports>,
  form: MistakeForm,
  { engine, guard }: VerifyContext,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const trace of traces) {
    await guard.drive(
      replay(trace, { exports: buildWith(mistakes, [form]), engine }, (outcome) => outcomes.push(outcome) > 0),
    );
  }
  return outcomes;
}

/** The first call of a trace that these mistakes answer differently. */
async function firstDifference(
  trace: TestTrace,
  mistakes: Mistakes<Exports>,
  forms: readonly MistakeForm[],
  { engine, guard }: VerifyContext,
): Promise<number | undefined> {
  let first: number | undefined;
  const look: Visit = (outcome, at) => {
    if (!agree(trace.calls[at]!.outcome, outcome, TOLERANCE / 100)) first = at;
    return first === undefined;
  };
  await guard.drive(replay(trace, { exports: buildWith(mistakes, forms), engine }, look));
  return first;
}
