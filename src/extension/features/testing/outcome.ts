import type { Language, Localized } from '../../../protocol/localized';
import type { NamedMistake, TestReport } from '../../../protocol/report';
import type { Position, Thrown } from '../../../protocol/solution';

/** What the editor shows of one test: plain data, so that it can be tested without an editor. */
export interface Outcome {
  readonly state: 'passed' | 'failed' | 'errored' | 'skipped';
  readonly milliseconds: number;
  /** Why it did not pass. */
  readonly message?: OutcomeMessage;
}

export interface OutcomeMessage {
  /** Paragraphs: the mistake that was recognised, what is so, what to do about it. */
  readonly paragraphs: readonly string[];
  /** Printed values, both or neither. */
  readonly diff?: { readonly expected: string; readonly actual: string };
  readonly position?: Position;
  readonly frames: Thrown['frames'];
  /** For menus on the message. */
  readonly contextValue: 'neurona.failure' | 'neurona.tensors';
}

const states = {
  pass: 'passed',
  fail: 'failed',
  error: 'errored',
  timeout: 'errored',
  memory: 'errored',
  'not-gradable': 'errored',
  skipped: 'skipped',
} as const satisfies Record<TestReport['verdict'], Outcome['state']>;

/** What is so when the report has no words of its own. */
const fallback: Readonly<Record<Exclude<TestReport['verdict'], 'pass' | 'skipped'>, Localized>> = {
  fail: { en: 'The result is not the expected one.', es: 'El resultado no es el esperado.' },
  error: { en: 'Your code threw an error.', es: 'Tu código lanzó un error.' },
  timeout: { en: 'Your code ran out of time and was stopped.', es: 'Tu código agotó el tiempo y se detuvo.' },
  memory: { en: 'Your code ran out of memory and was stopped.', es: 'Tu código agotó la memoria y se detuvo.' },
  'not-gradable': {
    en: 'This test could not be graded. That is not your code’s fault, and it does not count.',
    es: 'Esta prueba no se pudo evaluar. No es culpa de tu código y no cuenta.',
  },
};

/** Maps one test of a report. `mistakes` are the report's: they explain its failures, not its errors. */
export function outcomeOf(test: TestReport, mistakes: readonly NamedMistake[], language: Language): Outcome {
  const state = states[test.verdict];
  const { milliseconds, verdict, failure } = test;
  if (verdict === 'pass' || verdict === 'skipped') return { state, milliseconds };

  const tells = verdict === 'fail' ? mistakes.map((mistake) => mistake.tells[language]) : [];
  const what = failure?.what ?? fallback[verdict];
  const { expected, actual, position } = failure ?? {};
  return {
    state,
    milliseconds,
    message: {
      paragraphs: [...tells, what[language], ...(failure?.next === undefined ? [] : [failure.next[language]])],
      ...(expected !== undefined && actual !== undefined && { diff: { expected, actual } }),
      ...(position !== undefined && { position }),
      frames: failure?.thrown?.frames ?? [],
      contextValue: failure?.tensors === undefined ? 'neurona.failure' : 'neurona.tensors',
    },
  };
}
