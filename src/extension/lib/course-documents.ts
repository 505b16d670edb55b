import * as vscode from 'vscode';
import type { Course } from './course';

const SCHEME = 'neurona';

/** A file of an exercise as a document that can be read and not changed: `neurona:/perceptron-xor/solution.ts`. */
export function courseDocument(exercise: string, name: string): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/${exercise}/${name}` });
}

/** Serves those documents out of the course, which may be packed. */
export function registerCourseDocuments(course: Course): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: async ({ path }) => {
      const [, id = '', name = ''] = path.split('/');
      return (await course.exercise(id)).read(name);
    },
  });
}
