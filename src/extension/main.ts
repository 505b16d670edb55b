import { join } from 'node:path';
import * as vscode from 'vscode';
import { features } from './feature-list';
import { createCourse } from './lib/course';
import { registerCourseDocuments } from './lib/course-documents';
import { createRuns } from './lib/create-runs';
import { createGraderProcess } from './lib/grader-process';
import { createLanguageSetting } from './lib/language';
import { createLearnerWorkspace } from './lib/learner-workspace';
import type { Runs } from './lib/runs';
import type { Services } from './lib/services';

/** What other extensions, and the tests in the editor, may look at. They can change nothing through it. */
export interface NeuronaApi {
  readonly runs: Pick<Runs, 'latest' | 'find' | 'onDidStart' | 'onDidFinishTest' | 'onDidProbe' | 'onDidEnd'>;
  /** The learner's folder; undefined while none is open. */
  readonly folder: () => string | undefined;
}

/**
 * Builds what the features share, and then the features. Nothing is read or started here: the course is read when
 * something draws it, the grader is started by the first request.
 */
export function activate(context: vscode.ExtensionContext): NeuronaApi {
  const dist = join(context.extensionPath, 'dist');

  const log = vscode.window.createOutputChannel('Neurona', { log: true });
  const language = createLanguageSetting();
  const course = createCourse(join(dist, 'course.pack'));
  const workspace = createLearnerWorkspace({ course, types: join(dist, 'types') });
  const grader = createGraderProcess({ entry: join(dist, 'node', 'grader.mjs'), log: (line) => log.info(line) });
  const runs = createRuns({ context, log, language, course, workspace, grader });
  const services: Services = { context, log, language, course, workspace, grader, runs };

  context.subscriptions.push(log, language, course, workspace, grader, runs, registerCourseDocuments(course));
  for (const feature of Object.values(features)) context.subscriptions.push(...feature(services));

  return { runs, folder: () => workspace.folder };
}
