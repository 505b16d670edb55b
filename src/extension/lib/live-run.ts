import type { TestDescription } from '../../protocol/grader';
import { HumanError } from '../../protocol/human-error';
import { fromWireError, toWireError } from '../../protocol/wire-error';
import type { RunProbe } from '../../protocol/probe';
import type { Report, TestReport } from '../../protocol/report';
import { createRunModel } from '../../protocol/run-model';
import type { StoredRun } from './run-store';
import type { Run, RunState } from './runs';

/** A run and the few things that happen to it. Whoever holds it as a `Run` can only look. */
export interface LiveRun extends Run {
  state: RunState;
  report: Report | undefined;
  error: HumanError | undefined;
  tests: readonly TestDescription[];
  readonly results: TestReport[];
  add(probe: RunProbe): void;
}

export interface RunStart {
  readonly id: string;
  readonly exercise: string;
  readonly startedAt: string;
  readonly file: string;
}

export function createLiveRun(start: RunStart, probes: readonly RunProbe[] = []): LiveRun {
  const model = createRunModel(probes);
  return {
    ...start,
    state: 'running',
    report: undefined,
    error: undefined,
    tests: [],
    results: [],
    get probes() {
      return model.probes();
    },
    add: model.add,
  };
}

export function storeRun(run: Run): StoredRun {
  const { id, exercise, startedAt, state, report, error, tests, results, probes } = run;
  return {
    format: 1,
    id,
    exercise,
    startedAt,
    state,
    tests: [...tests],
    results: [...results],
    probes: [...probes],
    ...(report && { report }),
    ...(error && { error: toWireError(error) }),
  };
}

/** The run as it was. One that was still going when it was stored was cut off. */
export function restoreRun(stored: StoredRun, file: string): Run {
  const { id, exercise, startedAt, state, probes } = stored;
  const run = createLiveRun({ id, exercise, startedAt, file }, probes);
  run.state = state === 'running' || state === 'paused' ? 'cancelled' : state;
  run.report = stored.report;
  const error = stored.error && fromWireError(stored.error);
  run.error = error instanceof HumanError ? error : undefined;
  run.tests = stored.tests;
  run.results.push(...stored.results);
  return run;
}
