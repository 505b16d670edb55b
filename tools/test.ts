import { mkdir, rm, writeFile } from 'node:fs/promises';
import { findOrInstallBrowser } from './browser/find-browser';
import { exitOnSignals } from './process/process-group';
import { runHere } from './process/run';
import { root } from './root';
import { buildReporter } from './testing/build-reporter';
import { readResults, RESULTS, type SuiteResults } from './testing/results';
import { countTests } from './testing/count-tests';
import { mochaArguments } from './testing/mocha-arguments';
import { tsxArguments } from './tsx';

/** `npm test [-- NAME …]`: every suite, or those named, one after the other; the last line counts them all. */
interface Suite {
  readonly name: string;
  readonly title: string;
  /** Arguments of a Node process. A suite writes its results to the file that NEURONA_RESULTS names. */
  readonly run: readonly string[];
  /** A check is a suite that writes no results: it has passed when it ends with 0. */
  readonly check?: true;
  /** Where its tests lie, to count them when they cannot be run for want of a browser. */
  readonly needsBrowser?: string;
}

const bin = (path: string, ...args: readonly string[]): readonly string[] => [`${root}/node_modules/${path}`, ...args];

function suites(reporter: string): readonly Suite[] {
  return [
    { name: 'lint', title: 'Lint', run: bin('oxlint/bin/oxlint', '--type-aware'), check: true },
    { name: 'types', title: 'Types', run: bin('typescript/bin/tsc', '-b'), check: true },
    { name: 'sync', title: 'Generated files are current', run: tsxArguments('tools/sync.ts', ['--check']), check: true },
    { name: 'package', title: 'Package', run: tsxArguments('tools/package.ts', ['--without-native']), check: true },
    { name: 'unit', title: 'Unit tests', run: tsxArguments('tools/test-unit.ts', ['--reporter', reporter]) },
    { name: 'conformance', title: "TensorFlow.js's own suite", run: tsxArguments('test/conformance/main.ts') },
    { name: 'catalogue', title: 'Catalogue', run: tsxArguments('tools/test-unit.ts', ['test/catalogue', '--reporter', reporter]) },
    { name: 'shipped', title: 'What ships', run: mochaArguments('test/package/*.test.ts', reporter) },
    { name: 'in-host', title: 'In the extension host', run: tsxArguments('test/vscode/main.ts'), needsBrowser: 'test/vscode' },
    { name: 'journeys', title: 'Journeys', run: mochaArguments('test/journeys/*.test.ts', reporter), needsBrowser: 'test/journeys' },
  ];
}

async function main(): Promise<number> {
  exitOnSignals();
  const names = process.argv.slice(2);
  const all = suites(await buildReporter());
  const unknown = names.filter((name) => !all.some((suite) => suite.name === name));
  if (unknown.length > 0) throw new Error(`No suite ${unknown.join(', ')}; there are ${all.map(({ name }) => name).join(', ')}.`);

  const chosen = names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
  const browser = chosen.some((suite) => suite.needsBrowser !== undefined) ? await findOrInstallBrowser(console.log) : undefined;

  const outcomes: (SuiteResults & { readonly suite: Suite; readonly seconds: number })[] = [];
  for (const suite of chosen) {
    console.log(`\n── ${suite.title} ${'─'.repeat(70 - suite.title.length)}`);
    const start = performance.now();
    const results = await outcomeOf(suite, browser);
    const seconds = (performance.now() - start) / 1000;
    console.log(`${suite.title}: ${summary(results)} in ${seconds.toFixed(1)} s`);
    outcomes.push({ ...results, suite, seconds });
  }
  return report(outcomes);
}

async function outcomeOf(suite: Suite, browser: string | undefined): Promise<SuiteResults> {
  if (suite.needsBrowser !== undefined && browser === undefined) {
    console.log('skipped: there is no browser to run VS Code in.');
    return { passed: 0, failed: 0, skipped: await countTests(suite.needsBrowser), failures: [] };
  }
  const file = `${root}/build/results/${suite.name}.json`;
  await rm(file, { force: true });
  await mkdir(`${root}/build/results`, { recursive: true });
  const env = { ...process.env, [RESULTS]: file, ...(browser !== undefined && { CHROMIUM: browser }) };
  const status = await runHere(process.execPath, suite.run, { cwd: root, env });
  if (suite.check) await writeFile(file, JSON.stringify(checked(suite, status)));
  const results = await readResults(file);
  if (status === 0 || results.failed > 0) return results;
  // Its tests passed and it still ended badly: what it left running, or failed to clean up, is a fault too.
  return { ...results, failed: 1, failures: [{ title: suite.title, message: `It ended with status ${status}.` }] };
}

function checked({ title }: Suite, status: number): SuiteResults {
  if (status === 0) return { passed: 1, failed: 0, skipped: 0, failures: [] };
  return { passed: 0, failed: 1, skipped: 0, failures: [{ title, message: `It ended with status ${status}.` }] };
}

function summary({ passed, failed, skipped }: Omit<SuiteResults, 'failures'>): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** Prints what failed, a line per suite and, last, the sum of them all. */
function report(outcomes: readonly (SuiteResults & { readonly suite: Suite; readonly seconds: number })[]): number {
  for (const { suite, failures } of outcomes.filter(({ failed }) => failed > 0)) {
    console.log(`\nFailed in ${suite.name}:`);
    for (const { title, message } of failures) console.log(`  ${title}\n    ${message.replaceAll('\n', '\n    ')}`);
  }
  console.log('');
  for (const { suite, seconds, ...results } of outcomes) {
    console.log(`${suite.title.padEnd(28)} ${seconds.toFixed(1).padStart(6)} s   ${summary(results)}`);
  }
  const sum = (pick: (results: SuiteResults) => number): number => outcomes.reduce((total, each) => total + pick(each), 0);
  const total = { passed: sum(({ passed }) => passed), failed: sum(({ failed }) => failed), skipped: sum(({ skipped }) => skipped) };
  console.log(summary(total));
  return total.failed > 0 ? 1 : 0;
}

main().then(
  (status) => process.exit(status),
  (error: unknown) => {
    console.error(error);
    console.log('0 passed, 1 failed');
    process.exit(1);
  },
);
