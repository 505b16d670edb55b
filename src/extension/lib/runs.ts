import type * as vscode from 'vscode';
import type { HumanError } from '../../protocol/human-error';
import type { RunProbe } from '../../protocol/probe';
import type { Report, TestReport } from '../../protocol/report';

/** `cancelled` is what the learner stopped; `failed` what we could not grade. */
export type RunState = 'running' | 'paused' | 'finished' | 'cancelled' | 'failed';

/** One grading and all it showed. Views are drawn from this, live and after a reload alike. */
export interface Run {
  readonly id: string;
  readonly exercise: string;
  readonly startedAt: string;
  readonly state: RunState;
  readonly report: Report | undefined;
  readonly error: HumanError | undefined;
  /** Everything shown so far, in order; series of one name and trace are joined. */
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
  /**
   * Grades what stands in the learner's editors (unsaved text included: what runs is what is seen).
   * Resolves with the finished run; its state says what it came to. One run at a time: a second stops the first.
   */
  start(exercise: string, options?: RunOptions): Promise<Run>;
  stop(): void;
  pause(paused: boolean): void;
  find(id: string): Run | undefined;
  readonly onDidStart: vscode.Event<Run>;
  readonly onDidStartTest: vscode.Event<{ readonly run: Run; readonly test: string }>;
  readonly onDidFinishTest: vscode.Event<{ readonly run: Run; readonly test: TestReport }>;
  readonly onDidProbe: vscode.Event<{ readonly run: Run; readonly probe: RunProbe }>;
  readonly onDidPrint: vscode.Event<{ readonly run: Run; readonly text: string }>;
  /** Finished, cancelled or failed. */
  readonly onDidEnd: vscode.Event<Run>;
}
