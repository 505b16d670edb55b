import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Exercise } from '../../catalogue/course';
import type { ExerciseProgress, Progress } from '../../catalogue/progress';
import { openWorkspace, type Notice, type Scaffold, type Workspace } from '../../catalogue/workspace';
import { HumanError } from '../../protocol/human-error';
import type { Language } from '../../protocol/localized';
import type { Report } from '../../protocol/report';
import type { SourceFile } from '../../protocol/solution';
import type { Course } from './course';
import { exerciseAt } from './exercise-at';

/**
 * The learner's folder, as the window has it open: their files, progress and reports. Everything in it is theirs and
 * is never overwritten. What needs a folder throws the HumanError `no-folder` where there is none.
 */
export interface LearnerWorkspace {
  /** The open folder that holds exercises, as a path; undefined while there is none. */
  readonly folder: string | undefined;
  /** The exercise whose file is, or was last, in the active editor. */
  readonly current: string | undefined;
  /** Makes an open folder the learner's. The caller has asked them. */
  adopt(folder: string): void;
  /** The exercise a file belongs to, by where it lies; undefined for any other file. */
  exerciseOf(file: vscode.Uri): string | undefined;
  /** The learner's file of an exercise, whether it is there yet or not. */
  fileOf(exercise: string): Promise<vscode.Uri>;
  /** What would run: the learner's files as the editors show them, unsaved text included. */
  sources(exercise: string): Promise<readonly SourceFile[]>;
  /** How far the learner is; empty without a folder. */
  progress(): Promise<Progress>;
  /** The exercise has changed since its verdict. */
  isEarlierVersion(exercise: string, progress: ExerciseProgress): Promise<boolean>;
  scaffold(exercise: string, language: Language): Promise<Scaffold>;
  reset(exercise: string): Promise<{ readonly file: string; readonly copy: string | undefined }>;
  /** Keeps a finished run's report, and what it says of progress. */
  record(report: Report): Promise<void>;
  recordHint(exercise: string, shown: number): Promise<void>;
  recordSolutionAsked(exercise: string): Promise<void>;
  /** The newest report that was kept, to be shown after a reload. */
  lastReport(exercise: string): Promise<Report | undefined>;
  /** Brings the declarations for IntelliSense up to date. */
  repair(): Promise<void>;
  /** Its folder or its progress. */
  readonly onDidChange: vscode.Event<void>;
  readonly onDidChangeCurrent: vscode.Event<void>;
  /** What a person should be told, though what they asked for was done. */
  readonly onDidNotice: vscode.Event<Notice>;
}

export interface LearnerWorkspaceOptions {
  readonly course: Course;
  /** The declarations that learners' code is checked against. */
  readonly types: string;
}

const MARKER = '.neurona/workspace.json';

export function createLearnerWorkspace({ course, types }: LearnerWorkspaceOptions): LearnerWorkspace & vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const moved = new vscode.EventEmitter<void>();
  const noticed = new vscode.EventEmitter<Notice>();
  let folder = findFolder();
  let current: string | undefined;
  let opening: Promise<Workspace> | undefined;

  const exerciseOf = ({ scheme, fsPath }: vscode.Uri): string | undefined =>
    folder === undefined || scheme !== 'file' ? undefined : exerciseAt(folder, fsPath);

  const open = (): Promise<Workspace> => {
    if (folder === undefined) return Promise.reject(noFolder());
    const path = folder;
    return (opening ??= course.contents().then((contents) => openWorkspace(path, { course: contents, types })));
  };
  const withExercise = async <T>(id: string, use: (workspace: Workspace, exercise: Exercise) => T | Promise<T>): Promise<T> => {
    const [workspace, exercise] = await Promise.all([open(), course.exercise(id)]);
    return use(workspace, exercise);
  };

  const notice = <T extends { readonly notices: readonly Notice[] }>(outcome: T): T => {
    outcome.notices.forEach((each) => noticed.fire(each));
    return outcome;
  };
  const recorded = async (recording: Promise<{ readonly notices: readonly Notice[] }>): Promise<void> => {
    notice(await recording);
    changed.fire();
  };

  const follow = (editor: vscode.TextEditor | undefined): void => {
    const exercise = editor && exerciseOf(editor.document.uri);
    if (exercise === undefined || exercise === current) return;
    current = exercise;
    moved.fire();
  };
  const settle = (path: string | undefined): void => {
    folder = path;
    opening = undefined;
    watcher.dispose();
    watcher = watchProgress(path, () => changed.fire());
    follow(vscode.window.activeTextEditor);
    changed.fire();
  };
  let watcher = watchProgress(folder, () => changed.fire());
  follow(vscode.window.activeTextEditor);

  const listening = vscode.Disposable.from(
    changed,
    moved,
    noticed,
    vscode.window.onDidChangeActiveTextEditor(follow),
    vscode.workspace.onDidChangeWorkspaceFolders(() => settle(findFolder())),
    course.onDidChange(() => {
      opening = undefined;
    }),
  );

  return {
    get folder() {
      return folder;
    },
    get current() {
      return current;
    },
    adopt: settle,
    exerciseOf,
    fileOf: (id) => withExercise(id, (workspace, exercise) => vscode.Uri.file(workspace.fileOf(exercise))),
    sources: (id) => withExercise(id, (workspace, exercise) => workspace.editedFiles(exercise, unsavedText)),
    progress: async () => (folder === undefined ? { format: 1, exercises: {} } : notice(await (await open()).progress()).progress),
    isEarlierVersion: (id, progress) => withExercise(id, (workspace, exercise) => workspace.isEarlierVersion(exercise, progress)),
    scaffold: async (id, language) => {
      const scaffold = await withExercise(id, (workspace, exercise) => workspace.scaffold(exercise, language));
      changed.fire();
      return notice(scaffold);
    },
    reset: (id) => withExercise(id, (workspace, exercise) => workspace.reset(exercise)),
    record: async (report) => recorded((await open()).recordReport(report)),
    recordHint: (id, shown) => recorded(withExercise(id, (workspace, exercise) => workspace.recordHint(exercise, shown))),
    recordSolutionAsked: (id) => recorded(withExercise(id, (workspace, exercise) => workspace.recordSolutionAsked(exercise))),
    lastReport: (id) => withExercise(id, (workspace, exercise) => workspace.lastReport(exercise)),
    repair: async () => void notice({ notices: await (await open()).repair() }),
    onDidChange: changed.event,
    onDidChangeCurrent: moved.event,
    onDidNotice: noticed.event,
    dispose: () => {
      watcher.dispose();
      listening.dispose();
    },
  };
}

/** The open folder that exercises were put into; looked for by its marker, so that no other folder is touched. */
function findFolder(): string | undefined {
  return vscode.workspace.workspaceFolders
    ?.filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath)
    .find((path) => existsSync(join(path, MARKER)));
}

/** The command line writes progress too. */
function watchProgress(folder: string | undefined, listener: () => void): vscode.Disposable {
  if (folder === undefined) return new vscode.Disposable(() => {});
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '.neurona/progress.json'));
  return vscode.Disposable.from(watcher, watcher.onDidChange(listener), watcher.onDidCreate(listener));
}

/** The text of a file that an editor holds and the disk does not have yet. */
function unsavedText(file: string): string | undefined {
  return vscode.workspace.textDocuments.find(({ uri, isDirty }) => isDirty && uri.scheme === 'file' && uri.fsPath === file)?.getText();
}

function noFolder(): HumanError {
  return new HumanError(
    'no-folder',
    { en: 'Your exercises need a folder, and none is open.', es: 'Tus ejercicios necesitan una carpeta y no hay ninguna abierta.' },
    { en: 'Choose one; Neurona puts each exercise into it as you start it.', es: 'Elige una; Neurona pone en ella cada ejercicio cuando lo empiezas.' },
  );
}
