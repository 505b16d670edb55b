import { resolve } from 'node:path';
import { nativeFolder } from '../native/native-folder';
import type { EngineWish } from '../protocol/grader';
import { HumanError } from '../protocol/human-error';
import type { Report } from '../protocol/report';
import { reportText } from '../report/text';
import { exitCodes, findWorkspace, openChosenCourse, tell, withGrader, type Context, type ExitCode } from './context';
import { describeError } from './describe-error';
import { findSubmission, type Submission } from './find-submission';
import type { Course } from '../catalogue/course';

export interface GradeFlags {
  readonly json?: boolean;
  readonly hidden?: boolean;
  readonly exercise?: string;
  readonly course?: string;
  readonly engine?: EngineWish;
}

/** `neurona grade`: grades a file, prints the report, and keeps it where the file is the learner's own. */
export async function gradePath(context: Context, path: string, flags: GradeFlags): Promise<ExitCode> {
  const course = await openChosenCourse(context, flags.course);
  const submission = await findSubmission(course, resolve(context.cwd, path), flags.exercise);
  const report = await withGrader(context, (client) =>
    client.grade({
      course: course.path,
      exercise: submission.exercise.id,
      files: [...submission.files],
      hidden: flags.hidden === true,
      instrument: false,
      engine: flags.engine ?? 'auto',
      nativeFolder: nativeFolder(context),
    }),
  );
  context.out(flags.json === true ? `${JSON.stringify(report, undefined, 2)}\n` : reportText(report, context.language));
  await keep(context, course, submission, report);
  if (report.verdict === 'not-gradable') return exitCodes.failed;
  return report.verdict === 'pass' ? exitCodes.passed : exitCodes.notPassed;
}

/** Keeps the report in the learner's folder. The verdict stands even where the disk refuses to keep it. */
async function keep(context: Context, course: Course, { file, exercise }: Submission, report: Report): Promise<void> {
  const workspace = findWorkspace(context, course, file);
  if (workspace === undefined || workspace.fileOf(exercise) !== file) return;
  try {
    tell(context, (await workspace.recordReport(report)).notices);
  } catch (error) {
    if (!(error instanceof HumanError)) throw error;
    context.err(describeError(error, context.language));
  }
}
