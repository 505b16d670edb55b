import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { openCourse, type Course } from '../catalogue/course';
import { openWorkspace, type Notice, type Workspace } from '../catalogue/workspace';
import type { Language, Localized } from '../protocol/localized';
import type { GraderClient } from './grader-client';

/** What the command line stands in: given from outside, so that it can be tested without a terminal. */
export interface Surroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** The course that comes with Neurona. */
  readonly course: string;
  /** The declarations for learners' folders. */
  readonly types: string;
  readonly version: string;
  /** Where the addons of the native engine lie, and the bundle of the process that proves it. */
  readonly addons: string;
  readonly prober: string;
  /** Asks a yes-or-no question; absent where nobody sits at the terminal. */
  readonly ask?: ((question: string) => Promise<boolean>) | undefined;
  /** Whether `err` is a terminal, where a line can be written over. */
  readonly isTerminal?: boolean;
  readonly openGrader: () => GraderClient;
  /** In place of the network, where there is to be none. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** What a command works with. */
export interface Context extends Surroundings {
  readonly language: Language;
  readonly say: (text: Localized) => string;
}

/** 0 passed, 1 not passed, 2 could not grade. */
export const exitCodes = { passed: 0, notPassed: 1, failed: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Opens the course that was named, or the built-in one, and says what in it cannot be used. */
export async function openChosenCourse(context: Context, path: string | undefined): Promise<Course> {
  const course = await openCourse(path === undefined ? context.course : resolve(context.cwd, path));
  for (const { error } of course.problems) context.err(`${context.say(error.localized)}\n`);
  return course;
}

/** The learner's folder at or above a path; undefined where there is none. */
export function findWorkspace(context: Context, course: Course, path: string): Workspace | undefined {
  for (let folder = resolve(context.cwd, path); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.neurona', 'workspace.json'))) return openWorkspace(folder, { course, types: context.types });
    if (dirname(folder) === folder) return undefined;
  }
}

/** Notices go beside the output, so that `--json` stays JSON. */
export function tell(context: Context, notices: readonly Notice[]): void {
  for (const notice of notices) context.err(`${context.say(notice)}\n`);
}

/** Asks a grader process something, and ends it whatever comes of it. */
export async function withGrader<T>(context: Context, use: (client: GraderClient['client']) => Promise<T>): Promise<T> {
  const grader = context.openGrader();
  try {
    return await use(grader.client);
  } finally {
    grader.close();
  }
}
