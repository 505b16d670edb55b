import * as vscode from 'vscode';
import { openCourse, requireExercise, type Course as CourseContents, type Exercise } from '../../catalogue/course';

/** The course that is installed. Nothing of it is read before somebody asks. */
export interface Course {
  /** Where the grader finds it: a packed file or a folder of units, as an absolute path. */
  readonly location: string;
  /** Its units and exercises, read once. Throws a HumanError when there is no course there. */
  contents(): Promise<CourseContents>;
  /** Throws a HumanError when the course has no such exercise, or when it is broken. */
  exercise(id: string): Promise<Exercise>;
  /** Forgets what was read: the files have changed. */
  reload(): void;
  /** Another course was chosen, or this one was reloaded. */
  readonly onDidChange: vscode.Event<void>;
}

/** The course of the setting `neurona.course`, or else the built-in one. */
export function createCourse(builtIn: string): Course & vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  let reading: Promise<CourseContents> | undefined;

  const location = (): string => vscode.workspace.getConfiguration('neurona').get<string>('course')?.trim() || builtIn;
  const contents = (): Promise<CourseContents> => (reading ??= openCourse(location()));
  const reload = (): void => {
    reading = undefined;
    changed.fire();
  };
  const listening = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('neurona.course')) reload();
  });

  return {
    get location() {
      return location();
    },
    contents,
    exercise: async (id) => requireExercise(await contents(), id),
    reload,
    onDidChange: changed.event,
    dispose: () => vscode.Disposable.from(listening, changed).dispose(),
  };
}
