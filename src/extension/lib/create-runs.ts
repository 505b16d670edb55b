import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { BUG, CANCELLED, HumanError } from '../../protocol/human-error';
import type { RunProbe } from '../../protocol/probe';
import type { TestReport } from '../../protocol/report';
import { engineWish, nativeFolder } from './engine';
import { createLiveRun, restoreRun, storeRun, type LiveRun } from './live-run';
import { createRunStore } from './run-store';
import type { Run, RunOptions, Runs } from './runs';
import type { Services } from './services';
import { showError } from './show-error';
import { assertTrusted } from './trust';

/** A run that goes on is stored this often, in milliseconds, so that a window that dies loses little of it. */
const STORE_EVERY = 2000;

interface Current {
  readonly run: LiveRun;
  readonly abort: AbortController;
  readonly ended: Promise<Run>;
}

/** Runs exercises with the grader's process, one at a time, and keeps what they came to in the workspace's storage. */
export function createRuns(services: Omit<Services, 'runs'>): Runs & vscode.Disposable {
  const { context, course, grader, log, workspace } = services;
  const store = createRunStore(join((context.storageUri ?? context.globalStorageUri).fsPath, 'runs'));

  const started = new vscode.EventEmitter<Run>();
  const paused = new vscode.EventEmitter<Run>();
  const startedTest = new vscode.EventEmitter<{ readonly run: Run; readonly test: string }>();
  const finishedTest = new vscode.EventEmitter<{ readonly run: Run; readonly test: TestReport }>();
  const probed = new vscode.EventEmitter<{ readonly run: Run; readonly probe: RunProbe }>();
  const printed = new vscode.EventEmitter<{ readonly run: Run; readonly text: string }>();
  const ended = new vscode.EventEmitter<Run>();

  let current: Current | undefined;
  let latest: Run | undefined;

  const restored = store
    .latest()
    .then((stored) => {
      if (stored !== undefined) latest ??= restoreRun(stored, store.file(stored.id));
    })
    .catch((error: unknown) => log.warn(`The last run could not be read: ${String(error)}`));

  /** Stores a run in the background: nobody waits for a disk to hear a verdict. */
  const keep = (run: Run): void => {
    store
      .save(storeRun(run))
      .then(() => store.prune())
      .catch((error: unknown) => log.warn(`Run ${run.id} could not be kept: ${String(error)}`));
  };

  // Only the current run can be heard: the grader says everything about a run before it answers for it.
  const listening = grader.listen({
    started: ({ test }) => {
      if (current !== undefined) startedTest.fire({ run: current.run, test });
    },
    finished: (test) => {
      if (current === undefined) return;
      current.run.results.push(test);
      finishedTest.fire({ run: current.run, test });
    },
    probe: (probe) => {
      if (current === undefined) return;
      current.run.add(probe);
      probed.fire({ run: current.run, probe });
    },
    output: ({ text }) => {
      if (current !== undefined) printed.fire({ run: current.run, text });
    },
  });

  const stop = (): void => current?.abort.abort();

  /** Grades, and leaves in the run what it came to. Never rejects. */
  const grade = async (run: LiveRun, { only }: RunOptions, signal: AbortSignal): Promise<void> => {
    try {
      assertTrusted();
      const reference = { course: course.location, exercise: run.exercise };
      const files = await workspace.sources(run.exercise);
      run.tests = await grader.client.tests(reference, signal);
      run.report = await grader.client.grade(
        {
          ...reference,
          files: [...files],
          hidden: false,
          instrument: false,
          engine: engineWish(),
          nativeFolder: nativeFolder(context),
          runFile: run.file,
          ...(only && { only: [...only] }),
        },
        signal,
      );
      run.state = 'finished';
      // A part of the tests says nothing about the whole exercise.
      if (only === undefined) await workspace.record(run.report).catch((error: unknown) => void showError(services, error));
    } catch (error) {
      run.state = error instanceof HumanError && error.code === CANCELLED ? 'cancelled' : 'failed';
      if (run.state === 'cancelled') return;
      if (error instanceof HumanError) run.error = error;
      else {
        log.error(error instanceof Error ? error : String(error));
        run.error = faultError();
      }
    }
  };

  const execute = async (run: LiveRun, options: RunOptions, signal: AbortSignal): Promise<Run> => {
    const storing = setInterval(() => keep(run), STORE_EVERY);
    const asked = options.token?.onCancellationRequested(stop);
    try {
      await grade(run, options, signal);
    } finally {
      clearInterval(storing);
      asked?.dispose();
      current = undefined;
    }
    keep(run);
    ended.fire(run);
    return run;
  };

  const start = async (exercise: string, options: RunOptions = {}): Promise<Run> => {
    while (current !== undefined) {
      stop();
      await current.ended;
    }
    const startedAt = new Date().toISOString();
    const id = `${startedAt.replaceAll(/[-:.]/g, '')}-${randomBytes(3).toString('hex')}`;
    const run = createLiveRun({ id, exercise, startedAt, file: store.file(id) });
    const abort = new AbortController();
    latest = run;
    const whole = execute(run, options, abort.signal);
    current = { run, abort, ended: whole };
    started.fire(run);
    if (options.token?.isCancellationRequested) stop();
    return whole;
  };

  return {
    get latest() {
      return latest;
    },
    restored,
    start,
    stop,
    pause: (wanted) => {
      if (current === undefined) return;
      const { run } = current;
      run.state = wanted ? 'paused' : 'running';
      paused.fire(run);
      grader.client.pause({ paused: wanted }).catch((error: unknown) => log.warn(`Pause: ${String(error)}`));
    },
    find: (id) => (latest?.id === id ? latest : undefined),
    onDidStart: started.event,
    onDidPause: paused.event,
    onDidStartTest: startedTest.event,
    onDidFinishTest: finishedTest.event,
    onDidProbe: probed.event,
    onDidPrint: printed.event,
    onDidEnd: ended.event,
    dispose: () => {
      stop();
      listening.dispose();
      vscode.Disposable.from(started, paused, startedTest, finishedTest, probed, printed, ended).dispose();
    },
  };
}

function faultError(): HumanError {
  return new HumanError(
    BUG,
    {
      en: 'Neurona could not grade this run. It is not your code.',
      es: 'Neurona no pudo evaluar esta ejecución. No es por tu código.',
    },
    { en: 'Run again. If it happens again, the log has the details.', es: 'Vuelve a ejecutar. Si se repite, el registro tiene los detalles.' },
  );
}
