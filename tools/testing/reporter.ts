import Mocha, { type MochaOptions, type Runner } from 'mocha';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { RESULTS, type SuiteResults } from './results';

/** Mocha's spec reporter, which also writes a suite's results to the file that `NEURONA_RESULTS` names. */
export class Reporter extends Mocha.reporters.Spec {
  constructor(runner: Runner, options: MochaOptions) {
    super(runner, options);
    const file = process.env[RESULTS];
    if (file === undefined) return;
    const failures: { title: string; message: string }[] = [];
    runner.on('fail', (test, error) => failures.push({ title: test.fullTitle(), message: String(error?.message ?? error) }));
    runner.once('end', () => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      // A hook that fails is a failure without a test of its own: failures are counted, not tests that failed.
      const results: SuiteResults = { passed: passes, failed: failures.length, skipped: pending, failures };
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(results));
    });
  }
}
