import * as vscode from 'vscode';
import { command } from '../../lib/command';
import type { Feature } from '../../lib/feature';
import { targetExercise, type Target } from '../../lib/target-exercise';
import { createCodeLensProvider, LEARNER_FILES } from './code-lens';
import { chooseFolder, takePending } from './learner-folder';
import { pickExercise } from './pick-exercise';
import { resetExercise } from './reset-exercise';
import { showSolution } from './show-solution';
import { startExercise, startNext } from './start-exercise';

declare module '../../lib/command' {
  interface Commands {
    /** Starts an exercise, or opens it again; asks which when it is not given. */
    'neurona.startExercise': (target?: Target) => Promise<void>;
    'neurona.nextExercise': () => Promise<void>;
    'neurona.showSolution': (target?: Target) => Promise<void>;
    'neurona.resetExercise': (target?: Target) => Promise<void>;
    'neurona.chooseFolder': () => Promise<void>;
  }
}

/** Starting, going on, the solution, starting again: what a learner does with an exercise but run and read it. */
export const feature: Feature = (services) => {
  const { workspace } = services;
  const codeLenses = createCodeLensProvider(services);

  // The window may have been reloaded because a folder for this exercise was chosen.
  void takePending(services).then((exercise) => {
    if (exercise !== undefined) void vscode.commands.executeCommand('neurona.startExercise', exercise);
  });

  return [
    codeLenses,
    vscode.languages.registerCodeLensProvider(LEARNER_FILES, codeLenses),
    command(services, 'neurona.startExercise', async (target) => {
      const exercise = target === undefined ? await pickExercise(services) : targetExercise(workspace, target);
      if (exercise !== undefined) await startExercise(services, exercise);
    }),
    command(services, 'neurona.nextExercise', () => startNext(services)),
    command(services, 'neurona.showSolution', (target) => showSolution(services, targetExercise(workspace, target))),
    command(services, 'neurona.resetExercise', (target) => resetExercise(services, targetExercise(workspace, target))),
    command(services, 'neurona.chooseFolder', () => chooseFolder(services)),
  ];
};
