import { requireExercise } from '../catalogue/course';
import { exitCodes, openChosenCourse, withGrader, type Context, type ExitCode } from './context';

/** `neurona verify`: proves that the graders of these exercises, or of all, are sound. */
export async function verify(context: Context, ids: readonly string[], options: { readonly course?: string }): Promise<ExitCode> {
  const course = await openChosenCourse(context, options.course);
  const chosen = ids.length === 0 ? course.exercises : ids.map((id) => requireExercise(course, id));
  // An exercise that cannot even be read is not sound; openChosenCourse has said why.
  let sound = ids.length > 0 || course.problems.length === 0;
  await withGrader(context, async (client) => {
    for (const { id } of chosen) {
      const { checks, problems } = await client.verify({ course: course.path, exercise: id });
      context.out(`${id}\n`);
      for (const { name, passed } of checks) context.out(`  ${passed ? '✓' : '✗'} ${context.say(name)}\n`);
      for (const { check, message } of problems) context.out(`      ${check}: ${context.say(message)}\n`);
      sound &&= problems.length === 0 && checks.every(({ passed }) => passed);
    }
  });
  return sound ? exitCodes.passed : exitCodes.notPassed;
}
