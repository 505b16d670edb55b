import type * as vscodeTypes from 'vscode';
import * as vscode from 'vscode';

/** As in VS Code's proposal `testObserver`, as far as it is used here. */
export interface ResultSnapshot {
  readonly id: string;
  readonly uri?: vscodeTypes.Uri;
  readonly parent?: ResultSnapshot;
  readonly children: readonly ResultSnapshot[];
  readonly taskStates: readonly { readonly state: number; readonly messages: readonly vscodeTypes.TestMessage[] }[];
}
interface RunResult {
  readonly completedAt: number;
  readonly results: readonly ResultSnapshot[];
}
interface TestsWithObserver {
  readonly testResults: readonly RunResult[];
  readonly onDidChangeTestResults: vscodeTypes.Event<void>;
}
const tests = vscode.tests as unknown as TestsWithObserver;

const states = ['unset', 'queued', 'running', 'passed', 'failed', 'skipped', 'errored'] as const;
export type State = (typeof states)[number];

/** One test as the Test Explorer shows it. */
export interface ShownResult {
  /** The last part of its path: `<exercise>/<test>`. */
  readonly id: string;
  readonly state: State;
  /** The words of its messages. */
  readonly words: string;
  /** Where the first message points to. */
  readonly location: vscodeTypes.Location | undefined;
}

/** Does what starts a run and resolves with the Test Explorer's results of the run that then ends. */
export async function resultsOf(start: () => Thenable<unknown>, limit = 45_000): Promise<readonly ShownResult[]> {
  const before = tests.testResults[0]?.completedAt ?? 0;
  const ended = new Promise<readonly ShownResult[]>((resolve, reject) => {
    const timer = setTimeout(() => {
      listening.dispose();
      reject(new Error(`no run ended within ${limit} ms`));
    }, limit);
    const listening = tests.onDidChangeTestResults(() => {
      const [newest] = tests.testResults;
      if (newest === undefined || newest.completedAt <= before) return;
      clearTimeout(timer);
      listening.dispose();
      resolve(newest.results.flatMap(flatten));
    });
  });
  await start();
  return ended;
}

function flatten(snapshot: ResultSnapshot): ShownResult[] {
  const task = snapshot.taskStates.at(-1);
  const messages = task?.messages ?? [];
  const own: ShownResult = {
    id: snapshot.id,
    state: states[task?.state ?? 0] ?? 'unset',
    words: messages.map(({ message }) => (typeof message === 'string' ? message : plain(message.value))).join('\n'),
    location: messages[0]?.location,
  };
  return [own, ...snapshot.children.flatMap(flatten)];
}

/** What a person reads of markdown that was escaped: no-break spaces and backslashes are the escape's. */
function plain(markdown: string): string {
  return markdown.replaceAll('&nbsp;', ' ').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').replaceAll(/\\([^a-zA-Z0-9\s])/g, '$1');
}
