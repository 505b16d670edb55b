import type * as vscode from 'vscode';
import type { TestDescription } from '../../protocol/grader';
import type { HumanError } from '../../protocol/human-error';
import type { RunProbe } from '../../protocol/probe';
import type { Report, TestReport } from '../../protocol/report';

/** `cancelled` is what the learner stopped, or what a closed window cut off; `failed` what we could not grade. */
export type RunState = 'running' | 'paused' | 'finished' | 'cancelled' | 'failed';

/** One grading and all it showed. Views are drawn from this, live and after a reload alike. */
export interface Run {
  readonly id: string;
  readonly exercise: string;
  readonly startedAt: string;
  readonly state: RunState;
  readonly report: Report | undefined;
  readonly error: HumanError | undefined;
  /** What the exercise's tests are called; empty until the grader has said so. */
  readonly tests: readonly TestDescription[];
  /** The tests that are done, in the order they finished. */
  readonly results: readonly TestReport[];
  /** Everything shown so far; series of one name and trace are joined. A new list each time it is asked for. */
  readonly probes: readonly RunProbe[];
  /** The file that holds its tensors' elements. */
  readonly file: string;
}

export interface RunOptions {
  /** Ids of tests; all visible ones when absent. */
  readonly only?: readonly string[] | undefined;
  readonly token?: vscode.CancellationToken | undefined;
}

export interface Runs {
  /** The newest run, live or not; restored from storage after a reload. */
  readonly latest: Run | undefined;
  /** Resolves once the newest run has been looked for in storage. */
  readonly restored: Promise<void>;
  /**
   * Grades what stands in the learner's editors (unsaved text included: what runs is what is seen).
   * Resolves with the finished run; its state says what it came to. One run at a time: a second stops the first.
   */
  start(exercise: string, options?: RunOptions): Promise<Run>;
  stop(): void;
  pause(paused: boolean): void;
  find(id: string): Run | undefined;
  readonly onDidStart: vscode.Event<Run>;
  /** Paused, or going on. */
  readonly onDidPause: vscode.Event<Run>;
  readonly onDidStartTest: vscode.Event<{ readonly run: Run; readonly test: string }>;
  readonly onDidFinishTest: vscode.Event<{ readonly run: Run; readonly test: TestReport }>;
  readonly onDidProbe: vscode.Event<{ readonly run: Run; readonly probe: RunProbe }>;
  readonly onDidPrint: vscode.Event<{ readonly run: Run; readonly text: string }>;
  /** Finished, cancelled or failed. */
  readonly onDidEnd: vscode.Event<Run>;
}
