import * as vscode from 'vscode';
import type { Language, Localized } from '../../../protocol/localized';
import type { Report, TestReport } from '../../../protocol/report';
import { outcomeOf } from './outcome';
import { terminalText } from './terminal-text';
import { testMessages } from './test-message';
import type { TestTree } from './test-tree';

const points: Localized = { en: 'points', es: 'puntos' };

/** Where one exercise's results are shown. */
export interface ReportView {
  readonly testRun: vscode.TestRun;
  readonly tree: TestTree;
  /** The exercise's item. */
  readonly item: vscode.TestItem;
  readonly language: Language;
}

/**
 * Shows that a test has ended, while others still run. A failure gets its words from `showReport`: only the whole
 * report knows which mistake explains it.
 */
export function showFinished({ testRun, tree, item }: ReportView, test: TestReport): void {
  const testItem = tree.testItem(item, test);
  switch (outcomeOf(test, [], 'en').state) {
    case 'passed':
      return testRun.passed(testItem, test.milliseconds);
    case 'skipped':
      return testRun.skipped(testItem);
    case 'failed':
      return testRun.failed(testItem, [], test.milliseconds);
    case 'errored':
      return testRun.errored(testItem, [], test.milliseconds);
  }
}

/** Shows every test of a report, with all there is to say about those that did not pass. */
export function showReport(view: ReportView, report: Report): void {
  const { testRun, tree, item, language } = view;
  const folder = item.uri === undefined ? undefined : vscode.Uri.joinPath(item.uri, '..');
  const locate = (file: string): vscode.Uri => (folder === undefined ? vscode.Uri.file(file) : vscode.Uri.joinPath(folder, file));
  const top = item.uri === undefined ? undefined : new vscode.Location(item.uri, new vscode.Position(0, 0));

  for (const test of report.tests) {
    const testItem = tree.testItem(item, test);
    const { state, milliseconds, message } = outcomeOf(test, report.mistakes, language);
    const messages = message === undefined ? [] : testMessages(message, language, locate, top);
    if (message !== undefined) {
      const words = [`✗ ${test.title[language]}`, ...message.paragraphs.map((paragraph) => `  ${paragraph}`)].join('\n');
      testRun.appendOutput(terminalText(`${words}\n\n`), undefined, testItem);
    }
    if (state === 'passed') testRun.passed(testItem, milliseconds);
    if (state === 'skipped') testRun.skipped(testItem);
    if (state === 'failed') testRun.failed(testItem, messages, milliseconds);
    if (state === 'errored') testRun.errored(testItem, messages, milliseconds);
  }
  const { earned, possible } = report.points;
  testRun.appendOutput(`${report.exercise.title[language]}: ${earned}/${possible} ${points[language]}\r\n`);
}
