import type { Language, Localized } from '../protocol/localized';
import type { Failure, Report, TestReport, Verdict } from '../protocol/report';
import type { Position } from '../protocol/solution';
import { escapeControl } from './escape-control';
import { durationText, numberText } from './number-text';

/** A report as text for a terminal, in one language. It ends in a line end and holds no control characters. */
export function reportText(report: Report, language: Language): string {
  const say = (text: Localized): string => text[language];
  const { earned, possible } = report.points;
  const points = say({
    en: `${numberText(earned)} of ${numberText(possible)} points`,
    es: `${numberText(earned, { language })} de ${numberText(possible, { language })} puntos`,
  });
  const head = `${say(report.exercise.title)}: ${say(outcomes[report.verdict])}, ${points}`;
  const width = Math.max(0, ...report.tests.map((test) => testTitle(test, language).length));
  const sections = [
    [head],
    report.tests.flatMap((test) => testLines(test, language, width)),
    report.mistakes.length === 0 ? [] : [say(recognised), ...report.mistakes.map(({ tells }) => indent(say(tells), 2))],
    printed(report.output, language),
    [footer(report, language)],
  ];
  const text = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
  return `${escapeControl(text)}\n`;
}

const outcomes: Readonly<Record<Verdict, Localized>> = {
  pass: { en: 'passed', es: 'superado' },
  fail: { en: 'not passed yet', es: 'todavía no superado' },
  error: { en: 'not passed yet', es: 'todavía no superado' },
  timeout: { en: 'not passed yet', es: 'todavía no superado' },
  memory: { en: 'not passed yet', es: 'todavía no superado' },
  skipped: { en: 'not passed yet', es: 'todavía no superado' },
  'not-gradable': { en: 'it could not be graded, which is not your doing', es: 'no se pudo evaluar, y no es culpa tuya' },
};

const marks: Readonly<Record<Verdict, string>> = {
  pass: '✓',
  fail: '✗',
  error: '✗',
  timeout: '✗',
  memory: '✗',
  skipped: '–',
  'not-gradable': '?',
};

/** What stands behind a test that neither passed nor plainly failed. */
const remarks: Readonly<Partial<Record<Verdict, Localized>>> = {
  error: { en: 'error', es: 'error' },
  timeout: { en: 'out of time', es: 'sin tiempo' },
  memory: { en: 'out of memory', es: 'sin memoria' },
  skipped: { en: 'skipped', es: 'omitida' },
  'not-gradable': { en: 'not graded', es: 'sin evaluar' },
};

const recognised: Localized = { en: 'What explains this:', es: 'Qué lo explica:' };

function testTitle({ title, hidden }: TestReport, language: Language): string {
  const mark: Localized = { en: ' (hidden)', es: ' (oculta)' };
  return title[language] + (hidden ? mark[language] : '');
}

function testLines(test: TestReport, language: Language, width: number): string[] {
  const points = `${numberText(test.earned, { language })}/${numberText(test.points, { language })}`;
  const remark = remarks[test.verdict]?.[language];
  const columns = [testTitle(test, language).padEnd(width), points, durationText(test.milliseconds, language), ...(remark === undefined ? [] : [remark])];
  return [`  ${marks[test.verdict]} ${columns.join('  ')}`, ...(test.failure === undefined ? [] : failureLines(test.failure, language))];
}

function failureLines(failure: Failure, language: Language): string[] {
  const labels: readonly [Localized, string | undefined][] = [
    [{ en: 'expected', es: 'esperado' }, failure.expected],
    [{ en: 'actual', es: 'obtenido' }, failure.actual],
  ];
  const { thrown } = failure;
  const unsaid = thrown !== undefined && !failure.what[language].includes(thrown.message) ? [`${thrown.name}: ${thrown.message}`] : [];
  return [
    failure.what[language],
    ...unsaid,
    ...labels.flatMap(([label, value]) => (value === undefined ? [] : [labelled(label[language], value, language)])),
    ...places(failure),
    ...(failure.next === undefined ? [] : [`→ ${failure.next[language]}`]),
  ].map((line) => indent(line, 6));
}

const MAX_VALUE_LINES = 8;

/** A value beside its label, or below it when it takes several lines. What is longer is cut: nobody reads it here. */
function labelled(label: string, value: string, language: Language): string {
  const lines = value.split('\n');
  if (lines.length === 1) return `${label.padEnd(9)} ${value}`;
  const left = lines.length - MAX_VALUE_LINES;
  const more: Localized = { en: `… ${left} more lines`, es: `… ${left} líneas más` };
  return [label, ...lines.slice(0, MAX_VALUE_LINES).map((line) => indent(line, 2)), ...(left > 0 ? [indent(more[language], 2)] : [])].join('\n');
}

const MAX_FRAMES = 5;

function places({ position, thrown }: Failure): string[] {
  const frames = thrown?.frames.slice(0, MAX_FRAMES).map((frame) => `${frame.function} (${place(frame.position)})`) ?? [];
  return frames.length > 0 ? frames : position === undefined ? [] : [place(position)];
}

function place({ file, line, column }: Position): string {
  return `${file}:${line}:${column}`;
}

const MAX_PRINTED = 20;

/** What the learner's code printed: its end, because that is where it stopped. */
function printed(output: string, language: Language): string[] {
  const lines = output.trimEnd().split('\n');
  if (lines.length === 1 && lines[0] === '') return [];
  const heading: Localized = { en: 'It printed:', es: 'Ha impreso:' };
  const left = lines.length - MAX_PRINTED;
  const more: Localized = { en: `… ${left} lines before these`, es: `… ${left} líneas antes de estas` };
  return [heading[language], ...(left > 0 ? [indent(more[language], 2)] : []), ...lines.slice(-MAX_PRINTED).map((line) => indent(line, 2))];
}

function footer(report: Report, language: Language): string {
  const words: Readonly<Record<'seed' | 'exercise', Localized>> = {
    seed: { en: 'seed', es: 'semilla' },
    exercise: { en: 'exercise', es: 'ejercicio' },
  };
  return [
    `${words.seed[language]} ${report.seed}`,
    ...report.files.map(({ path, sha256 }) => `${path} ${short(sha256)}`),
    `${words.exercise[language]} ${report.exercise.id} ${short(report.exercise.version)}`,
    engineText(report.engine, language),
    durationText(report.milliseconds, language),
  ].join(' · ');
}

/** "wasm 4.22.0 (it is faster for what is small)". */
function engineText({ name, version, why }: Report['engine'], language: Language): string {
  return `${name} ${version}`.trim() + (why === undefined ? '' : ` (${why[language]})`);
}

function short(sha256: string): string {
  return sha256.slice(0, 8);
}

function indent(text: string, spaces: number): string {
  return text
    .split('\n')
    .map((line) => ' '.repeat(spaces) + line)
    .join('\n');
}
