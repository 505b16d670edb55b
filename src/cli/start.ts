import { relative, resolve } from 'node:path';
import { requireExercise } from '../catalogue/course';
import { openWorkspace } from '../catalogue/workspace';
import { exitCodes, findWorkspace, openChosenCourse, tell, type Context, type ExitCode } from './context';

/** `neurona start`: puts an exercise into a folder, and says where to read and what to run. */
export async function start(context: Context, id: string, folder: string | undefined, options: { readonly course?: string }): Promise<ExitCode> {
  const course = await openChosenCourse(context, options.course);
  const exercise = requireExercise(course, id);
  const workspace =
    folder === undefined
      ? (findWorkspace(context, course, '.') ?? openWorkspace(context.cwd, { course, types: context.types }))
      : openWorkspace(resolve(context.cwd, folder), { course, types: context.types });
  const { file, lesson, created, notices } = await workspace.scaffold(exercise, context.language);
  const shown = (path: string): string => relative(context.cwd, path) || path;
  const lines = [
    `${context.say(exercise.manifest.title)}: ${context.say(exercise.manifest.summary)}`,
    '',
    ...(lesson === undefined ? [] : [context.say({ en: `Read   ${shown(lesson.file)}`, es: `Lee      ${shown(lesson.file)}` })]),
    context.say({ en: `Write  ${shown(file)}`, es: `Escribe  ${shown(file)}` }) +
      (created ? '' : context.say({ en: ' (it was there already and is as it was)', es: ' (ya existía y está como estaba)' })),
    context.say({ en: `Run    neurona grade ${shown(file)}`, es: `Ejecuta  neurona grade ${shown(file)}` }),
  ];
  context.out(`${lines.join('\n')}\n`);
  tell(context, notices);
  return exitCodes.passed;
}
