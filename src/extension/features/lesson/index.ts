import * as vscode from 'vscode';
import { readLesson } from '../../../catalogue/lessons';
import { HumanError } from '../../../protocol/human-error';
import { languages } from '../../../protocol/localized';
import { command } from '../../lib/command';
import { courseDocument } from '../../lib/course-documents';
import type { Feature } from '../../lib/feature';
import { closePreviews, showPreviewBeside } from '../../lib/preview';
import type { Services } from '../../lib/services';
import { showError } from '../../lib/show-error';
import { targetExercise, type Target } from '../../lib/target-exercise';
import { reopenHints, showHint } from './show-hint';

declare module '../../lib/command' {
  interface Commands {
    /** Shows the lesson of an exercise in the markdown preview, beside the learner's file when there is one. */
    'neurona.openLesson': (target?: Target) => Promise<void>;
    /** Shows one hint more than before. */
    'neurona.showHint': (target?: Target) => Promise<void>;
  }
}

/** What one reads beside the code, lessons and hints, in the editor's own markdown preview. */
export const feature: Feature = (services) => {
  const { language, workspace } = services;
  let shown: string | undefined;

  const open = async (exercise: string): Promise<void> => {
    await closeLessons();
    await openLesson(services, exercise);
    shown = exercise;
  };

  return [
    language.onDidChange(async () => {
      const exercise = shown ?? workspace.current;
      try {
        // One after the other: each opens beside the code, and beside means the column next to the active one.
        if ((await closeLessons()) && exercise !== undefined) await openLesson(services, exercise);
        await reopenHints(services);
      } catch (error) {
        void showError(services, error);
      }
    }),
    command(services, 'neurona.openLesson', (target) => open(targetExercise(workspace, target))),
    command(services, 'neurona.showHint', (target) => showHint(services, targetExercise(workspace, target))),
  ];
};

/** One lesson at a time: all their files have the same names, and their tabs could not be told apart. */
function closeLessons(): Promise<boolean> {
  return closePreviews(languages.map((each) => `lesson.${each}.md`));
}

async function openLesson({ course, language, workspace }: Services, id: string): Promise<void> {
  if ((await workspace.progress()).exercises[id] !== undefined) {
    const { file, lesson } = await workspace.scaffold(id, language.current);
    if (lesson === undefined) throw noLesson();
    return showPreviewBeside(vscode.Uri.file(lesson.file), vscode.Uri.file(file));
  }
  // It has not been started: reading the lesson does not start it.
  const lesson = await readLesson(await course.exercise(id), language.current);
  if (lesson === undefined) throw noLesson();
  await vscode.commands.executeCommand('markdown.showPreview', courseDocument(id, lesson.name), undefined, { locked: true });
}

function noLesson(): HumanError {
  return new HumanError(
    'no-lesson',
    { en: 'This exercise has no lesson.', es: 'Este ejercicio no tiene lección.' },
    { en: 'Its summary is in the course tree, and its tests say what they want.', es: 'Su resumen está en el árbol del curso y sus pruebas dicen lo que piden.' },
  );
}
