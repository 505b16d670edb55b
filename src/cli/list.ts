import { nextExercise, type ExerciseProgress, type Progress } from '../catalogue/progress';
import { exitCodes, findWorkspace, openChosenCourse, tell, type Context, type ExitCode } from './context';

/** `neurona list`: every exercise by unit, with how far the learner is where there is a learner's folder. */
export async function list(context: Context, options: { readonly course?: string }): Promise<ExitCode> {
  const course = await openChosenCourse(context, options.course);
  const workspace = findWorkspace(context, course, '.');
  const progress: Progress = workspace === undefined ? { format: 1, exercises: {} } : await readProgress(context, workspace);
  const next = workspace && nextExercise(course, progress);
  const width = Math.max(0, ...course.exercises.map(({ id }) => id.length));
  const units = course.units.map(({ id, title, exercises }) => [
    `${id.slice(0, 2)} ${context.say(title)}`,
    ...exercises.map((exercise) => {
      const mark = exercise === next ? '→' : markOf(progress.exercises[exercise.id]);
      const { title: name, minutes } = exercise.manifest;
      return `  ${mark} ${exercise.id.padEnd(width)}  ${context.say(name)} (${minutes} min)`;
    }),
  ]);
  context.out(`${units.map((lines) => lines.join('\n')).join('\n\n')}\n`);
  return exitCodes.passed;
}

async function readProgress(context: Context, workspace: NonNullable<ReturnType<typeof findWorkspace>>): Promise<Progress> {
  const { progress, notices } = await workspace.progress();
  tell(context, notices);
  return progress;
}

function markOf(progress: ExerciseProgress | undefined): string {
  return progress === undefined ? ' ' : progress.state === 'passed' ? '✓' : '·';
}
