import type * as vscode from 'vscode';
import type { Course } from './course';
import type { GraderProcess } from './grader-process';
import type { LanguageSetting } from './language';
import type { Runs } from './runs';
import type { LearnerWorkspace } from './learner-workspace';

/** What main.ts builds once and hands to every feature. */
export interface Services {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  /** The language of everything drawn at run time: the setting, or the editor's. */
  readonly language: LanguageSetting;
  /** The course that is installed: units, exercises, lessons, hints. */
  readonly course: Course;
  /** The learner's folder: their files, progress, reports. */
  readonly workspace: LearnerWorkspace;
  /** The grader's process: started on first use, restarted after a crash. */
  readonly grader: GraderProcess;
  /** Gradings, live and finished, and what they showed. */
  readonly runs: Runs;
}
