import * as vscode from 'vscode';
import type { Language, Localized } from '../../protocol/localized';

/** The language of everything drawn at run time. Titles in package.json follow the editor's instead. */
export interface LanguageSetting {
  readonly current: Language;
  /** A text in the current language. */
  readonly text: (text: Localized) => string;
  readonly onDidChange: vscode.Event<Language>;
}

function read(): Language {
  const setting = vscode.workspace.getConfiguration('neurona').get<string>('language');
  if (setting === 'en' || setting === 'es') return setting;
  return vscode.env.language.toLowerCase().startsWith('es') ? 'es' : 'en';
}

export function createLanguageSetting(): LanguageSetting & vscode.Disposable {
  let current = read();
  const changed = new vscode.EventEmitter<Language>();
  const listening = vscode.workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration('neurona.language')) return;
    const next = read();
    if (next === current) return;
    current = next;
    changed.fire(next);
  });
  return {
    get current() {
      return current;
    },
    text: (text) => text[current],
    onDidChange: changed.event,
    dispose: () => vscode.Disposable.from(listening, changed).dispose(),
  };
}
